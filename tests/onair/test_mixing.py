"""The mixer: what is heard when, and that there is never a click nor a silence."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy  # noqa: TID253 - only processes without a radio must stay small
import pytest

from dateline.onair.shapes import AAC, MP3, OnNow
from dateline.onair.sound.choosing import Choice, choose
from dateline.onair.sound.mixer import Mixer
from onair_sounding import ANN, Desk, Ear, encoded, piece, pitch, plan, sending, tone, waited

LEVEL = 0.3


@pytest.mark.parametrize(("given", "expected"), [
    ({}, Choice("tone")),
    ({"fallback": True}, Choice("fallback")),
    ({"fallback": True, "playlist": True}, Choice("playlist")),
    ({"playlist": True, "healthy": {"live"}}, Choice("live", "live")),
    ({"healthy": {"live", "breaking"}}, Choice("live", "breaking")),
    ({"healthy": {"elsewhere"}, "fallback": True}, Choice("fallback")),
    ({"healthy": {"live", "breaking"}, "break_in": "live"}, Choice("live", "live")),
    ({"healthy": {"studio"}, "break_in": "studio"}, Choice("live", "studio")),
    ({"healthy": {"live"}, "break_in": "breaking", "playlist": True}, Choice("live", "live")),
    ({"healthy": {"breaking"}, "break_in": "bulletin", "bulletin": True}, Choice("bulletin")),
    ({"healthy": {"live"}, "break_in": "bulletin"}, Choice("live", "live")),
    ({"bulletin": True, "playlist": True}, Choice("playlist")),
])
def test_what_is_chosen(given, expected):
    assert choose(**{"mounts": ("breaking", "live"), "healthy": set()} | given) == expected


@pytest.fixture
def desk(tmp_path: Path):
    """A station whose fallback is a tone of 1,500 Hz."""
    made = Desk(plan(fallback=(piece(tmp_path, "fallback", tone(1500, 4)),)))
    yield made
    made.mixer.stop()


def spans(desk: Desk) -> None:
    """Nowhere a silence, nowhere a click: no step steeper than the tones' own, summed."""
    assert desk.ear.quietest() > -60
    steepest = 2 * LEVEL * 2 * numpy.pi * 1500 / 48000
    assert desk.ear.steepest() < steepest * 1.5


def test_a_source_is_heard_and_then_the_fallback_and_then_the_source_again(desk):
    desk.run(1)
    assert abs(pitch(desk.ear.last(0.5)) - 1500) < 5
    data = encoded(tone(440, 6), "mp3")
    feed = desk.mixer.open("live", MP3, ANN)
    source = sending(feed, data, seconds=6)
    desk.run(2, source)  # connected: heard within two seconds
    assert desk.heard[-1].kind == "live" and desk.heard[-1].source == "live"
    assert desk.heard[-1].presenter == "Ann Lee"
    desk.run(1.5, source)
    assert abs(pitch(desk.ear.last(0.5)) - 440) < 5
    assert desk.mixer.state().connected["live"] == pytest.approx(-13.5, abs=1)
    feed.end("killed")
    assert waited(lambda: not feed.behind)
    desk.run(2)  # gone: the fallback is heard within two seconds
    assert abs(pitch(desk.ear.last(0.5)) - 1500) < 5
    assert desk.heard[-1].kind == "fallback" and desk.heard[-1].title == "fallback"
    assert desk.mixer.state().connected == {}
    again = desk.mixer.open("live", MP3, ANN)
    desk.run(3, sending(again, data, seconds=6))
    assert abs(pitch(desk.ear.last(0.5)) - 440) < 5
    spans(desk)


def test_a_source_that_stalls_gives_way_before_it_is_silent(desk):
    feed = desk.mixer.open("live", AAC, ANN)
    source = sending(feed, encoded(tone(440, 6), "aac"), seconds=6)
    desk.run(3, source)
    assert desk.heard[-1].kind == "live"
    desk.run(2)
    assert abs(pitch(desk.ear.last(0.5)) - 1500) < 5
    assert ("hung", "live", True) not in desk.alarms
    desk.run(5)
    assert ("hung", "live", True) in desk.alarms and "hung" in desk.mixer.state().alarms
    desk.run(3, source)
    assert desk.heard[-1].kind == "live"
    assert ("hung", "live", False) in desk.alarms
    spans(desk)


