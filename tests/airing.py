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


@contextmanager
def on_air(folder: Path, past: float = 20.0, title: str = "Morning") -> Iterator[Segments]:
    """Send in real time for the length of the block, and some seconds of the past before it."""
    segments = Segments(folder, 96, 3)
    began = time.time() - past
    segments.tell(Heard("live", f"{title} song", "Ann"), programme(title, began + 6))
    sent(segments, began, past)
    done = threading.Event()

    def send() -> None:
        block = round(past * BLOCKS)
        while not done.wait(0.1):
            while block / BLOCKS < time.time() - began:
                segments.put(tone(block), began + block / BLOCKS)
                block += 1

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield segments
    finally:
        done.set()
        thread.join()
        segments.close()
