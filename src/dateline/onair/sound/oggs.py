"""Ogg by hand, as it comes over the air: pages to packets (RFC 3533), and comments.

libavformat's demuxer takes a chained stream's next link for an error or keeps its first title, and
cannot be fed; what a source sends needs only this much of it. Checksums are not verified: a broken
packet is refused by its decoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_CAPTURE = b"OggS"
_HEADER = 27
MOST = 1024 * 1024
"""Bytes of one packet; comments with a picture can be long."""


@dataclass(frozen=True)
class Page:
    """One page: the pieces of packets in it; the last one goes on if `open`."""

    serial: int
    begins: bool
    """First page of its stream (BOS)."""
    continued: bool
    pieces: tuple[bytes, ...]
    open: bool


@dataclass
class Pages:
    """Bytes as they come, pages as they are whole; what is no page is passed over."""

    _held: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> Iterator[Page]:
        """The pages that are whole now."""
        held = self._held
        held += data
        while True:
            start = held.find(_CAPTURE)
            del held[: start if start >= 0 else max(0, len(held) - len(_CAPTURE) + 1)]
            if len(held) < _HEADER or len(held) < _HEADER + held[26]:
                return
            lacing = bytes(held[_HEADER : _HEADER + held[26]])
            end = _HEADER + len(lacing) + sum(lacing)
            if len(held) < end:
                return
            yield _page(bytes(held[:end]), lacing)
            del held[:end]


def _page(raw: bytes, lacing: bytes) -> Page:
    at, length, pieces = _HEADER + len(lacing), 0, list[bytes]()
    for value in lacing:
        length += value
        if value < 255:
            pieces.append(raw[at : at + length])
            at, length = at + length, 0
    unfinished = bool(lacing) and lacing[-1] == 255
    if unfinished:
        pieces.append(raw[at : at + length])
    return Page(int.from_bytes(raw[14:18], "little"), bool(raw[5] & 2), bool(raw[5] & 1),
                tuple(pieces), unfinished)


@dataclass
class Packets:
    """The packets of one stream out of its pages."""

    serial: int
    _begun: bytearray = field(default_factory=bytearray)
    _lost: bool = False

    def feed(self, page: Page) -> Iterator[bytes]:
        """The packets that end on this page; one whose beginning was lost is left out."""
        for number, piece in enumerate(page.pieces):
            last = number == len(page.pieces) - 1
            if number == 0 and not page.continued:
                self._begun.clear()
            elif number == 0 and not self._begun:
                self._lost = True
            if not self._lost and len(self._begun) + len(piece) <= MOST:
                self._begun += piece
            else:
                self._lost = True
            if last and page.open:
                return
            if not self._lost:
                yield bytes(self._begun)
            self._begun.clear()
            self._lost = False


def comments(data: bytes) -> dict[str, str]:
    """The comments of a Vorbis comment header after its magic, first of each name, lower-cased
    (Vorbis I, 5.2.1; RFC 7845, 5.2). What is cut off or nonsense is left out."""
    found: dict[str, str] = {}
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _number in range(min(count, 1000)):
        length = int.from_bytes(data[at : at + 4], "little")
        entry = data[at + 4 : at + 4 + length]
        at += 4 + length
        if at > len(data):
            break
        name, equals, value = entry.partition(b"=")
        if equals:
            found.setdefault(name.decode("ascii", "replace").lower(),
                             value.decode("utf-8", "replace"))
    return found