def test_silence_is_found_within_twenty_seconds_and_given_up_for_the_fallback(desk):
    feed = desk.mixer.open("live", MP3, ANN)
    sound, quiet = encoded(tone(440, 3), "mp3"), encoded(tone(440, 20, level=0.001), "mp3")
    desk.run(3, sending(feed, sound, seconds=3))
    assert desk.heard[-1].kind == "live"
    still = sending(feed, quiet, seconds=20)
    desk.run(14, still)
    assert desk.alarms == [] and desk.heard[-1].kind == "live"
    desk.run(6, still)
    assert desk.alarms == [("silence", "live", True)]
    assert desk.heard[-1].kind == "fallback"
    assert desk.mixer.state().alarms == ("silence",)
    assert desk.mixer.state().connected["live"] < -50
    again = sending(feed, sound, seconds=3)
    desk.run(0.7, again)
    assert desk.heard[-1].kind == "fallback"  # a cough is no return
    desk.run(3, again)
    assert desk.heard[-1].kind == "live"
    assert desk.alarms[-1] == ("silence", "live", False)


def test_a_source_that_is_silent_from_the_beginning_is_never_heard(desk):
    feed = desk.mixer.open("live", MP3, ANN)
    desk.run(22, sending(feed, encoded(tone(440, 4, level=0.0005), "mp3"), seconds=4))
    assert {heard.kind for heard in desk.heard} == {"fallback"} or (
        [heard.kind for heard in desk.heard[:1]] == ["tone"])
    assert desk.alarms == [("silence", "live", True)]
    assert desk.ear.quietest() > -60


def test_garbage_is_refused_with_its_reason_and_never_heard(desk):
    feed = desk.mixer.open("live", MP3, ANN)
    noise = numpy.random.default_rng(3).bytes(600_000)
    for start in range(0, len(noise), 4000):
        feed.write(noise[start : start + 4000])
        waited(lambda: not feed.behind)
        desk.run(0.02)
    assert "not the sound" in feed.over
    desk.run(1)
    assert "live" not in {heard.kind for heard in desk.heard}
    assert desk.mixer.state().connected == {}


def test_broken_frames_in_the_middle_are_passed_over(desk):
    data = bytearray(encoded(tone(440, 8), "mp3"))
    middle = len(data) // 2
    data[middle : middle + 3000] = numpy.random.default_rng(4).bytes(3000)
    feed = desk.mixer.open("live", MP3, ANN)
    desk.run(8, sending(feed, bytes(data), seconds=8))
    assert desk.heard[-1].kind == "live" and not feed.over
    assert abs(pitch(desk.ear.last(0.5)) - 440) < 5
    spans(desk)


def test_a_source_that_sends_all_at_once_is_heard_without_a_click(desk):
    feed = desk.mixer.open("live", MP3, ANN)
    data = encoded(tone(440, 40), "mp3")
    for start in range(0, len(data), 4096):
        feed.write(data[start : start + 4096])
    assert feed.full
    for _step in range(250):
        waited(lambda: feed.left > 1 or not feed.behind)
        desk.run(0.02)
    assert abs(pitch(desk.ear.last(0.5)) - 440) < 10
    assert feed.behind <= 256 * 1024 + 4096 and feed.left < 4
    spans(desk)


def test_the_mount_that_is_more_important_is_heard_and_a_break_in_before_all(desk, tmp_path):
    low, high = encoded(tone(440, 6), "mp3"), encoded(tone(700, 6), "mp3")
    live = sending(desk.mixer.open("live", MP3, ANN), low, seconds=6)
    desk.run(2.5, live)
    breaking = sending(desk.mixer.open("breaking", MP3, ANN), high, seconds=6)
    desk.run(3, live, breaking)
    assert desk.heard[-1].source == "breaking"
    assert abs(pitch(desk.ear.last(0.5)) - 700) < 5
    desk.follow(break_in="live")
    desk.run(0.7, live, breaking)
    assert abs(pitch(desk.ear.last(0.5)) - 440) < 5  # at once, not in a second
    bulletin = piece(tmp_path, "bulletin", tone(1200, 2.5))
    desk.follow(break_in="bulletin", bulletin=bulletin)
    desk.run(1, live, breaking)
    assert desk.heard[-1].kind == "bulletin" and desk.heard[-1].title == "bulletin"
    desk.run(3, live, breaking)  # once: then what would be on anyway
    assert desk.heard[-1].source == "breaking"
    assert [heard.kind for heard in desk.heard].count("bulletin") == 1
    spans(desk)


