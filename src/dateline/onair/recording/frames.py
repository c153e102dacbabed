"""The frames of sound in a stream or file, as they are: nothing is decoded here.

A frame is one packet of the codec: MP3 (ISO 11172-3), AAC in ADTS (ISO 13818-7) or in MP4, Opus
(RFC 6716), Vorbis.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.onair.recording.reels import Window
from dateline.onair.recording.whole import is_whole
from dateline.onair.shapes import AAC, MP3, OGG

FORMAT = {MP3: "mp3", AAC: "aac", OGG: "ogg"}


_ONLY = {"format_whitelist": "mp3,aac,ogg,mov,wav,flac", "protocol_whitelist": "file"}
"""A file is one of these, and leads to no other file or address."""


class NotSound(ValueError):
    """There is no sound in it that can be cut; the text says why."""


@dataclass(frozen=True)
class Frame:
    """A packet: where it begins in its file, and when, in seconds of its own sound."""

    data: bytes
    offset: int
    at: float
    length: float
    packet: Any = None
    """PyAV's own, to decode it."""


@dataclass(frozen=True)
class Make:
    """What two streams must have alike, so that the frames of one may follow the other's."""

    codec: str
    rate: int
    channels: int
    setup: bytes = b""
    """Of Vorbis: its identification and setup headers; of AAC in MP4: its configuration."""


@contextmanager
def opened(source: Window | Path, kind: str = "") -> Iterator[Any]:
    """The stream of sound in it (PyAV's). Raises NotSound."""
    import av

    try:
        if isinstance(source, Path):
            container: Any = av.open(str(source), options=_ONLY)
        else:
            container = av.open(source, format=FORMAT[kind])
    except (av.error.FFmpegError, EOFError) as trouble:
        raise NotSound(f"It cannot be read: {trouble}") from trouble
    with container:
        if not container.streams.audio:
            raise NotSound("There is no sound in it.")
        yield container.streams.audio[0]


def frames(stream: Any) -> Iterator[Frame]:
    """Its frames, one after the other; what cannot be read ends them."""
    import av

    at, codec = 0.0, make_of(stream).codec
    try:
        for packet in stream.container.demux(stream):
            if packet.size and is_whole(bytes(packet), codec):
                length = float(packet.duration * packet.time_base) if packet.duration else 0.0
                yield Frame(bytes(packet), packet.pos, at, length, packet)
                at += length
    except av.error.FFmpegError:
        return


def make_of(stream: Any) -> Make:
    """What it has to have in common with another to be joined to it."""
    context = stream.codec_context
    name = {"mp3float": "mp3", "libopus": "opus"}.get(context.name, context.name)
    extra, setup = bytes(context.extradata or b""), b""
    if name == "vorbis":
        setup = _without_comments(extra)
    elif name == "opus":
        setup = extra[18:]  # RFC 7845 5.1: from the mapping family on; pre-skip may differ
    return Make(name, context.sample_rate, context.layout.nb_channels, setup)


def _without_comments(extra: bytes) -> bytes:
    """Vorbis' three headers in Xiph's lacing, without the second one, which has the titles."""
    if extra[:1] != b"\2":
        return extra
    sizes, at = [], 1
    for _ in range(2):
        size = 0
        while at < len(extra) and extra[at] == 255:
            size, at = size + 255, at + 1
        size, at = size + (extra[at] if at < len(extra) else 0), at + 1
        sizes.append(size)
    return extra[at : at + sizes[0]] + extra[at + sum(sizes):]
