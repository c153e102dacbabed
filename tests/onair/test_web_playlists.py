"""Playlists as pure functions, and what a time of the day means."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dateline.onair.rewind import lists
from dateline.onair.rewind.keeping import Mark, Segment, Window, segment_of

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
FRAME = 82_700_000_064 // 144 * 144
HEADER = "0123456789ab"


def kept(many: int, *, live_only: range = range(0), gap: int = 0, marks=()) -> Window:
    """So many whole segments; with `gap` the radio was away for some frames in the middle."""
    made, again = [], 0
    for n in range(many):
        again += n not in live_only
        late = gap if n >= many // 2 else 0
        made.append(Segment(900 + n, 700 + again, 3 + bool(late), FRAME + 144 * n + late, 144,
                            n not in live_only, HEADER))
    return Window(tuple(made), tuple(marks))


def tags(text: str, name: str) -> list[str]:
    """Values of a tag."""
    return re.findall(rf"^#{name}:(.*)$", text, re.MULTILINE)


def names(text: str) -> list[str]:
    """The segments it lists."""
    return [line.rpartition("/")[2] for line in text.splitlines() if not line.startswith("#")]


def test_the_live_list_is_short_and_says_the_time():
    window = kept(3000)
    text = lists.live(window)
    assert text.startswith("#EXTM3U\n#EXT-X-VERSION:7\n")
    assert text.count("#EXTINF:3.07200,") == lists.LIVE
    assert tags(text, "EXT-X-MEDIA-SEQUENCE") == [str(900 + 3000 - lists.LIVE)]
    at = datetime.fromisoformat(tags(text, "EXT-X-PROGRAM-DATE-TIME")[0])
    assert at.timestamp() == pytest.approx(window.segments[-lists.LIVE].starts, abs=0.001)
    assert len(text) < 30_000


def test_three_hours_of_the_rewind_list():
    text = lists.rewind(kept(5000), 3)
    seconds = sum(map(float, re.findall(r"#EXTINF:([\d.]+)", text)))
    assert 3 * 3600 - 4 < seconds <= 3 * 3600 + 4
    assert text.count("#EXT-X-PROGRAM-DATE-TIME") > 100
    assert "EXT-X-ENDLIST" not in text
    assert "EXT-X-PLAYLIST-TYPE" not in text  # its beginning moves


def test_every_address_in_a_list_is_one_of_a_segment():
    window = kept(30)
    found = [segment_of(HEADER, name) for name in names(lists.rewind(window, 3))]
    assert found == list(window.segments)


def test_a_gap_is_a_discontinuity_with_its_own_time():
    window = kept(20, gap=5000)
    lines = lists.rewind(window, 3).splitlines()
    place = lines.index("#EXT-X-DISCONTINUITY")
    at = datetime.fromisoformat(lines[place + 1].partition(":")[2])
    assert at.timestamp() == pytest.approx(window.segments[10].starts, abs=0.001)
    assert lines.count("#EXT-X-DISCONTINUITY") == 1


def test_what_is_live_only_is_in_the_live_list_alone():
    window = kept(30, live_only=range(10, 30))
    assert tags(lists.live(window), "EXT-X-MEDIA-SEQUENCE") == ["922"]
    text = lists.rewind(window, 3)
    assert text.count("#EXTINF") == 10
    assert "-l.m4s" not in text


def test_numbers_in_the_rewind_list_have_no_hole_where_something_is_left_out():
    """RFC 8216, 6.2.2: the number goes up by one for each segment taken from the beginning."""
    window = kept(1300, live_only=range(40, 60))
    seen: dict[int, str] = {}
    for upto in range(1180, 1300):
        text = lists.rewind(Window(window.segments[:upto], ()), 1)
        first = int(tags(text, "EXT-X-MEDIA-SEQUENCE")[0])
        for number, name in enumerate(names(text), first):
            assert seen.setdefault(number, name) == name
    assert len(set(seen.values())) == len(seen)


def test_from_a_time_on():
    window = kept(100)
    since = window.segments[40].starts + 1.5
    text = lists.rewind(window, 3, since)
    assert tags(text, "EXT-X-START") == ["TIME-OFFSET=1.500,PRECISE=YES"]
    assert text.count("#EXTINF") == 60
    assert tags(text, "EXT-X-MEDIA-SEQUENCE") == [str(window.segments[40].again)]
    assert lists.rewind(window, 3, window.segments[0].starts - 900).count("#EXTINF") == 100
    assert lists.rewind(window, 3, window.segments[-1].ends + 900).count("#EXTINF") == 1


def test_a_time_that_is_not_kept_is_told_in_words():
    window = kept(10)
    lists.found_at(window, 3, datetime.fromtimestamp(window.segments[3].starts, UTC))
    for seconds in (window.segments[0].starts - 1, window.segments[-1].ends + 1):
        with pytest.raises(lists.NotKept, match=r"is not kept\. What can be heard again: 20"):
            lists.found_at(window, 3, datetime.fromtimestamp(seconds, UTC))
    with pytest.raises(lists.NotKept, match="Nothing"):
        lists.found_at(Window(), 3, datetime.now(UTC))
    assert lists.live(Window()) == lists.rewind(Window(), 3) == ""


def test_titles_come_whole_and_cannot_break_the_list():
    start = kept(10).segments[0].starts
    title = 'Čaj – 日本 "quoted"\n#EXT-X-ENDLIST\r\nשלום' + "x" * 300
    marks = (Mark(start - 50, "long ago"), Mark(start - 9, "before", "Ann", "Morning", start - 90),
             Mark(start + 5, title), Mark(start + 9000, "after"))
    text = lists.rewind(kept(10, marks=marks), 3)
    ranges = tags(text, "EXT-X-DATERANGE")
    assert len(ranges) == 2
    assert 'X-TITLE="before",X-ARTIST="Ann",X-PROGRAMME="Morning"' in ranges[0]
    assert "Čaj – 日本 ”quoted” #EXT-X-ENDLIST שלום" + "x" * 300 in ranges[1]
    assert "\n#EXT-X-ENDLIST" not in text
    assert "\r" not in text


CLOCKS = [
    ("14:05", BERLIN, "2026-03-02T14:00:00+00:00", "2026-03-02T13:05:00+00:00"),
    ("14:05", BERLIN, "2026-03-02T13:04:59+00:00", "2026-03-01T13:05:00+00:00"),  # not yet today
    ("00:10:30", BERLIN, "2026-03-01T23:15:00+00:00", "2026-03-01T23:10:30+00:00"),
    ("23:50", NEW_YORK, "2026-03-02T05:10:00+00:00", "2026-03-02T04:50:00+00:00"),
    ("02:30", BERLIN, "2026-10-25T00:45:00+00:00", "2026-10-25T00:30:00+00:00"),  # the first one
    ("02:30", BERLIN, "2026-10-25T02:00:00+00:00", "2026-10-25T01:30:00+00:00"),  # the second
    ("2026-03-02T13:05:00Z", BERLIN, "2026-03-02T14:00:00+00:00", "2026-03-02T13:05:00+00:00"),
    ("2026-03-02T14:05:00 01:00", BERLIN, "2026-03-02T14:00:00+00:00",
     "2026-03-02T13:05:00+00:00"),  # a plus that was not escaped
    ("2026-03-02T14:05", BERLIN, "2026-03-02T14:00:00+00:00", "2026-03-02T13:05:00+00:00"),
]


@pytest.mark.parametrize(("text", "zone", "now", "expected"), CLOCKS)
def test_a_time_of_the_day_is_the_latest_that_is_past(text, zone, now, expected):
    found = lists.moment_of(text, zone, datetime.fromisoformat(now))
    assert found.astimezone(UTC) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("text", ["", "25:00", "14", "14:5x", "now", "-1:00", "T", "14:05+01:00",
                                  "9999-99-99T00:00", "14:05" * 20])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        lists.moment_of(text, BERLIN, datetime.now(UTC))


@pytest.mark.parametrize("name", [
    "init.mp4", "../x", "1-1-1-1-1-r.mp4", "1-1-1-1-1-x.m4s", "1-1-1-1-r.m4s", "-1-1-1-1-1-r.m4s",
    "1-1-1-1-1-r.m4s\n", "٣-1-1-1-1-r.m4s", ".abcdef", "1" * 13 + "-1-1-1-1-r.m4s"])
def test_other_files_are_no_segments(name):
    assert segment_of(HEADER, name) is None
