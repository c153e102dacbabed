"""The encoders of what goes out: MP3 and AAC, by libmp3lame and ffmpeg's own AAC."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dateline.onair.shapes import RATE, Pcm

MP3_BATCH, AAC_BATCH = 6, 16
"""Blocks that are encoded at a time (0.12 s, 0.32 s): just 5 frames of MP3, 15 of AAC; less work
for the same sound."""
QUALITY = "7"
"""Of LAME, 0…9: half the work of 5, and at 128 kbit/s little is heard of it."""


@dataclass(frozen=True)
class Encoded:
    """One whole frame: an MP3 frame with its header, or a raw AAC packet without one."""

    data: bytes
    pts: int
    """Where it begins, in frames of 48 kHz since the encoder's first; AAC's first is negative: its
    priming (ISO/IEC 14496-3: 1,024 frames before the sound)."""
    duration: int
    """Frames it holds: 1,152 or 1,024."""


class Encoder:
    """Sound in, whole frames out."""

    def __init__(self, codec: str, bitrate: int, *, batch: int, **options: str) -> None:
        import av

        context: Any = av.CodecContext.create(codec, "w")
        context.sample_rate, context.layout, context.format = RATE, "stereo", "fltp"
        context.bit_rate, context.options = bitrate * 1000, options
        context.time_base = Fraction(1, RATE)
        context.open()
        self._context = context
        self._held: deque[Pcm] = deque()
        self._frames, self._batch = 0, batch
        self.bitrate = bitrate
        """kbit/s."""

    @property
    def extradata(self) -> bytes:
        """AAC: the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). MP3: nothing."""
        return bytes(self._context.extradata or b"")

    def put(self, block: Pcm) -> list[Encoded]:
        """Encode a block of 20 ms; frames come in batches."""
        self._held.append(block)
        return self._encode() if len(self._held) == self._batch else []

    def flush(self) -> list[Encoded]:
        """The rest; the encoder takes no more after it."""
        return [*(self._encode() if self._held else []), *self._given(None)]

    def _encode(self) -> list[Encoded]:
        import av
        import numpy

        sound = numpy.concatenate(self._held)
        self._held.clear()
        frame = av.AudioFrame.from_ndarray(
            numpy.ascontiguousarray(sound.T), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self._frames
        frame.time_base = Fraction(1, RATE)
        self._frames += len(sound)
        return self._given(frame)

    def _given(self, frame: Any) -> list[Encoded]:
        return [Encoded(bytes(packet), packet.pts or 0, packet.duration)
                for packet in self._context.encode(frame)]


def mp3(bitrate: int) -> Encoder:
    """An MP3 encoder (constant bit rate, kbit/s); each frame stands alone in no bit reservoir:
    a listener can begin at any of them, and one that is dropped breaks no other."""
    return Encoder("libmp3lame", bitrate, batch=MP3_BATCH, compression_level=QUALITY, reservoir="0")


def aac(bitrate: int) -> Encoder:
    """An AAC-LC encoder (kbit/s) of raw packets, for fMP4."""
    return Encoder("aac", bitrate, batch=AAC_BATCH)
