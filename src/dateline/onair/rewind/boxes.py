"""Fragmented MP4 of one AAC track: the boxes of a header and of a segment (ISO/IEC 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from dateline.onair.shapes import RATE

FRAME = 1024
"""Samples of a channel in one AAC frame (ISO/IEC 14496-3)."""
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def header(config: bytes, bitrate: int) -> bytes:
    """The initialization segment: `ftyp` and `moov` without a sample.

    `config` is the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1), `bitrate` in bit/s.
    """
    sounds = _box(
        b"stbl", _full(b"stsd", 0, 0, struct.pack(">I", 1), _mp4a(config, bitrate)),
        _full(b"stts", 0, 0, bytes(4)), _full(b"stsc", 0, 0, bytes(4)),
        _full(b"stsz", 0, 0, bytes(8)), _full(b"stco", 0, 0, bytes(4)),
    )
    where = _full(b"dref", 0, 0, struct.pack(">I", 1), _full(b"url ", 0, 1))
    media = _box(
        b"mdia", _full(b"mdhd", 0, 0, struct.pack(">4I2H", 0, 0, RATE, 0, 0x55C4, 0)),
        _full(b"hdlr", 0, 0, bytes(4), b"soun", bytes(12), b"radio\0"),
        _box(b"minf", _full(b"smhd", 0, 0, bytes(4)), _box(b"dinf", where), sounds),
    )
    track = struct.pack(">5I8x4H", 0, 0, 1, 0, 0, 0, 1, 0x0100, 0) + _MATRIX + bytes(8)
    movie = struct.pack(">5IH10x", 0, 0, RATE, 0, 0x10000, 0x0100) + _MATRIX + bytes(24)
    return _box(b"ftyp", b"iso6", bytes(4), b"iso6mp41") + _box(
        b"moov", _full(b"mvhd", 0, 0, movie, struct.pack(">I", 2)),
        _box(b"trak", _full(b"tkhd", 0, 3, track), media),
        _box(b"mvex", _full(b"trex", 0, 0, struct.pack(">5I", 1, 1, FRAME, 0, 0))),
    )


def segment(number: int, start: int, frames: Sequence[bytes]) -> bytes:
    """A media segment: `moof` and `mdat`.

    `start` is the time of its first sample (`baseMediaDecodeTime`, in samples since 1970), so that
    every segment says by itself where it belongs; `number` is only told (`mfhd`, 32 bits).
    """
    sizes = struct.pack(f">{len(frames)}I", *map(len, frames))

    def moof(offset: int) -> bytes:
        return _box(
            b"moof", _full(b"mfhd", 0, 0, struct.pack(">I", number & 0xFFFFFFFF)),
            _box(b"traf", _full(b"tfhd", 0, 0x020000, struct.pack(">I", 1)),
                 _full(b"tfdt", 1, 0, struct.pack(">Q", start)),
                 _full(b"trun", 0, 0x000201, struct.pack(">Ii", len(frames), offset), sizes)),
        )

    return moof(len(moof(0)) + 8) + _box(b"mdat", *frames)


def _mp4a(config: bytes, bitrate: int) -> bytes:
    """The sample entry of AAC (ISO/IEC 14496-14, 5.6) with its descriptors (14496-1, 7.2.6)."""
    decoder = struct.pack(">BB3xII", 0x40, 0x15, bitrate, bitrate) + _descriptor(5, config)
    stream = struct.pack(">HB", 1, 0) + _descriptor(4, decoder) + _descriptor(6, b"\x02")
    return _box(b"mp4a", struct.pack(">6xH8x4HI", 1, 2, 16, 0, 0, RATE << 16),
                _full(b"esds", 0, 0, _descriptor(3, stream)))


def _descriptor(tag: int, body: bytes) -> bytes:
    return bytes((tag, len(body))) + body


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags), *parts)
