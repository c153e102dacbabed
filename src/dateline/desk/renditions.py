"""The files readers get of a picture: drawn before its publication, named by their digests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from dateline.lib.picture import drawn_at, narrowed
from dateline.record.public import Rendition, keep_file

WIDTHS = (320, 640, 960, 1280, 1920)
JPEG_WIDTH = 1280
"""Of the one file for whoever reads no WebP: feeds, mail, other agencies' systems."""


def drawn(data: bytes) -> tuple[Rendition, ...]:
    """Draw and keep the files of a picture, from narrow to wide, never wider than it is.

    They are in sRGB and carry no metadata. The same bytes always give the same files.
    """
    whole = drawn_at(data, WIDTHS[-1])
    widths = (*(width for width in WIDTHS if width < whole.width), whole.width)
    found: list[Rendition] = []
    jpeg = min(JPEG_WIDTH, whole.width)
    for width in widths:
        picture = whole if width == whole.width else narrowed(whole, width)
        found.append(_kept(picture, ".webp"))
        if width == jpeg:
            found.append(_kept(picture, ".jpg"))
    return tuple(found)


def _kept(picture: Image.Image, suffix: str) -> Rendition:
    file = BytesIO()
    if suffix == ".webp":
        picture.save(file, "WEBP", quality=80, method=4)
    else:
        _opaque(picture).save(file, "JPEG", quality=82, optimize=True, progressive=True)
    return keep_file(
        file.getvalue(), width=picture.width, height=picture.height, suffix=suffix
    )


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture on white: a JPEG has no transparency."""
    if picture.mode == "RGB":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
