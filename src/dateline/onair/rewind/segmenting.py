"""The outlet for the web: what goes out, as immutable segments on the disk (RFC 8216, 3)."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from dateline.onair.rewind import keeping
from dateline.onair.rewind.boxes import FRAME, header, segment
from dateline.onair.rewind.keeping import Mark, Segment
from dateline.onair.rewind.timeline import Run
from dateline.onair.rewind.writing import Writer
from dateline.onair.shapes import Heard, OnNow, Pcm

FRAMES = 144
"""Frames of a whole segment: 144 × 1024 samples are 3.072 s at 48 kHz, exactly."""
log = logging.getLogger(__name__)


class Segments:
    """Encodes AAC-LC and hands segments to a thread of its own that writes them, so that a slow
    disk never holds up the sound.

    `folder` is `<DATA>/air`; `bitrate` in kbit/s; older than `hours` they are taken away. Whoever
    begins after a crash goes on with the numbers on the disk.
    """

    def __init__(self, folder: Path, bitrate: int, hours: int) -> None:
        self._bitrate = bitrate
        self._writer = Writer(folder, hours)
        past = keeping.segments(folder)
        last = past[-1] if past else None
        self._number = last.number if last else 0
        self._again = last.again if last else 0
        self._breaks = last.breaks if last else 0
        self._end = last.frame + last.frames if last else 0
        self._open = last.rewind if last else True
        self._run: Run | None = None
        self._frames: list[bytes] = []
        self._first = 0
        self._header = b""
        self._told: tuple[Heard, OnNow | None] | None = None
        self._rewind = True

    def put(self, block: Pcm, at: float) -> None:
        """Take a block; `at` seconds since 1970. What cannot be encoded is left out and logged."""
        try:
            if self._run is None or not self._run.goes_on(at):
                self._begin(at)
            assert self._run is not None
            for number, frame in self._run.encode(block):
                self._add(number, frame)
        except Exception:
            log.exception("the web's sound could not be encoded; it begins anew")
            self._finish()
            self._run = None

    def tell(self, heard: Heard, now: OnNow | None) -> None:
        """What is heard from the next block on; whether it may be heard again is the slot's."""
        self._told = (heard, now)
        self._rewind = now is None or now.rewind
        if not self._rewind and self._frames:
            self._open = False  # a segment with any of it is not offered again
        if self._run is not None:
            self._note()

    def close(self) -> None:
        """Write what is there, and end the thread."""
        self._finish()
        self._run = None
        self._writer.close()

    def _begin(self, at: float) -> None:
        self._finish()
        self._run = Run(at, self._end, self._bitrate)
        self._breaks += 1
        self._header = header(self._run.config, self._bitrate * 1000)
        if self._number == 0:  # nothing is left that it follows: never a number twice
            self._number = self._again = self._run.frame // FRAMES
        self._note()

    def _note(self) -> None:
        if self._told is None or self._run is None:
            return
        heard, now = self._told
        self._writer.note(Mark(
            self._run.position, heard.title[:300], heard.artist[:300],
            now.title if now else "", now.starts.timestamp() if now else 0.0))

    def _add(self, number: int, frame: bytes) -> None:
        if not self._frames:
            self._first = number
            if self._rewind and not self._open:
                self._breaks += 1
            self._open = self._rewind
        self._frames.append(frame)
        if (number + 1) % FRAMES == 0:
            self._finish()

    def _finish(self) -> None:
        if not self._frames:
            return
        self._number += 1
        self._again += self._open
        made = Segment(self._number, self._again, self._breaks, self._first, len(self._frames),
                       self._open, hashlib.sha256(self._header).hexdigest()[:12])
        data = segment(self._number, self._first * FRAME, self._frames)
        self._writer.segment(made, self._header, data)
        self._end = self._first + len(self._frames)
        self._frames = []

