"""Files are played one after the other, and what cannot be played is passed over and told."""

from __future__ import annotations

from itertools import islice

import numpy  # noqa: TID253 - only processes without a radio must stay small
import pytest

from dateline.onair.shapes import BLOCK, RATE, Piece
from dateline.onair.sound.levels import FLOOR, Loudness, Meter, level_of, peak_of
from dateline.onair.sound.playing import Player, Sequence
from onair_sounding import Desk, piece, pitch, plan, tone, waited


def blocks(pieces, seconds, *, once=False, told=None):
    """So many seconds of a sequence, and the titles in their order."""
    each = Sequence(tuple(pieces), once=once,
                    on_bad=lambda piece, bad: told is not None and told.append((piece.title, bad)))
    made = list(islice(each.blocks(), round(seconds * RATE / BLOCK)))
    titles = [one[0].title for one in made if one]
    return (numpy.concatenate([one[1] for one in made if one]) if titles else None,
            [title for place, title in enumerate(titles)
             if place == 0 or title != titles[place - 1]], made)


@pytest.mark.parametrize("kind", ["mp3", "wav", "flac", "m4a", "opus", "aac"])
def test_every_kind_is_played_in_order_over_and_over_without_a_gap(tmp_path, kind):
    pieces = [piece(tmp_path, str(hertz), tone(hertz, 1.5), kind=kind) for hertz in (440, 660)]
    sound, titles, _made = blocks(pieces, 4.5)
    assert titles == ["440", "660", "440", "660"]
    quiet = min(level_of(sound[start : start + BLOCK]) for start in range(0, len(sound), BLOCK))
    assert quiet > -25 and numpy.abs(numpy.diff(sound, axis=0)).max() < 0.06
    assert abs(pitch(sound[RATE // 5 : RATE]) - 440) < 5


def test_gain_turns_a_piece(tmp_path):
    sound, _titles, _made = blocks([piece(tmp_path, "a", tone(440, 2), gain=-6.0)], 1)
    assert level_of(sound) == pytest.approx(level_of(tone(440, 1)) - 6, abs=0.1)


def test_what_cannot_be_read_is_passed_over_and_told(tmp_path):
    (tmp_path / "text.mp3").write_text("This is no sound. " * 100)
    (tmp_path / "list.m3u8").write_text("#EXTM3U\nfile:///etc/passwd\n")
    bad = [Piece(tmp_path / name, name) for name in ("missing.mp3", "text.mp3", "list.m3u8")]
    quiet = piece(tmp_path, "quiet", tone(440, 3, level=0.0))
    good = piece(tmp_path, "good", tone(440, 1))
    told = []
    _sound, titles, made = blocks([*bad, quiet, good], 3, told=told)
    assert titles == ["good"] and None not in made
    assert {title for title, is_bad in told if is_bad} == {
        "missing.mp3", "text.mp3", "list.m3u8", "quiet"}
    assert ("good", False) in told
    _sound, titles, made = blocks(bad, 0.1)
    assert titles == [] and set(made) == {None}  # asks for a pause, and is no busy loop


def test_long_silence_in_a_file_is_left_out(tmp_path):
    gap = numpy.concatenate([tone(440, 2), tone(440, 6, level=0.0), tone(880, 2)])
    sound, _titles, _made = blocks([piece(tmp_path, "gap", gap)], 5)
    still = [level_of(sound[start : start + BLOCK]) < -60 for start in range(0, len(sound), BLOCK)]
    assert sum(still) * BLOCK / RATE <= 1.6
    assert abs(pitch(sound[-RATE:]) - 880) < 5


def test_once_is_once_and_to_its_end(tmp_path):
    sound, _titles, made = blocks([piece(tmp_path, "once", tone(440, 1.3))], 60, once=True)
    assert len(sound) / RATE == pytest.approx(1.3, abs=0.03)
    assert len(made) < 100
    assert blocks([Piece(tmp_path / "none", "none")], 60, once=True)[2] == []


def test_after_a_rest_it_goes_on_with_the_next_piece(tmp_path):
    pieces = tuple(piece(tmp_path, str(hertz), tone(hertz, 4)) for hertz in (440, 660))
    player = Player(pieces, on_bad=lambda *_: None)
    player.start()
    assert waited(lambda: player.left > 1)
    for _block in range(20):
        assert player.take() is not None
    assert player.piece.title == "440"
    player.rest()
    assert waited(lambda: player.left > 1)
    player.take()
    assert player.piece.title == "660"
    player.stop()
    assert waited(lambda: player.done)


def test_a_fallback_that_cannot_be_read_is_an_alarm_and_a_tone(tmp_path):
    desk = Desk(plan(fallback=(Piece(tmp_path / "missing.mp3", "Missing"),)))
    assert waited(lambda: desk.mixer.step(desk.at) or ("file", "Missing", True) in desk.alarms)
    assert desk.heard[-1].kind == "tone" and desk.ear.quietest() > -60
    desk.mixer.stop()


def test_levels():
    assert level_of(tone(1000, 1, level=1.0)) == pytest.approx(-3.01, abs=0.01)
    assert peak_of(tone(1000, 1, level=0.5)) == pytest.approx(-6.02, abs=0.01)
    assert level_of(tone(1000, 1, level=0.0)) == peak_of(tone(1, 0)) == FLOOR
    meter = Meter()
    assert meter.level == FLOOR
    for _block in range(60):
        meter.put(tone(1000, 0.02, level=0.1))
    assert meter.level == pytest.approx(-23.01, abs=0.05)


def test_loudness_is_that_of_the_standard():
    """EBU Tech 3341, case 1: 1 kHz in both channels at -23 dBFS (peak) is -23 LUFS, +/- 0.1."""
    measured = Loudness()
    sound = tone(1000, 20, level=10 ** (-23 / 20))
    for start in range(0, len(sound), 24_000):
        measured.put(sound[start : start + 24_000])
    assert measured.lufs == pytest.approx(-23, abs=0.1)
