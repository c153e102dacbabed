"""Decoding a live stream that is pushed in: MP3, ADTS AAC, Ogg Opus, Ogg Vorbis, also chained.

A decoder is fed bytes and gives sound in the mixer's form. What is broken is passed over; what
is no sound at all raises `NotSound` soon. Nothing of it is heard before three frames in a row are
right, so that noise is not taken for sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from dateline.onair.shapes import AAC, MP3, OGG, RATE, Pcm
from dateline.onair.sound.oggs import Packets, Page, Pages, comments

WINDOW = 64 * 1024
"""Bytes after which it is asked how much of them was sound."""
STRIKES = 3
"""Windows in a row of which less than a quarter was, until a source is given up."""
SURE = 3
"""Frames in a row that must be right."""
Told = Callable[[str, str], None]
"""Is told title and artist."""


class NotSound(ValueError):
    """This is no sound, or none we take; the text says why."""


class Resampled:
    """Frames of any rate and layout in the mixer's: 48 kHz, stereo, float32 within −1…1."""

    def __init__(self) -> None:
        self._resampler: Any = None
        self._like: tuple[Any, ...] = ()

    def sound(self, frame: Any) -> Iterator[Pcm]:
        """The sound of a frame, or, with None, what the resampler still held."""
        import av

        if frame is not None:
            like = (frame.format.name, frame.layout.name, frame.sample_rate)
            if like != self._like:
                self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
                self._like = like
            frame.pts = None
        for out in self._resampler.resample(frame) if self._resampler else ():
            if out.samples:
                yield _bounded(out.to_ndarray())


def _bounded(raw: Any) -> Pcm:
    import numpy

    sound = raw.reshape(-1, 2)
    peak = numpy.abs(sound).max()
    if not peak <= 1.0:  # also where it is not a number
        sound = numpy.clip(numpy.nan_to_num(sound), -1.0, 1.0)
    return sound  # type: ignore[no-any-return]


class Trust:
    """Whether what comes is sound: how much of each window of bytes could be decoded."""

    def __init__(self) -> None:
        self._seen = self._good = self._strikes = 0

    def good(self, size: int) -> None:
        """So many bytes were right."""
        self._good += size

    def seen(self, size: int) -> None:
        """So many have come. Raises NotSound."""
        self._seen += size
        if self._seen < WINDOW:
            return
        self._strikes = self._strikes + 1 if self._good * 4 < self._seen else 0
        self._seen = self._good = 0
        if self._strikes >= STRIKES:
            raise NotSound(_("What was sent is not the sound it was said to be."))


class Codec:
    """One codec: packets in, sound out."""

    def __init__(self, name: str, *, trust: Trust, extradata: bytes = b"") -> None:
        import av

        self.context: Any = av.CodecContext.create(name, "r")
        if extradata:
            self.context.extradata = extradata
        self._trust, self._resampled = trust, Resampled()
        self._sure, self._held = 0, list[Pcm]()

    def decode(self, packet: Any) -> Iterator[tuple[Pcm, bool]]:
        """The sound of a packet; true with what does not join what came before it."""
        import av

        try:
            frames = [[*self._resampled.sound(frame)] for frame in self.context.decode(packet)]
        except (av.FFmpegError, ValueError):
            self._sure, self._resampled = 0, Resampled()
            self._held.clear()
            return
        for sounds in frames:
            self._trust.good(packet.size)
            self._sure += 1
            self._held += sounds
            if self._sure >= SURE:
                for number, sound in enumerate(self._held):
                    yield sound, self._sure == SURE and number == 0
                self._held.clear()


class Framed:
    """MP3 and ADTS AAC: frames that tell where they begin. An ID3 tag before them is passed over.
    """

    def __init__(self, name: str) -> None:
        self._trust = Trust()
        self._codec = Codec(name, trust=self._trust)
        self._head, self._skip, self._begun = b"", 0, False

    def feed(self, data: bytes) -> Iterator[tuple[Pcm, bool]]:
        """Sound, and whether it is cut off from what was before. Raises NotSound."""
        data = self._past_tag(data)
        for packet in self._codec.context.parse(data) if data else ():
            yield from self._codec.decode(packet)
        self._trust.seen(len(data))

    def _past_tag(self, data: bytes) -> bytes:
        """What is left without the ID3v2 tag at the beginning (ID3v2.4, 3.1: syncsafe length)."""
        if not self._begun:
            self._head += data
            if len(self._head) < 10:
                return b""
            self._begun, data = True, self._head
            if data[:3] == b"ID3":
                size = 0
                for byte in data[6:10]:
                    size = size << 7 | byte & 127
                self._skip = size + 10
        left = data[self._skip :]
        self._skip = max(0, self._skip - len(data))
        return left


class Ogg:
    """Opus (RFC 7845) and Vorbis in Ogg; each link of a chain has a decoder and a title anew."""

    def __init__(self, told: Told) -> None:
        self._pages, self._packets, self._trust = Pages(), Packets(-1), Trust()
        self._told = told
        self._headers: list[bytes] = []
        self._codec: Codec | None = None
        self._titled = False

    def feed(self, data: bytes) -> Iterator[tuple[Pcm, bool]]:
        """Sound, and whether it is cut off from what was before. Raises NotSound."""
        for page in self._pages.feed(data):
            if self._ours(page):
                for packet in self._packets.feed(page):
                    yield from self._one(packet)
        self._trust.seen(len(data))

    def _ours(self, page: Page) -> bool:
        if page.begins and page.pieces and page.pieces[0].startswith((b"OpusHead", b"\x01vorbis")):
            self._packets, self._headers, self._codec = Packets(page.serial), [], None
        return page.serial == self._packets.serial

    def _one(self, packet: bytes) -> Iterator[tuple[Pcm, bool]]:
        import av

        if self._codec is not None:
            if packet:
                yield from self._codec.decode(av.Packet(packet))
            return
        self._trust.good(len(packet))
        self._headers.append(packet)
        opus = self._headers[0].startswith(b"OpusHead")
        if len(self._headers) == 2:
            said = comments(packet[8 if opus else 7 :])
            title, artist = said.get("title", ""), said.get("artist", "")
            if title or artist or self._titled:  # else who tells titles otherwise is not overruled
                self._titled = True
                self._told(title, artist)
        if len(self._headers) == (2 if opus else 3):
            self._codec = self._opened(opus)

    def _opened(self, opus: bool) -> Codec:
        if opus:
            return Codec("opus", trust=self._trust, extradata=self._headers[0])
        first, second, third = self._headers
        laced = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255])
                         for each in (first, second))
        return Codec("vorbis", trust=self._trust,
                     extradata=b"\x02" + laced + first + second + third)


def decoder(kind: str, told: Told) -> Framed | Ogg:
    """The decoder for a media type. Raises NotSound for one that is not taken."""
    if kind == OGG:
        return Ogg(told)
    if kind in (MP3, AAC):
        return Framed("mp3" if kind == MP3 else "aac")
    raise NotSound(_("%(kind)s is not taken: send MP3, AAC, or Opus or Vorbis in Ogg.") % {
        "kind": kind})
