"""A radio for tests: real segments made of a tone, at once or as time goes by."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.onair.models import Station
from dateline.onair.rewind.segmenting import Segments
from dateline.onair.shapes import BLOCK, RATE, Heard, OnNow, Pcm

BLOCKS = RATE // BLOCK
"""In a second."""


def tone(block: int, pitch: float = 440.0) -> Pcm:
    """The n-th block of a tone, stereo."""
    import numpy

    at = (numpy.arange(BLOCK) + block * BLOCK) / RATE
    one = (numpy.sin(2 * numpy.pi * pitch * at) * 0.3).astype(numpy.float32)
    return numpy.stack([one, one], axis=1)


def sent(segments: Segments, since: float, seconds: float, *, first: int = 0) -> None:
    """Give so many seconds of the tone at once, as if heard from `since` on."""
    for block in range(round(seconds * BLOCKS)):
        segments.put(tone(first + block), since + block / BLOCKS)


def programme(title: str, starts: float, *, rewind: bool = True, hours: float = 1) -> OnNow:
    """What is on by the schedule."""
    begins = datetime.fromtimestamp(starts, UTC)
    return OnNow(1, 1, title, "on", begins, begins + timedelta(hours=hours), rewind=rewind)


def station(**said: object) -> Station:
    """The station, as one row."""
    return Station.objects.create(**{"name": "Radio Ada", "zone": "Europe/Berlin"} | said)


class Sending:
    """Sends the tone in real time, from some seconds of the past on."""

    def __init__(self, folder: Path, past: float, title: str) -> None:
        self.folder, self.began = folder, time.time() - past
        self.heard = Heard("live", f"{title} song", "Ann"), programme(title, self.began + 6)
        self.segments = self._fresh()
        sent(self.segments, self.began, past)
        self._block, self._done = round(past * BLOCKS), threading.Event()
        self._away = 0.0
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def killed(self, seconds: float) -> None:
        """The radio is gone, with what it had not written; so much later it is there again."""
        self._away = time.time() + seconds

    def stop(self) -> None:
        """No more."""
        self._done.set()
        self._thread.join()
        self.segments.close()

    def _fresh(self) -> Segments:
        segments = Segments(self.folder, 96, 3)
        segments.tell(*self.heard)
        return segments

    def _send(self) -> None:
        while not self._done.wait(0.1):
            due = int((time.time() - self.began) * BLOCKS)
            if time.time() < self._away:
                self._block = due
            elif self._away:
                self.segments, self._away = self._fresh(), 0.0
            while self._block < due:
                self.segments.put(tone(self._block), self.began + self._block / BLOCKS)
                self._block += 1


@contextmanager
def on_air(folder: Path, past: float = 20.0, title: str = "Morning") -> Iterator[Sending]:
    """Send in real time for the length of the block, and some seconds of the past before it."""
    sending = Sending(folder, past, title)
    try:
        yield sending
    finally:
        sending.stop()
