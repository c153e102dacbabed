"""The addresses of HLS on the site: lists of one's own, immutable segments, plain refusals."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction

from airing import programme, sent, station
from dateline.delivery.public import touch
from dateline.lib import clock
from dateline.onair.counting import hls
from dateline.onair.rewind.segmenting import Segments
from dateline.onair.shapes import Heard

TOKEN = "abcdefghijklmnop"
NOON = 1_780_000_000.0


@pytest.fixture
def air(house):
    """A station that has sent half a minute until now."""
    with transaction.atomic():
        station()
        touch({"onair:schedule"})
    segments = Segments(settings.DATA / "air", 96, 3)
    segments.tell(Heard("live", "Song"), programme("Morning", NOON - 300))
    sent(segments, NOON - 30, 30)
    segments.close()
    with clock.at(datetime.fromtimestamp(NOON, UTC)):
        yield


@pytest.fixture
def counted(monkeypatch):
    """Who was counted."""
    seen = []
    monkeypatch.setattr(hls, "seen", lambda token, agent, at: seen.append((token, agent)))
    return seen


def segment_lines(text: str) -> list[str]:
    """The addresses in a list."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["live", "rewind"])
def test_a_listener_gets_a_list_of_their_own_and_is_counted(air, reader, counted, name):
    first, second = (reader.get(f"/listen/{name}.m3u8") for _ in range(2))
    assert first.status == 200
    assert first.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert first.headers["Cache-Control"] == "no-store"
    assert 'CODECS="mp4a.40.2"' in first.text
    (own,), (other,) = segment_lines(first.text), segment_lines(second.text)
    assert own != other
    assert counted == []
    answer = reader.get(f"/listen/{own}", user_agent="Set/1")
    assert answer.status == 200
    assert "#EXTINF" in answer.text
    assert len(answer.body) < 30_000
    assert counted == [(own.partition("l=")[2], "Set/1")]


def test_what_is_no_token_is_counted_as_nobody(air, reader, counted):
    for token in ("", "short", "x" * 65, "a%20b%20c%20d%20e%20f%20g%20h%20i", "<script>alert(1)"):
        answer = reader.get(f"/listen/live.m3u8?l={token}")
        assert "#EXT-X-STREAM-INF" in answer.text
        assert "script" not in answer.text
    assert counted == []


