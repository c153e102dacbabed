"""Pictures drawn for a test: whole ones of every kind, and the ones that abuse an upload."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener(thumbnails=False)
HIDDEN = b"<script>alert(1)</script>"


def drawn(width: int = 40, height: int = 30, mode: str = "RGB") -> Image.Image:
    """A picture whose halves differ: red on the left, blue on the right, the top row dark."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((20, 40, 190), (width // 2, 0, width, height))
    picture.paste((10, 10, 10), (0, 0, width, max(1, height // 5)))
    return picture.convert(mode)


def file_of(kind: str = "JPEG", picture: Image.Image | None = None, **options: Any) -> bytes:
    """A picture's bytes as this kind."""
    file = BytesIO()
    (picture or drawn()).save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Exif with what must not be kept: place, owner, serial number, software."""
    made = Image.Exif()
    made[0x0112], made[0x0131], made[0x013B] = orientation, "SecretSoft 7", "Ann Lee"
    made.get_ifd(0x8769).update(
        {0xA430: "SecretOwner", 0xA431: "SecretSerial", 0x927C: b"SecretMaker"}
    )
    made.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return made.tobytes()


def png_header_of(width: int, height: int) -> bytes:
    """A small PNG that says it is this large."""
    def chunk(kind: bytes, body: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + sum_

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(
        b"IEND", b""
    )


def with_comment(jpeg: bytes, said: bytes = HIDDEN) -> bytes:
    """A JPEG with a comment and a segment of some application behind its first marker."""
    parts = b"".join(
        bytes([0xFF, marker]) + struct.pack(">H", len(said) + 2) + said for marker in (0xFE, 0xE5)
    )
    return jpeg[:2] + parts + jpeg[2:]


def xmp(**said: str) -> bytes:
    """An XMP packet that says these IPTC properties; `secret` is an owner's serial number."""
    tags = {"caption": "dc:description", "headline": "photoshop:Headline", "alt":
            "core:AltTextAccessibility", "credit": "photoshop:Credit", "city": "photoshop:City",
            "rights": "dc:rights", "date": "photoshop:DateCreated", "secret": "aux:SerialNumber"}
    told = "".join(f"<{tags[name]}>{text}</{tags[name]}>" for name, text in said.items())
    return (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf="
        "'http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
        " xmlns:dc='http://purl.org/dc/elements/1.1/'"
        " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
        " xmlns:aux='http://ns.adobe.com/exif/1.0/aux/'"
        " xmlns:core='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'>"
        f"{told}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
