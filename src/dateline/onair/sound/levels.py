"""How loud sound is: RMS and peak in dBFS, and loudness in LUFS."""

from __future__ import annotations

import math
from collections import deque
from fractions import Fraction
from typing import Any

from dateline.onair.shapes import BLOCK, RATE, Pcm

FLOOR = -100.0
"""dBFS that digital silence is given."""
SILENT = -50.0
"""dBFS: what is below is silence (issue 8)."""
STEP = RATE // 10


def decibels(power: float) -> float:
    """dBFS of a mean square; a square wave at full scale is 0 (AES17 would say +3)."""
    return max(FLOOR, 10 * math.log10(power)) if power > 0 else FLOOR


def power_of(sound: Pcm) -> float:
    """Mean square of all samples; 0 of none."""
    flat = sound.ravel()
    return float(flat @ flat) / len(flat) if len(flat) else 0.0


def level_of(sound: Pcm) -> float:
    """RMS in dBFS."""
    return decibels(power_of(sound))


def peak_of(sound: Pcm) -> float:
    """dBFS of the loudest sample."""
    return decibels(float(abs(sound).max()) ** 2) if len(sound) else FLOOR


class Meter:
    """RMS of the last second, block by block."""

    def __init__(self) -> None:
        self._powers: deque[float] = deque(maxlen=RATE // BLOCK)

    def put(self, block: Pcm) -> None:
        """Take a block of 20 ms in."""
        self._powers.append(power_of(block))

    @property
    def level(self) -> float:
        """dBFS; the floor before there was any sound."""
        return decibels(sum(self._powers) / len(self._powers)) if self._powers else FLOOR


class Loudness:
    """Integrated loudness (ITU-R BS.1770-4, gated as in EBU R 128), by ffmpeg's `ebur128`."""

    def __init__(self) -> None:
        import av

        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(
            sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE))
        meter = self._graph.add("ebur128", "metadata=1:framelog=quiet")
        source.link_to(meter)
        meter.link_to(self._graph.add("abuffersink"))
        self._graph.configure()
        self._frames = 0
        self.lufs = -70.0
        """Of all that was put in; −70, the gate, while there was nothing louder."""

    def put(self, sound: Pcm) -> None:
        """Measure more of it."""
        import av

        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self._frames
        self._frames += len(sound)
        self._graph.push(frame)
        self._pull(av)

    def _pull(self, av: Any) -> None:
        while True:
            try:
                said = self._graph.pull().metadata.get("lavfi.r128.I")
            except (av.BlockingIOError, av.EOFError):
                return
            if said and math.isfinite(float(said)):
                self.lufs = max(-70.0, float(said))