def test_a_new_slot_goes_over_to_its_playlist_and_an_added_track_does_not(desk, tmp_path):
    first, second = (piece(tmp_path, str(hertz), tone(hertz, 6)) for hertz in (500, 900))
    slot = OnNow(1, 1, "One", "one", datetime(2026, 1, 1, tzinfo=UTC),
                 datetime(2026, 1, 1, 1, tzinfo=UTC), playlist=1)
    desk.follow(playlist=(first,), now=slot)
    desk.run(1.5)
    assert (desk.heard[-1].kind, desk.heard[-1].title) == ("playlist", "500")
    desk.follow(playlist=(first, second))
    desk.run(0.5)
    assert abs(pitch(desk.ear.last(0.3)) - 500) < 5
    desk.run(4.5)
    assert desk.heard[-1].title == "900"
    later = OnNow(2, 2, "Two", "two", slot.ends, datetime(2026, 1, 1, 2, tzinfo=UTC), playlist=2)
    desk.follow(playlist=(first,), now=later)
    desk.run(1.5)
    assert desk.heard[-1].title == "500"
    assert desk.ear.told[-1][1] == later
    spans(desk)


def test_titles_reach_whoever_is_told(desk):
    feed = desk.mixer.open("live", MP3, ANN)
    source = sending(feed, encoded(tone(440, 6), "mp3"), seconds=6)
    title = 'Čaj – 日本 "א" ' + "x" * 280
    feed.title("  " + title + "\n", "Bára")
    desk.run(2.5, source)
    assert (desk.heard[-1].title, desk.heard[-1].artist) == (title, "Bára")
    since = desk.heard[-1].since
    feed.title("Next")
    desk.run(0.02, source)
    assert desk.heard[-1].title == "Next" and desk.heard[-1].since > since
    assert desk.ear.told[-1][0] == desk.heard[-1]


def test_without_anything_a_tone_is_heard_and_told(tmp_path):
    desk = Desk(plan())
    desk.run(3)
    assert abs(pitch(desk.ear.last(0.5)) - 1000) < 5
    assert desk.alarms == [("tone", "", True)] and desk.mixer.state().heard.kind == "tone"
    desk.follow(fallback=(piece(tmp_path, "f", tone(1500, 3)),))
    desk.run(1.5)
    assert desk.alarms[-1] == ("tone", "", False)
    desk.mixer.stop()


def test_who_takes_a_mount_over_ends_who_had_it(desk):
    first = desk.mixer.open("live", MP3, ANN)
    second = desk.mixer.open("live", MP3, ANN)
    assert first.over and not second.over
    desk.run(3, sending(second, encoded(tone(440, 6), "mp3"), seconds=6))
    assert desk.heard[-1].kind == "live"
    assert list(desk.mixer.state().connected) == ["live"]


def test_an_outlet_that_fails_does_not_silence_the_others(tmp_path, caplog):
    class Broken(Ear):
        def put(self, block, at):
            raise OSError("no")

    ear = Ear()
    mixer = Mixer([Broken(), ear], on_heard=lambda *_: 1 / 0, on_alarm=lambda *_: 1 / 0)
    for step in range(150):
        mixer.step(step * 0.02)
    assert len(ear.blocks) == 150
    mixer.stop()


def test_in_real_time_it_keeps_time_and_all_threads_end(desk):
    before = threading.active_count()
    feed = desk.mixer.open("live", MP3, ANN)
    thread = threading.Thread(target=desk.mixer.run)
    begun = time.time()
    thread.start()
    time.sleep(1.5)
    desk.mixer.stop()
    thread.join(2)
    assert not thread.is_alive()
    times = numpy.array(desk.ear.times)
    assert abs(numpy.diff(times) - 0.02).max() < 1e-6
    assert times[-1] - begun < 2.0 and time.time() - times[-1] < 1.0
    assert feed.over
    assert waited(lambda: threading.active_count() <= before)
