"""What is heard when there is nothing: a quiet tone, never silence."""

from __future__ import annotations

import math

from dateline.onair.shapes import BLOCK, RATE, Pcm

PITCH = 1000
"""Hz; whole waves fit into a block, so blocks join."""
LEVEL = -24.0
"""dBFS of its peak."""


class Tone:
    """A voice that never ends."""

    left = math.inf

    def __init__(self) -> None:
        import numpy

        wave = numpy.sin(numpy.arange(BLOCK) * (2 * math.pi * PITCH / RATE)) * 10 ** (LEVEL / 20)
        self._block: Pcm = numpy.column_stack([wave, wave]).astype(numpy.float32)

    def take(self) -> Pcm | None:
        """The next 20 ms."""
        return self._block

    def rest(self) -> None:
        """It is heard no more."""
