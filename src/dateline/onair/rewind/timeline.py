"""Where the sound belongs: AAC frames counted from 1970, cut at fixed places of the clock."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dateline.onair.rewind.boxes import FRAME
from dateline.onair.shapes import RATE

if TYPE_CHECKING:
    from dateline.onair.shapes import Pcm
else:
    Pcm = Any

LATE, EARLY = RATE // 2, 10 * RATE
"""Samples: sound that comes so much later than it was due is a new beginning, and so much earlier.
Less than that is the jitter of clocks, and the count of samples stands."""


class Run:
    """Sound without a break: one encoder, from the frame at which it begins.

    `last` is the frame where the run before it ended: what was sent is never sent otherwise.
    """

    def __init__(self, at: float, last: int, bitrate: int) -> None:
        import numpy

        self._encoder = _encoder(bitrate)
        due = math.ceil(at * RATE / FRAME) - 1
        near = last - due < EARLY // FRAME
        self.frame = max(due, last) if near else due
        """The frame that the next packet is; the first one primes the decoder."""
        self._due = (self.frame + 1) * FRAME
        self._rest: Pcm = numpy.zeros((0, 2), numpy.float32)

    @property
    def config(self) -> bytes:
        """AudioSpecificConfig (ISO/IEC 14496-3)."""
        return bytes(self._encoder.extradata or b"")

    @property
    def position(self) -> float:
        """Seconds since 1970 of the sound that comes next."""
        return (self._due + len(self._rest)) / RATE

    def goes_on(self, at: float) -> bool:
        """Whether sound of this time follows what is here."""
        behind = at * RATE - self._due - len(self._rest)
        return -EARLY < behind < LATE + 2 * FRAME

    def encode(self, block: Pcm) -> Iterator[tuple[int, bytes]]:
        """The frames that are ready now, each with its number."""
        import numpy

        self._rest = numpy.concatenate([self._rest, block])
        while len(self._rest) >= FRAME:
            sound, self._rest = self._rest[:FRAME], self._rest[FRAME:]
            for packet in self._encoder.encode(_frame(sound, self._due)):
                yield self.frame, bytes(packet)
                self.frame += 1
            self._due += FRAME


def _encoder(bitrate: int) -> Any:
    """AAC-LC, 48 kHz, stereo; `bitrate` in kbit/s."""
    import av

    made: Any = av.CodecContext.create("aac", "w")
    made.sample_rate, made.layout, made.format = RATE, "stereo", "fltp"
    made.bit_rate, made.time_base = bitrate * 1000, Fraction(1, RATE)
    made.flags |= 1 << 22  # AV_CODEC_FLAG_GLOBAL_HEADER: its configuration goes into the header
    made.open()
    return made


def _frame(sound: Pcm, pts: int) -> Any:
    import av
    import numpy

    safe = numpy.nan_to_num(numpy.clip(sound.T, -1, 1), copy=False)
    made = av.AudioFrame.from_ndarray(numpy.ascontiguousarray(safe), format="fltp", layout="stereo")
    made.sample_rate, made.time_base, made.pts = RATE, Fraction(1, RATE), pts
    return made
