"""What sources send is kept as it came, and cut and joined out of the very frames."""

from __future__ import annotations

import logging
import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest

from dateline.onair.recording import spooling, tapes
from dateline.onair.recording.cutting import MP4, Stretch, cut
from dateline.onair.recording.joining import marks, parts, position
from dateline.onair.recording.reels import forget, reels
from dateline.onair.shapes import AAC, MP3, OGG
from onair_taping import Air, codec, length, needs_ffmpeg, sound

pytestmark = needs_ffmpeg
START = 1_772_452_800.0
MADE = {MP3: ("mp3", MP3), AAC: ("aac", MP4), "opus": ("opus", OGG), "vorbis": ("vorbis", OGG)}


@pytest.fixture
def air(tmp_path):
    return Air(tmp_path / "spool", START)


def joined(air, tmp_path, start=START - 60, end=START + 600):
    found = parts(air.spool.folder, start, end)
    path = tmp_path / "made"
    return cut([part.stretch for part in found], path), path, found


@pytest.mark.parametrize("way", MADE)
def test_a_reconnect_is_one_recording_with_a_mark(air, tmp_path, way):
    air.send(way)
    air.now += 6
    air.send(way)
    made, path, found = joined(air, tmp_path)
    assert (codec(path), made.kind) == MADE[way] and not made.anew
    assert abs(length(path) - 20) < 0.1
    (mark,) = marks(found)
    assert mark["what"] == "reconnect" and abs(mark["at"] - 10) < 0.1 and abs(mark["gap"] - 6) < 0.2
    assert bytes(air.mixer.heard) == sound(way) * 2


def test_a_longer_break_is_marked_as_a_gap(air, tmp_path):
    air.send(MP3)
    air.now += 25
    air.send(MP3)
    _made, path, found = joined(air, tmp_path)
    assert marks(found)[0]["what"] == "gap" and abs(length(path) - 20) < 0.1


@pytest.mark.parametrize("way", MADE)
def test_a_recording_begins_and_ends_with_its_slot(air, tmp_path, way):
    air.send(way, 30)
    _made, path, found = joined(air, tmp_path, START + 8, START + 19)
    assert abs(length(path) - 11) < (0.1 if way in (MP3, AAC) else 0.5)
    assert abs(position(found, START + 10) - 2) < 0.5 and position(found, START) == 0


def test_other_mounts_are_another_matter(air, tmp_path):
    air.send(MP3, 30)
    air.now = START + 10
    air.send(AAC, 5, mount="breaking")
    made, path, _found = joined(air, tmp_path)
    assert made.kind == MP3 and abs(length(path) - 30) < 0.1


def test_other_makes_are_encoded_once(air, tmp_path):
    air.send(MP3)
    air.now += 2
    air.send("opus")
    made, path, _found = joined(air, tmp_path)
    assert made.anew and codec(path) == "mp3" and abs(length(path) - 20) < 0.1


@pytest.mark.parametrize("second", ["vorbis", "other"])
def test_a_chain_of_ogg_streams_is_whole(air, tmp_path, second):
    """As liquidsoap sends a new stream for each title."""
    air.send("vorbis", 20, data=sound("vorbis") + sound(second))
    made, path, found = joined(air, tmp_path)
    assert abs(length(path) - 20) < 0.1 and made.anew == (second == "other") and not marks(found)


def test_damage_on_the_way_costs_only_what_it_touched(air, tmp_path):
    data = sound(MP3)
    harmed = data[:50_000] + random.Random(5).randbytes(3000) + data[60_000:]
    air.send(MP3, 20, data=data + harmed)
    made, path, _found = joined(air, tmp_path)
    assert 18.5 < length(path) < 20.1 and not made.anew


def test_what_is_no_sound_makes_no_part(air):
    air.send(MP3, data=os.urandom(100_000))
    assert not parts(air.spool.folder, START, START + 60) and reels(air.spool.folder, 0, 2 * START)


@pytest.mark.parametrize("way", [MP3, "opus"])
def test_a_long_connection_lets_old_pieces_go(air, tmp_path, monkeypatch, way):
    monkeypatch.setattr(tapes, "PIECE", 20.0)
    air.send(way, 120, end=False)
    before = sum(path.stat().st_size for path in air.spool.folder.iterdir())
    assert forget(air.spool.folder, START + 70) >= 2
    assert sum(path.stat().st_size for path in air.spool.folder.iterdir()) < before * 0.7
    _made, path, _found = joined(air, tmp_path, START + 80, START + 110)
    assert abs(length(path) - 30) < (0.1 if way == MP3 else 0.5)
    assert forget(air.spool.folder, START + 1000) and not list(air.spool.folder.iterdir())


