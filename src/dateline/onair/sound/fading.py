"""Going over from one voice to another without a click and without a gap."""

from __future__ import annotations

import math
from typing import Protocol

from dateline.onair.shapes import BLOCK, RATE, Pcm

BLOCK_SECONDS = BLOCK / RATE


class Voice(Protocol):
    """Something that can be heard."""

    @property
    def left(self) -> float:
        """Seconds it can go on giving sound, at least."""

    def take(self) -> Pcm | None:
        """The next 20 ms; None: there is nothing."""

    def rest(self) -> None:
        """It is heard no more."""


class Fader:
    """One voice is heard; those that were heard before fade out. Equal power (cosine)."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self._places: dict[Voice, float] = {voice: 1.0}
        """0…1 for each voice; its gain is the sine of a quarter turn of it."""
        self._step = 1.0

    def change(self, voice: Voice, *, seconds: float) -> None:
        """Go over to another voice in so many seconds; also while a change goes on."""
        if voice is not self.voice:
            self.voice = voice
            self._places.setdefault(voice, 0.0)
            self._step = min(1.0, BLOCK_SECONDS / seconds) if seconds > 0 else 1.0

    def heard(self, voice: object) -> bool:
        """Whether it is heard, also if it is fading out."""
        return voice in self._places

    def block(self) -> Pcm:
        """The next 20 ms, within −1…1."""
        import numpy

        made = numpy.zeros((BLOCK, 2), numpy.float32)
        for voice, place in list(self._places.items()):
            sound = voice.take()
            goal = 1.0 if voice is self.voice else 0.0
            then = place + max(-self._step, min(self._step, goal - place))
            if sound is not None:
                made += sound if place == then == 1.0 else sound * _ramp(place, then)
            if goal == 0.0 and (then <= 0.0 or sound is None):
                del self._places[voice]
                voice.rest()
            else:
                self._places[voice] = then
        return numpy.clip(made, -1.0, 1.0, out=made)


def _ramp(start: float, end: float) -> Pcm:
    import numpy

    turn = math.pi / 2
    return numpy.sin(numpy.linspace(start * turn, end * turn, BLOCK, dtype=numpy.float32))[:, None]
