"""Cutting and joining sound out of the very frames that were sent: nothing is encoded again.

MP3 stays MP3, AAC goes into MP4 (`.m4a`), Opus and Vorbis stay in Ogg. Only where stretches that
belong together are of different makes is all of it decoded and encoded once, as MP3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from dateline.onair.recording.frames import Frame, Make, NotSound, frames, make_of, opened
from dateline.onair.recording.reels import Reel, Spans, Window
from dateline.onair.recording.reservoir import whole
from dateline.onair.shapes import MP3, OGG

MP4 = "audio/mp4"
KINDS = {"mp3": MP3, "aac": MP4, "opus": OGG, "vorbis": OGG}
"""Media type of the file that is made, by codec."""
_FORMAT = {MP3: "mp3", MP4: "ipod", OGG: "ogg"}
BITRATE = 160_000
"""Bits a second where it has to be encoded anew."""
NEARLY = 0.5
"""Seconds by which what is decoded may differ from what was put together."""


@dataclass(frozen=True)
class Stretch:
    """Sound of one source from a time to another, in seconds of its own."""

    source: Reel | Path
    first: float = 0.0
    last: float = float("inf")
    spans: Spans = ()
    """Of a reel: which bytes of it are read."""

    @property
    def kind(self) -> str:
        """Of a reel its media type; a file says what it is."""
        return self.source.kind if isinstance(self.source, Reel) else ""

    def file(self) -> Window | Path:
        """To read from."""
        if isinstance(self.source, Reel):
            return Window(self.source, self.spans)
        return self.source


@dataclass(frozen=True)
class Cut:
    """A file that was made: media type, seconds, and whether it had to be encoded anew."""

    kind: str
    seconds: float
    anew: bool = False


def cut(stretches: list[Stretch], to: Path) -> Cut:
    """Join stretches into a file, which is then decoded to its end. Raises NotSound and OSError."""
    import av

    if not stretches:
        raise NotSound("There is nothing to make it of.")
    try:
        return _cut(stretches, to)
    except av.error.FFmpegError as trouble:
        raise NotSound(f"It cannot be put together: {trouble}") from trouble


def _cut(stretches: list[Stretch], to: Path) -> Cut:
    makes = {_make(stretch) for stretch in stretches}
    if len(makes) == 1 and (kind := KINDS.get(next(iter(makes)).codec)):
        for sieve in (False, True):
            seconds = _joined(stretches, to, kind, sieve)
            if sound(to, seconds):
                return Cut(kind, seconds)
    seconds = _encoded(stretches, to)
    if not sound(to, seconds):
        raise NotSound("What was made of it cannot be decoded.")
    return Cut(MP3, seconds, anew=True)


def taken(stretch: Stretch, stream: Any, file: Window | Path) -> Iterator[Frame]:
    """The frames of a stretch, in a stream that was opened from its file."""
    first = stretch.source.sizes[0] if isinstance(stretch.source, Reel) else 0
    at = 0.0
    for frame in frames(stream):
        if isinstance(file, Window):
            offset = file.offset(frame.offset)
            if offset < max(first, file.spans[-1][0]):
                continue
            frame = replace(frame, offset=offset, at=at)
        at += frame.length
        if frame.at >= stretch.last:
            return
        if frame.at + frame.length / 2 >= stretch.first:
            yield frame


def _make(stretch: Stretch) -> Make:
    with opened(stretch.file(), stretch.kind) as stream:
        return make_of(stream)


def _joined(stretches: list[Stretch], to: Path, kind: str, sieve: bool) -> float:
    """`sieve`: without the frames in which a decoder finds an error."""
    import av

    at = 0.0
    options = {"movflags": "faststart"} if kind == MP4 else {}
    with av.open(str(to), "w", format=_FORMAT[kind], options=options) as output:
        target = None
        for stretch in stretches:
            file = stretch.file()
            with opened(file, stretch.kind) as stream:
                target = target or output.add_stream_from_template(stream)
                found = taken(stretch, stream, file)
                if sieve:
                    found = filter(_decodes, found)
                for frame in whole(found) if kind == MP3 else found:
                    output.mux(_packet(frame, at, target, Fraction(1, stream.rate)))
                    at += frame.length
    return at


def _decodes(frame: Frame) -> bool:
    import av

    try:
        frame.packet.decode()
    except av.error.FFmpegError:
        return False
    return True


def _packet(frame: Frame, at: float, target: Any, base: Fraction) -> Any:
    import av

    packet = av.Packet(frame.data)
    packet.stream, packet.time_base = target, base
    packet.pts = packet.dts = round(at / base)
    packet.duration = round(frame.length / base)
    packet.is_keyframe = True
    return packet


def _encoded(stretches: list[Stretch], to: Path) -> float:
    """Decoded and encoded once; what cannot be decoded is left out."""
    import av

    samples = 0
    with av.open(str(to), "w", format="mp3") as output:
        target: Any = output.add_stream("libmp3lame", rate=48_000, layout="stereo")
        target.bit_rate = BITRATE
        fifo = av.AudioFifo()
        for stretch in stretches:
            resampler = av.AudioResampler(format="s16p", layout="stereo", rate=48_000)
            for decoded in _decoded(stretch):
                for frame in resampler.resample(decoded):
                    frame.pts = None
                    fifo.write(frame)
                    samples += frame.samples
                while (part := fifo.read(1152)) is not None:
                    output.mux(target.encode(part))
        if (part := fifo.read(0, partial=True)) is not None:
            output.mux(target.encode(part))
        output.mux(target.encode(None))
    return samples / 48_000


def _decoded(stretch: Stretch) -> Iterator[Any]:
    import av

    file = stretch.file()
    with opened(file, stretch.kind) as stream:
        for frame in taken(stretch, stream, file):
            try:
                for decoded in frame.packet.decode():
                    decoded.pts = None
                    yield decoded
            except av.error.FFmpegError:
                continue


def sound(path: Path, seconds: float) -> bool:
    """Whether a file can be decoded without an error, and is about so long."""
    import av

    samples, rate = 0, 0
    try:
        with opened(path) as stream:
            rate = stream.rate
            for frame in stream.container.decode(stream):
                samples += frame.samples
                rate = frame.sample_rate
    except (av.error.FFmpegError, NotSound):
        return False
    return rate > 0 and seconds > 0 and abs(samples / rate - seconds) <= NEARLY
