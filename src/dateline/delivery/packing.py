"""Segments kept deflated, so that a gzip body is joined and never compressed at serve time.

Each segment is a run of deflate blocks of its own (RFC 1951) that refers to nothing before it and
ends on a byte boundary with an empty stored block. The trailer's CRC (RFC 1952 2.3.1) is joined
from the segments' own, by a library that runs ten times as fast as zlib's.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple

from isal.isal_zlib import crc32

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"  # an empty last block
_RUN = 1 << 16
_ZEROS = memoryview(bytes(_RUN))
Run = tuple[bytes, int, int]
"""A segment where it is only passed on."""


class Segment(NamedTuple):
    """Some bytes of a page: deflated, what joins their CRC-32 to one before them, their length."""

    deflated: bytes
    join: int
    length: int

    @property
    def plain(self) -> bytes:
        """The bytes themselves."""
        return zlib.decompress(self.deflated + _END, -15)


def pack(plain: bytes, level: int = 6) -> Segment:
    """Deflate a segment; level 0 only wraps what is compressed already."""
    squeezed = zlib.compressobj(level, zlib.DEFLATED, -15)
    deflated = squeezed.compress(plain) + squeezed.flush(zlib.Z_SYNC_FLUSH)
    return Segment(deflated, crc32(plain) ^ _over_zeros(0, len(plain)), len(plain))


def gzipped(segments: Iterable[Run]) -> bytes:
    """One gzip member (RFC 1952) of all segments in order."""
    parts, crc, length = [_HEAD], 0, 0
    for deflated, join, plain in segments:
        crc = (crc32(_ZEROS[:plain], crc) if plain <= _RUN else _over_zeros(crc, plain)) ^ join
        parts.append(deflated)
        length += plain
    parts.append(_END + crc.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little"))
    return b"".join(parts)


def _over_zeros(crc: int, length: int) -> int:
    """Run a CRC over zeros. CRC-32 is linear: crc(a + b) = zeros(crc(a), len b) ^ join(b)."""
    while length > _RUN:
        crc, length = crc32(_ZEROS, crc), length - _RUN
    return crc32(_ZEROS[:length], crc)
