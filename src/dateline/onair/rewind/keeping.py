"""What is kept on the disk for listeners: segments whose names say all, and what was heard when.

    air/hls/<header>/init.mp4
    air/hls/<header>/<number>-<again>-<breaks>-<frame>-<frames>-<r or l>.m4s
    air/titles.jsonl

A name never has other bytes. There is no index that could be torn: a file is whole or not there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.onair.rewind.boxes import FRAME
from dateline.onair.shapes import RATE

HEADER = "init.mp4"
TITLES = "titles.jsonl"
FOLDER = "hls"
NAME = r"[0-9]{1,12}-[0-9]{1,12}-[0-9]{1,9}-[0-9]{1,12}-[0-9]{1,3}-[rl]\.m4s"
_NAME = re.compile(NAME)


@dataclass(frozen=True, order=True)
class Segment:
    """Some seconds of sound."""

    number: int
    """In the live list; each is one more than the one before (RFC 8216, 6.2.2)."""
    again: int
    """Its number among those that may be heard again."""
    breaks: int
    """How often the sound was interrupted before it."""
    frame: int
    """Its beginning, in AAC frames since 1970."""
    frames: int
    rewind: bool
    """Whether it may be heard again, or only live."""
    header: str
    """Which header its decoder needs: a digest."""

    @property
    def starts(self) -> float:
        """Seconds since 1970."""
        return self.frame * FRAME / RATE

    @property
    def ends(self) -> float:
        """Seconds since 1970."""
        return (self.frame + self.frames) * FRAME / RATE

    @property
    def name(self) -> str:
        """Of its file."""
        kept = "r" if self.rewind else "l"
        return (f"{self.number}-{self.again}-{self.breaks}-{self.frame}-{self.frames}-{kept}.m4s")


@dataclass(frozen=True)
class Mark:
    """From when on something was heard."""

    at: float
    """Seconds since 1970."""
    title: str = ""
    artist: str = ""
    programme: str = ""
    starts: float = 0.0
    """When the programme began by the schedule, seconds since 1970; 0: none was on."""


@dataclass(frozen=True, eq=False)
class Window:
    """All there is: segments in the order they were sent, and what was heard in them."""

    segments: tuple[Segment, ...] = ()
    marks: tuple[Mark, ...] = ()


def segment_of(header: str, name: str) -> Segment | None:
    """The segment a file's name says; None for any other name."""
    if not _NAME.fullmatch(name):
        return None
    *numbers, kept = name.removesuffix(".m4s").split("-")
    number, again, breaks, frame, frames = map(int, numbers)
    return Segment(number, again, breaks, frame, frames, kept == "r", header)


def window(air: Path) -> Window:
    """What is in the folder `air` now. It is read again only where its folders have changed."""
    seen = [(path.name, path.stat().st_mtime_ns) for path in headers(air)]
    try:
        titles = (air / TITLES).stat()
    except FileNotFoundError:
        return _read(air, tuple(seen), (0, 0))
    return _read(air, tuple(seen), (titles.st_mtime_ns, titles.st_size))


def headers(air: Path) -> list[Path]:
    """The folders of segments, one for each header."""
    try:
        return sorted(path for path in (air / FOLDER).iterdir() if path.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def segments(air: Path) -> list[Segment]:
    """All segments on the disk, in the order they were sent."""
    found = [segment_of(folder.name, name) for folder in headers(air) for name in _names(folder)]
    return sorted(one for one in found if one is not None)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:  # it has just been taken away
        return []


def marks(air: Path) -> list[Mark]:
    """What was noted of what was heard; a torn line is none."""
    try:
        lines = (air / TITLES).read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return sorted(_marks(lines), key=lambda mark: mark.at)


def line_of(mark: Mark) -> bytes:
    """A mark as a line of its file."""
    return json.dumps(mark.__dict__, ensure_ascii=False).encode() + b"\n"


def _marks(lines: Iterable[bytes]) -> Iterable[Mark]:
    for line in lines:
        try:
            said: Any = json.loads(line)
            yield Mark(float(said["at"]), str(said["title"]), str(said["artist"]),
                       str(said["programme"]), float(said["starts"]))
        except (ValueError, KeyError, TypeError):
            continue


@lru_cache(maxsize=2)
def _read(air: Path, seen: tuple[tuple[str, int], ...], titles: tuple[int, int]) -> Window:
    return Window(tuple(segments(air)), tuple(marks(air)))
