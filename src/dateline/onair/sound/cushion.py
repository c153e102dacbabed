"""The jitter buffer of a source: sound comes when it comes, and is taken every 20 ms."""

from __future__ import annotations

import threading
from collections import deque

from dateline.onair.shapes import BLOCK, RATE, Pcm

_JOIN = 240
"""Frames (5 ms) over which two pieces that do not join are faded out and in: no click."""


class Cushion:
    """Sound in the order it came. Two threads: one puts, one takes."""

    def __init__(self) -> None:
        self._parts: deque[Pcm] = deque()
        self._frames = 0
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        """How much is there."""
        return self._frames / RATE

    def put(self, sound: Pcm, *, cut: bool = False) -> None:
        """Add sound; `cut`: it does not join what came before it."""
        if cut:
            sound = _ramped(sound, rising=True)
        with self._lock:
            if cut and self._parts:
                self._parts[-1] = _ramped(self._parts[-1], rising=False)
            self._parts.append(sound)
            self._frames += len(sound)

    def take(self, frames: int = BLOCK) -> Pcm | None:
        """A block out of so many frames, stretched to 20 ms; None if there are not so many."""
        import numpy

        with self._lock:
            if self._frames < frames:
                return None
            got, parts = 0, list[Pcm]()
            while got < frames:
                part = self._parts.popleft()
                if got + len(part) > frames:
                    self._parts.appendleft(part[frames - got :])
                    part = part[: frames - got]
                parts.append(part)
                got += len(part)
            self._frames -= frames
            following = self._parts[0][:1] if self._parts else parts[-1][-1:]
        sound = parts[0] if len(parts) == 1 else numpy.concatenate(parts)
        return sound if frames == BLOCK else _stretched(sound, following)


def _ramped(sound: Pcm, *, rising: bool) -> Pcm:
    import numpy

    length = min(_JOIN, len(sound))
    ramp = numpy.linspace(0, 1, length, dtype=numpy.float32)[:, None]
    made = sound.copy()
    if rising:
        made[:length] *= ramp
    else:
        made[len(made) - length :] *= ramp[::-1]
    return made


def _stretched(sound: Pcm, following: Pcm) -> Pcm:
    """A block out of a few frames more or less (½ %: 9 cents), by straight lines between them."""
    import numpy

    held = numpy.concatenate([sound, following])
    at = numpy.arange(BLOCK) * (len(sound) / BLOCK)
    known = numpy.arange(len(held))
    return numpy.column_stack(
        [numpy.interp(at, known, held[:, side]) for side in (0, 1)]).astype(numpy.float32)
