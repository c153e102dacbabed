"""Files of sound, decoded into the mixer's form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from dateline.onair.shapes import RATE, Pcm
from dateline.onair.sound.decoding import NotSound, Resampled
from dateline.onair.sound.sniffing import HEAD, Kind, kind_of

PART = RATE // 2
"""Frames that are given at a time, at least."""
MOST_RATE, MOST_CHANNELS = 192_000, 8


class Reading:
    """A file that is open: what it is, and its sound, once."""

    def __init__(self, container: Any, kind: Kind) -> None:
        self.kind, self._container = kind, container
        self.broken = self.packets = 0
        """Packets that could not be decoded, of how many so far."""
        self.tags = {name.lower(): value for name, value in container.metadata.items()}
        stream = container.streams.audio[0]
        self.tags = {name.lower(): value for name, value in stream.metadata.items()} | self.tags

    def sound(self) -> Iterator[Pcm]:
        """Parts of half a second or more, from the first frame to the last.

        Raises NotSound where there is more in the frames than is taken, OSError if the disk fails.
        """
        import numpy

        held, frames = list[Pcm](), 0
        for part in self._parts():
            held.append(part)
            frames += len(part)
            if frames >= PART:
                yield numpy.concatenate(held)
                held, frames = [], 0
        if held:
            yield numpy.concatenate(held)

    def _parts(self) -> Iterator[Pcm]:
        import av

        resampled = Resampled()
        for packet in self._container.demux(audio=0):
            self.packets += 1
            try:
                for frame in packet.decode():
                    if frame.sample_rate > MOST_RATE or frame.layout.nb_channels > MOST_CHANNELS:
                        raise NotSound(_("It has more than 192 kHz or more than eight channels."))
                    yield from resampled.sound(frame)
            except NotSound:
                raise
            except (av.FFmpegError, ValueError):
                self.broken, resampled = self.broken + 1, Resampled()
        yield from resampled.sound(None)


@contextmanager
def opened(file: BinaryIO) -> Iterator[Reading]:
    """Open a file of sound. Raises NotSound, also while it is read where ffmpeg gives it up."""
    import av

    file.seek(0)
    kind = kind_of(file.read(HEAD))
    file.seek(0)
    try:
        with av.open(file, format=kind.demuxer, metadata_errors="replace") as container:
            if not container.streams.audio:
                raise NotSound(_("There is no sound in it."))
            codec = container.streams.audio[0].codec_context
            if not (codec and codec.name.startswith(kind.codecs)):
                raise NotSound(_("The sound in it is of a kind that is not taken."))
            yield Reading(container, kind)
    except av.FFmpegError as trouble:
        raise NotSound(_("It is broken: %(reason)s.") % {"reason": trouble.strerror}) from trouble


def parts_of(path: Path, *, gain: float = 0.0) -> Iterator[Pcm]:
    """The sound of a file, turned by so many dB. Raises NotSound and OSError."""
    import numpy

    factor = numpy.float32(10 ** (gain / 20))
    with path.open("rb") as file, opened(file) as reading:
        for part in reading.sound():
            yield part * factor if gain else part
