"""The line on every page: exactly what listeners hear, live, and silent about it when they do not.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import tick
from dateline.lib import clock
from dateline.onair.models import OnAir
from dateline.onair.public import now_playing, remove_station
from dateline.onair.watching import look
from onair_station import heard, station

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def line(reader, at):
    """The radio's line of the front page, at a moment."""
    with clock.at(at):
        text = reader.get("/").text
    return text.partition('<p class="listen">')[2].partition("</p>")[0]


def test_without_a_station_it_says_so_and_nothing_else_is_there(house, reader, noon):
    assert line(reader, noon).endswith("(our radio is not on air yet)</span>")
    assert reader.get("/listen/status/").status == 404
    assert reader.get("/listen/status").status == 404
    look(at=noon)
    assert now_playing() is None and not OnAir.objects.exists()


def test_it_says_what_is_heard_and_what_comes_next(house, reader, noon):
    station()
    assert "silent now" in line(reader, noon)
    heard("Čaj – 日本 <b>", noon, artist='"Ann" & Bob')
    shown = line(reader, noon + SECOND)
    assert '<a href="/listen/" data-listen data-player="/static/onair/player.js?v=' in shown
    assert "<bdi>Morning &lt;Show&gt;</bdi>" in shown
    assert "<bdi>Čaj – 日本 &lt;b&gt; — &quot;Ann&quot; &amp; Bob</bdi>" in shown
    assert "Next: <bdi>Evening</bdi>" in shown and ">18:30 GMT</bdi>" in shown


def test_a_title_is_on_the_next_page_and_only_a_new_one_touches_anything(house, reader, noon):
    station()
    heard("One", noon)
    assert "<bdi>One</bdi>" in line(reader, noon)
    heard("Two", noon + SECOND)
    assert "<bdi>Two</bdi>" in line(reader, noon + SECOND)
    with clock.at(noon + 2 * SECOND):
        before = tick()
        heard("Two", noon + 2 * SECOND, level=-20.0, connected={"live": -20.0})
        assert tick() == before
        heard("Two", noon + 2 * SECOND, level=-70.0)  # silence is said on the status page
        assert "It is silent." in reader.get("/listen/status/").text
    assert OnAir.objects.get().since == noon + SECOND


def test_the_programme_changes_on_its_second_by_the_clock_alone(house, reader, noon):
    station()
    heard("Song", noon)
    assert "Morning" in line(reader, noon + 60 * MINUTE - SECOND)
    after = line(reader, noon + 60 * MINUTE)
    assert "Morning" not in after.partition("on-next")[0] and "Test Radio" in after
    assert "Evening" in line(reader, noon + timedelta(hours=6, minutes=30)).partition("on-next")[0]
    ended = line(reader, noon + timedelta(hours=7))
    assert "Evening" not in ended.partition("on-next")[0]
    assert ">3 Mar\u00a02026, 12:00 GMT<" in ended.replace("3\u00a0Mar", "3 Mar")


def test_a_radio_that_is_gone_is_said_to_be_silent_by_the_workers_clock(house, reader, noon):
    station()
    heard("Song", noon)
    look(at=noon + 14 * SECOND)
    assert "Song" in line(reader, noon + 14 * SECOND)
    look(at=noon + 16 * SECOND)
    assert "silent now" in line(reader, noon + 16 * SECOND)
    with clock.at(noon + 17 * SECOND):
        page = reader.get("/listen/status/").text
    assert "nothing: the radio does not run" in page and "The radio does not run, since" in page
    heard("Song", noon + 20 * SECOND)
    assert "Song" in line(reader, noon + 20 * SECOND)


def test_the_status_page_says_what_listeners_hear(house, reader, noon):
    station()
    with clock.at(noon):
        heard("Interview", noon, kind="live", source="live", presenter="Ann <A>")
        page = reader.get("/listen/status/").text
    assert "a live source" in page and "<bdi>Interview</bdi>" in page
    assert "<bdi>Ann &lt;A&gt;</bdi>" in page and "sound, measured on what is sent" in page
    assert "2 March 2026, 12:00 GMT" in page and "Alarms</dt><dd>No alarm now." in page
    moved = reader.get("/listen/status")
    assert moved.status == 301 and moved.headers["Location"] == "/listen/status/"


def test_a_page_in_another_language_has_the_line_in_it(house, noon):
    station()
    heard("Song", noon)
    with clock.at(noon):
        from dateline.onair.fragments import listen

        assert "<bdi>Song</bdi>" in listen("ar")


def test_the_station_can_be_taken_away(house, reader, noon):
    station()
    heard("Song", noon)
    assert "Song" in line(reader, noon)
    remove_station()
    assert "not on air yet" in line(reader, noon)
    heard("Late word", noon + SECOND)  # of a radio that has not heard of it yet
    assert not OnAir.objects.exists()
    assert "not on air yet" in line(reader, noon + SECOND)


@pytest.mark.parametrize("title", ["x" * 300, "أغنية الصباح", "a\u202eb", "</bdi><script>"])
def test_hostile_titles_stay_titles(house, reader, noon, title):
    station()
    heard(title, noon)
    shown = line(reader, noon)
    assert "<script>" not in shown and len(shown) < 900
