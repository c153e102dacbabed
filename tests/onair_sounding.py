"""Sound for tests: tones, files and streams made of them, and a mixer that is stepped by hand."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy

from dateline.onair.shapes import BLOCK, RATE, Heard, OnNow, Piece, Plan, Who
from dateline.onair.sound.mixer import NOTHING, STEP, Mixer

ANN = Who(1, "Ann Lee")
CONTAINERS = {
    "mp3": ("mp3", "libmp3lame", "fltp"), "aac": ("adts", "aac", "fltp"),
    "opus": ("ogg", "libopus", "flt"), "flac": ("flac", "flac", "s16"),
    "wav": ("wav", "pcm_s16le", "s16"), "m4a": ("ipod", "aac", "fltp"),
}


def tone(hertz: float, seconds: float, *, level: float = 0.3) -> Any:
    """A sine in the mixer's form."""
    at = numpy.arange(int(seconds * RATE))
    wave = level * numpy.sin(2 * numpy.pi * hertz * at / RATE)
    return numpy.column_stack([wave, wave]).astype(numpy.float32)


def encoded(sound: Any, kind: str, *, rate: int = RATE, **tags: str) -> bytes:
    """A file of this kind."""
    container, codec, form = CONTAINERS[kind]
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        out.metadata.update(tags)
        stream = out.add_stream(codec, rate=rate, layout="stereo")
        stream.format = form
        stream.bit_rate = 128_000
        made = av.AudioFrame.from_ndarray(
            numpy.ascontiguousarray(sound.reshape(1, -1)), format="flt", layout="stereo")
        made.sample_rate, made.pts, made.time_base = RATE, 0, Fraction(1, RATE)
        resampler = av.AudioResampler(format=form, layout="stereo", rate=rate)
        for frame in [*resampler.resample(made), *resampler.resample(None)]:
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    return file.getvalue()


def pitch(sound: Any) -> float:
    """Hertz of the strongest tone in it."""
    strength = numpy.abs(numpy.fft.rfft(sound[:, 0] * numpy.hanning(len(sound))))
    return float(strength.argmax() * RATE / len(sound))


@dataclass
class Ear:
    """An outlet that keeps what it is given."""

    blocks: list[Any] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    told: list[tuple[Heard, OnNow | None]] = field(default_factory=list)

    def put(self, block: Any, at: float) -> None:
        """Keep it."""
        self.blocks.append(block.copy())
        self.times.append(at)

    def tell(self, heard: Heard, now: OnNow | None) -> None:
        """Keep it."""
        self.told.append((heard, now))

    def last(self, seconds: float) -> Any:
        """The last so many seconds."""
        return numpy.concatenate(self.blocks[-round(seconds * RATE / BLOCK):])

    def quietest(self) -> float:
        """dBFS of the quietest block."""
        power = min(float(numpy.mean(block.astype(float) ** 2)) for block in self.blocks)
        return float(10 * numpy.log10(power + 1e-20))

    def steepest(self) -> float:
        """The largest step between two samples that follow each other."""
        return float(numpy.abs(numpy.diff(numpy.concatenate(self.blocks), axis=0)).max())


class Desk:
    """A mixer, an ear, and a clock that goes on by hand."""

    def __init__(self, plan: Plan) -> None:
        self.ear, self.alarms = Ear(), list[tuple[str, str, bool]]()
        self.heard = list[Heard]()
        self.mixer = Mixer([self.ear], on_heard=lambda heard, _now: self.heard.append(heard),
                           on_alarm=lambda *said: self.alarms.append(said))
        self.at = 1_790_000_000.0
        self.plan = plan
        self.mixer.follow(plan)

    def follow(self, **changes: Any) -> None:
        """Change the plan."""
        self.plan = replace(self.plan, **changes)
        self.mixer.follow(self.plan)

    def run(self, seconds: float, *sources: Iterator[None]) -> None:
        """Let time go by; each step of a source sends its next 20 ms."""
        for _step in range(round(seconds / STEP)):
            for source in sources:
                next(source, None)
            self._ready()
            self.mixer.step(self.at)
            self.at += STEP

    def _ready(self) -> None:
        """Wait for the threads that decode, as real time would give them."""
        until = time.monotonic() + 0.5
        while time.monotonic() < until and any(
                player.left < 0.5 and not player.done for player in self.mixer.players.all()):
            time.sleep(0.001)


def sending(feed: Any, data: bytes, *, seconds: float, loop: bool = True) -> Iterator[None]:
    """A source that sends data, `seconds` long, in real time; each next() is 20 ms of it."""
    size, sent = len(data) * STEP / seconds, 0.0
    while loop or sent < len(data):
        start, sent = int(sent), sent + size
        piece = data[start % len(data):][: int(sent) - start]
        feed.write(piece)
        waited(lambda: not feed.behind)
        yield


def waited(what: Callable[[], Any], seconds: float = 3.0) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.0005)
    return bool(what())


def piece(folder: Path, name: str, sound: Any, *, kind: str = "wav", gain: float = 0.0) -> Piece:
    """A file that can be played."""
    path = folder / f"{name}.{kind}"
    path.write_bytes(encoded(sound, kind))
    return Piece(path, name, "Somebody", len(sound) / RATE, gain)


def plan(**known: Any) -> Plan:
    """A station's plan with two mounts."""
    return replace(NOTHING, station="Radio", mounts=("breaking", "live"), **known)
