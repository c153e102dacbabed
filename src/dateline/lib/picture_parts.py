"""Picture files part by part: only what is needed to draw the picture is kept, bit for bit.

JPEG (ITU T.81), PNG (W3C, third edition) and WebP (RFC 9649) are rewritten without decoding. What
goes: Exif with places, owners and serial numbers, XMP, IIM, comments, maker notes, thumbnails,
second pictures, and whatever follows the picture's end.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

ORIENTATION = 0x0112
SCANS = 100
"""A progressive JPEG of an honest camera or program has about ten."""

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs",
})
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})


class BrokenFile(ValueError):
    """The file's parts do not hang together: it is damaged, cut short, or something else."""


def jpeg(data: bytes, orientation: int = 1) -> bytes:
    """The JPEG up to its end, with its tables, scans and colour profile; 1 is upright."""
    out = [b"\xff\xd8"]
    if orientation != 1:
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        out.append(_segment(0xE1, exif.tobytes()))
    at, scans, framed = 2, 0, False
    while True:
        marker, body, at = _jpeg_part(data, at)
        if marker == 0xD9:
            break
        if marker == 0xDA:
            scans += 1
            match = _NEXT_MARKER.search(data, at)
            if match is None or not framed or scans > SCANS:
                raise BrokenFile("its scans do not end")
            out += [_segment(marker, body), data[at : match.start()]]
            at = match.start()
        elif marker in _FRAMES or marker in _TABLES:
            framed = framed or marker in _FRAMES
            out.append(_segment(marker, body))
        else:
            out.append(_jpeg_application(marker, body))
    if not scans:
        raise BrokenFile("there is no picture in it")
    return b"".join([*out, b"\xff\xd9"])


def _jpeg_part(data: bytes, at: int) -> tuple[int, bytes, int]:
    """The marker here, the body of its segment, and where the next part begins."""
    if at + 2 > len(data) or data[at] != 0xFF:
        raise BrokenFile("a marker is missing")
    while at + 2 < len(data) and data[at + 1] == 0xFF:
        at += 1
    marker = data[at + 1]
    if marker == 0xD9:
        return marker, b"", at + 2
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    end = at + 2 + length
    if length < 2 or end > len(data):
        raise BrokenFile("a segment is cut short")
    return marker, data[at + 4 : end], end


def _jpeg_application(marker: int, body: bytes) -> bytes:
    """Of the segments for applications: resolution, colour profile and Adobe's colour transform."""
    if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 14:
        return _segment(marker, body[:12] + b"\0\0")
    if marker == 0xE2 and body[:12] == b"ICC_PROFILE\0":
        return _segment(marker, body)
    if marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12:
        return _segment(marker, body[:12])
    return b""


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def png(data: bytes) -> bytes:
    """The PNG up to its end: header, palette, pixels, transparency and colour."""
    out, ended = [_PNG], False
    for kind, body in _png_chunks(data):
        ended = kind == b"IEND"
        if kind in _PNG_KEPT:
            checksum = struct.pack(">I", zlib.crc32(kind + body))
            out += [struct.pack(">I", len(body)), kind, body, checksum]
    if not ended:
        raise BrokenFile("its end is missing")
    return b"".join(out)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if len(body) < length or at + 12 + length > len(data):
            raise BrokenFile("a chunk is cut short")
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def webp(data: bytes) -> bytes:
    """The WebP up to its end: pixels, transparency and colour profile."""
    parts: list[bytes] = []
    for kind, body in _webp_chunks(data):
        if kind not in _WEBP_KEPT:
            continue
        if kind == b"VP8X":
            body = bytes([body[0] & 0b110000]) + body[1:10]
        parts += [kind, struct.pack("<I", len(body)), body, b"\0" * (len(body) % 2)]
    inside = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height as the header says, without a decoder, which would take the memory first."""
    for kind, body in _webp_chunks(data):
        if kind == b"VP8X" and len(body) >= 10:
            return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
        if kind == b"VP8L" and len(body) >= 5:
            bits = int.from_bytes(body[1:5], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        if kind == b"VP8 " and len(body) >= 10:
            width, height = struct.unpack("<HH", body[6:10])
            return width & 0x3FFF, height & 0x3FFF
    raise BrokenFile("there is no picture in it")


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise BrokenFile("it is cut short")
    at = 12
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if at + 8 + length > end or (kind == b"VP8X" and length < 10):
            raise BrokenFile("a chunk is cut short")
        yield kind, body
        at += 8 + length + length % 2