def test_a_killed_radio_leaves_all_up_to_the_last_second(tmp_path):
    script = f"""
import time
from pathlib import Path
from dateline.onair.recording.spooling import Spool
from dateline.onair.shapes import Who
class Mixer:
    def open(self, *said): return self
    def write(self, data): pass
data = Path({str(tmp_path / 'sent')!r}).read_bytes()
intake = Spool(Path({str(tmp_path / 'spool')!r})).tee(Mixer())
feed = intake.open("live", "audio/mpeg", Who(1, "Ana"))
for turn in range(400):
    feed.write(data[turn * 4000 : turn * 4000 + 4000])
    time.sleep(0.025)
    if turn == 60: print("going", flush=True)
"""
    (tmp_path / "sent").write_bytes(sound(MP3, 60))
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "going\n"
    time.sleep(1.2)
    child.kill()
    child.wait()
    child.stdout.close()
    found = parts(tmp_path / "spool", time.time() - 60, time.time() + 60)
    cut([part.stretch for part in found], tmp_path / "made")
    sent = (tmp_path / "spool").glob("*.mp3")
    assert length(tmp_path / "made") > sum(path.stat().st_size for path in sent) / 16_000 - 0.2 > 10


def test_a_line_that_was_cut_short_is_none(air, tmp_path):
    air.send(MP3)
    (index,) = air.spool.folder.glob("*.index")
    with index.open("a") as file:
        file.write("1772452811.5 9")
    _made, path, _found = joined(air, tmp_path)
    assert abs(length(path) - 10) < 0.1
    index.write_bytes(b"\x00garbage\n" + index.read_bytes())
    assert not reels(air.spool.folder, 0, 2 * START)


def test_a_full_disk_costs_the_recording_a_part_and_the_broadcast_nothing(air, tmp_path, caplog):
    """No file may grow past some bytes for a while."""
    feed = air.intake.open("live", MP3, type("W", (), {"presenter": 1, "name": "Ana"}))
    data = sound(MP3, 60)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def send(first, last):
        for second in range(first, last):
            feed.write(data[second * 16_000 : (second + 1) * 16_000])
            air.now += 1
        air.spool.settle()

    with caplog.at_level(logging.WARNING, "dateline.onair"):
        send(0, 20)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
            send(20, 32)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, was)
        send(32, 60)
    assert bytes(air.mixer.heard) == data[: 60 * 16_000]
    said = [record.message for record in caplog.records]
    assert len(said) == 2 and "not recorded" in said[0] and "again" in said[1]
    assert air.alarms == [("spool", "live", True), ("spool", "live", False)]
    _made, path, found = joined(air, tmp_path)
    assert 40 < length(path) < 50 and marks(found)[0]["gap"] >= 10


def test_a_slow_disk_loses_a_part_and_holds_up_nobody(air, tmp_path, monkeypatch):
    air.send(MP3)
    monkeypatch.setattr(spooling, "MOST", 60_000)
    feed = air.intake.open("live", MP3, type("W", (), {"presenter": 1, "name": "Ana"}))
    held, begun = [], time.monotonic()
    for _ in range(500):
        feed.write(sound(MP3)[:8000])
        air.now += 0.5
        held.append(air.spool._put - air.spool._done)
    assert time.monotonic() - begun < 5 and max(held) < 80_000
    air.spool.settle()
    feed.write(sound(MP3)[:32_000])
    feed.end("over")
    air.spool.settle()
    assert len(list(air.spool.folder.glob("*.index"))) >= 3
    assert joined(air, tmp_path)[0].seconds > 11


def test_a_cut_of_a_file_is_exact(tmp_path):
    for way, suffix in ((MP3, ".mp3"), ("opus", ".ogg"), ("vorbis", ".ogg")):
        path = tmp_path / f"in{suffix}"
        path.write_bytes(sound(way, 30))
        cut([Stretch(path, 4.0, 11.5)], tmp_path / "out")
        assert abs(length(tmp_path / "out") - 7.5) < 0.06
    cut([Stretch(path)], tmp_path / "whole")
    assert abs(length(tmp_path / "whole") - 30) < 0.06