def test_lists_are_validated_shortened_and_open_to_other_sites(air, reader, counted):
    address = f"/listen/rewind.m3u8?l={TOKEN}"
    plain = reader.get(address)
    packed = reader.get(address, accept_encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    again = reader.get(address, if_none_match=plain.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert len(counted) == 3  # who has the list is listening all the same
    assert reader.get(address, method="POST").status in (403, 405)


def test_segments_are_immutable(air, reader):
    text = reader.get(f"/listen/live.m3u8?l={TOKEN}").text
    for line in [*segment_lines(text)[:2], text.partition('MAP:URI="')[2].partition('"')[0]]:
        answer = reader.get(f"/listen/{line}")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "audio/mp4"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.body == (settings.DATA / "air/hls" / line.removeprefix("s/")).read_bytes()
        again = reader.get(f"/listen/{line}", if_none_match=answer.headers["ETag"])
        assert again.status == 304


def test_a_segment_is_there_as_soon_as_it_is_and_gone_once_it_is_gone(air, reader):
    line = segment_lines(reader.get(f"/listen/live.m3u8?l={TOKEN}").text)[3]
    file = settings.DATA / "air/hls" / line.removeprefix("s/")
    aside = file.rename(file.with_name(".aside"))
    early = reader.get(f"/listen/{line}")
    assert (early.status, early.headers["Cache-Control"]) == (404, "no-store")
    aside.rename(file)
    assert reader.get(f"/listen/{line}").status == 200  # nobody remembers that it was not there
    file.unlink()
    assert reader.get(f"/listen/{line}").status == 404


HOSTILE = [
    "../titles.jsonl", "%2e%2e/titles.jsonl", "..%2f..%2fprivate", "0123456789ab/../../private",
    "0123456789ab/%2e%2e%2f%2e%2e%2f%2e%2e%2fprivate", "0123456789ab/init.mp4%00",
    "0123456789ab/.hidden", "//etc/passwd", "0123456789AB/init.mp4", "%ff%fe/init.mp4",
    "0123456789ab/1-1-1-1-1-r.m4s%0a", "0123456789ab/%D9%A3-1-1-1-1-r.m4s", "0123456789ab/", "",
]


def test_no_address_leads_out_of_the_folder(air, reader):
    for place in (settings.DATA, settings.DATA / "air", settings.DATA / "air/hls"):
        (place / "private").write_text("a secret")
    for path in HOSTILE:
        answer = reader.get(f"/listen/s/{path}")
        assert answer.status in (400, 404), path
        assert b"a secret" not in answer.body
        assert b"Morning" not in answer.body


def test_from_a_time_of_the_day_in_the_stations_zone(air, reader, counted):
    at = datetime.fromtimestamp(NOON - 10, UTC) + timedelta(hours=2)  # Berlin in May
    answer = reader.get(f"/listen/rewind.m3u8?t={at:%H:%M:%S}")
    (own,) = segment_lines(answer.text)
    text = reader.get(f"/listen/{own}").text
    assert "#EXT-X-START:TIME-OFFSET=" in text
    assert len(segment_lines(text)) in (4, 5)  # 10 s
    with clock.at(datetime.fromtimestamp(NOON + 86400, UTC)):  # the address means the same instant
        assert reader.get(f"/listen/{own}").text == text


REFUSED = [
    ("12:00", 404, "is not kept. What can be heard again"),
    ("2001-01-01T00:00Z", 404, "is not kept"), ("2199-01-01T00:00", 404, "is not kept"),
    ("noon", 400, "That is no time"), ("99:99", 400, "That is no time"),
    ("0001-01-01T00:00%2B14:00", 400, "no time"), ("9999-12-31T23:59-14:00", 400, "no time"),
]


def test_another_time_is_refused_in_plain_words(air, reader):
    for asked, status, words in REFUSED:
        answer = reader.get(f"/listen/rewind.m3u8?t={asked}")
        assert (answer.status, words in answer.text) == (status, True), answer.text
        assert answer.headers["Content-Type"].startswith("text/plain")


def test_old_sound_is_not_live(air, reader, counted):
    with clock.at(datetime.fromtimestamp(NOON + 31, UTC)):
        for query in ("", f"?l={TOKEN}"):
            answer = reader.get(f"/listen/live.m3u8{query}")
            assert (answer.status, answer.headers["Retry-After"]) == (503, "3")
        assert reader.get("/listen/rewind.m3u8").status == 200
    assert counted == []


def test_the_page_of_the_radio_works_without_a_script(air, reader):
    answer = reader.get("/listen/")
    assert answer.status == 200
    assert '<audio controls preload="none" src="/listen/live.m3u8" ' in answer.text
    assert '"/listen/live.m3u"' in answer.text
    assert "media-src 'self' blob:" in answer.headers["Content-Security-Policy"]
    assert "data-at=" not in answer.text  # the half hour before it was not kept
    half = datetime.fromtimestamp(NOON // 1800 * 1800, UTC) + timedelta(minutes=30)
    with clock.at(half):
        later = reader.get("/listen/").text
    assert f"?t={half:%Y-%m-%dT%H:%M:%SZ}" in later and later.count("data-at=") == 1


def test_the_bar_speaks_the_languages_of_the_interface(air, reader):
    assert 'role="toolbar"' in reader.get("/listen/bar/en/").text
    assert 'dir="rtl"' in reader.get("/listen/bar/ar/").text
    assert reader.get("/listen/bar/xx/").status == 404


def test_without_a_station_there_is_nothing(house, reader):
    for path in ("", "live.m3u8", "rewind.m3u8", "bar/en/", "s/0123456789ab/init.mp4"):
        assert reader.get(f"/listen/{path}").status == 404


def test_lists_are_cheap_while_nothing_changes(air, reader, counted):
    address = f"/listen/live.m3u8?l={TOKEN}"
    reader.get(address)
    began = time.process_time()
    for _ in range(50):
        reader.get(address, accept_encoding="gzip")
    spent = (time.process_time() - began) / 50
    assert spent < 0.05
