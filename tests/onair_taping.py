"""Sources as they send, onto tapes; sound made by ffmpeg; a station with a programme."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.onair.models import Programme, Slot, Station
from dateline.onair.recording.spooling import Spool
from dateline.onair.shapes import AAC, MP3, OGG, Who
from dateline.onair.sound.files import path_of

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not here")
WAYS = {
    MP3: ("-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3"),
    AAC: ("-c:a", "aac", "-b:a", "96k", "-f", "adts"),
    "opus": ("-c:a", "libopus", "-b:a", "64k", "-page_duration", "200000", "-f", "ogg"),
    "vorbis": ("-c:a", "libvorbis", "-q:a", "4", "-page_duration", "200000", "-f", "ogg"),
    "other": ("-c:a", "libvorbis", "-q:a", "9", "-ar", "48000", "-f", "ogg"),
}
KIND = {MP3: MP3, AAC: AAC, "opus": OGG, "vorbis": OGG, "other": OGG}


def sound(way: str, seconds: float = 10.0) -> bytes:
    """Bytes that a source sends, piped out of ffmpeg: noise, so that nothing is alike."""
    return _sound(way, float(seconds))


@cache
def _sound(way: str, seconds: float) -> bytes:
    made = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
         f"anoisesrc=d={seconds}:r=44100:a=0.3:seed=7", "-ac", "2", *WAYS[way], "-"],
        capture_output=True, check=True)
    return made.stdout


class Mixer:
    """Stands for the mixer: keeps what came."""

    def __init__(self) -> None:
        self.heard = bytearray()

    def open(self, mount: str, kind: str, who: Who) -> Mixer:
        return self

    def write(self, data: bytes) -> None:
        self.heard += data

    def title(self, text: str, artist: str = "") -> None:
        pass

    def end(self, reason: str) -> None:
        pass


class Air:
    """A spool with a clock of its own."""

    def __init__(self, folder: Path, at: float) -> None:
        self.now = at
        self.alarms: list[tuple[str, str, bool]] = []
        self.spool = Spool(folder, clock=lambda: self.now,
                           on_alarm=lambda *said: self.alarms.append(said))
        self.mixer = Mixer()
        self.intake = self.spool.tee(self.mixer)

    def send(self, way: str, seconds: float = 10.0, *, mount: str = "live",
             data: bytes | None = None, end: bool = True) -> None:
        """A connection that sends so many seconds of sound, as long as it takes."""
        feed = self.intake.open(mount, KIND[way], Who(1, "Ana"))
        data = sound(way, seconds) if data is None else data
        turns = int(seconds * 10)
        for turn in range(turns):
            feed.write(data[len(data) * turn // turns : len(data) * (turn + 1) // turns])
            self.now += 0.1
        if end:
            feed.end("over")
        self.spool.settle()


def length(path: Path) -> float:
    """Seconds, as ffprobe says; a file that ffmpeg finds an error in fails."""
    said = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
         str(path)], capture_output=True, text=True, check=True)
    played = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"],
                            capture_output=True, text=True, check=True)
    assert not said.stderr and not played.stderr, said.stderr + played.stderr
    return float(said.stdout)


def codec(path: Path) -> str:
    """The codec in a file."""
    said = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0",
         str(path)], capture_output=True, text=True, check=True)
    return said.stdout.strip()


def station(**said: Any) -> Station:
    """A station without rolls, unless it has some."""
    return Station.objects.create(
        **{"name": "Harbour Radio", "mounts": ["breaking", "live"], "pre_roll": 0,
           "post_roll": 0} | said)


def programme(at: datetime, seconds: int = 60, **said: Any) -> tuple[Programme, Slot]:
    """A programme that is on once, from a time on."""
    known = {"name": "Tide Tables", "slug": "tide-tables", "description": "What the sea does."}
    show = Programme.objects.create(**known | said)
    slot = Slot.objects.create(
        programme=show, day=at.date(), at=at.time(), minutes=max(1, seconds // 60))
    return show, slot


def file_of(row: Any) -> Path:
    """The file of a recording or an episode."""
    return path_of(row.digest, row.kind)


def later(at: datetime, seconds: float) -> datetime:
    """So many seconds after."""
    return at + timedelta(seconds=seconds)


