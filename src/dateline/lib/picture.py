"""Pictures from anybody: what is a picture is decided by its bytes, and only that is taken in.

What is kept of an upload has no private parts and nothing behind the picture's end. Nothing is
decoded before the header's size is found small enough; one picture is decoded at a time.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO, Literal

import pillow_heif
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from dateline.lib import picture_parts
from dateline.lib.picture_parts import ORIENTATION

Kind = Literal["jpeg", "png", "webp", "gif", "avif", "heif"]
SUFFIX = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}
TYPE = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
MOVING = ("gif", "png", "webp", "avif")
QUALITY = 95
"""Of the JPEG that an AVIF or HEIC is turned into: their private parts cannot be cut out."""

decoding = threading.Lock()
"""Held by whoever decodes a picture, so that many at once do not fill the memory."""

_OTHER: tuple[tuple[bytes, str], ...] = (
    (b"<svg", "SVG"), (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<script", "HTML"),
    (b"%pdf", "PDF"), (b"pk\x03\x04", "ZIP"), (b"ii*\0", "TIFF"), (b"mm\0*", "TIFF"),
    (b"8bps", "Photoshop"), (b"bm", "BMP"), (b"\0\0\1\0", "ICO"), (b"<?xml", "XML"),
)
pillow_heif.register_heif_opener(thumbnails=False)


class NotTaken(ValueError):
    """The upload is refused; the text says why, and what to do."""


@dataclass(frozen=True)
class Taken:
    """What is kept of an upload, and what it said of itself before that was left out.

    `kind` is of `data`; sizes are as the picture is seen. `sha256` is of the upload as it came.
    """

    data: bytes
    kind: str
    width: int
    height: int
    sha256: str
    exif: dict[int, Any]
    xmp: bytes
    iim: bytes


def take(upload: BinaryIO, *, most_bytes: int, most_pixels: int) -> Taken:
    """Check an upload and keep the picture in it. Raises NotTaken."""
    data = upload.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise NotTaken(
            _("This file is larger than %(most)s. Save the picture smaller and upload it again.")
            % {"most": filesizeformat(most_bytes)}
        )
    kind = _kind(data)
    try:
        return _taken(data, kind, most_pixels)
    except (NotTaken, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many(most_pixels) from error
    except Exception as error:
        raise NotTaken(_(
            "This picture is damaged or cut short. Open it in a picture program, save it again "
            "and upload that file."
        )) from error


def _kind(data: bytes) -> Kind:
    """What the first bytes say the file is; names and types given with it say nothing."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[4:8] == b"ftyp":
        brands = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
        if b"avif" in brands:
            return "avif"
        if brands[:4] in (b"heic", b"heix", b"heim", b"heis", b"mif1"):
            return "heif"
    raise NotTaken(_refusal(data))


def _refusal(data: bytes) -> str:
    if not data.strip():
        return _("This file is empty. Choose the picture again.")
    head = data[:4096].lower().lstrip()
    found = next((name for start, name in _OTHER if head.startswith(start)), "")
    if found == "XML" and b"<svg" in head:
        found = "SVG"
    if found == "SVG":
        return _(
            "SVG drawings are not taken: they can carry programs. Save it as PNG and upload that."
        )
    what = _("This is a %(kind)s file, not a picture we take.") % {"kind": found} if found else _(
        "This is not a picture we take."
    )
    return f"{what} " + _("Take JPEG, PNG, WebP, GIF, AVIF or HEIC.")


def _taken(data: bytes, kind: Kind, most_pixels: int) -> Taken:
    if kind == "webp":
        _small_enough(picture_parts.webp_size(data), most_pixels)
    with _opened(data, kind) as picture:
        _small_enough(picture.size, most_pixels)
        if kind in MOVING and getattr(picture, "is_animated", False):
            raise NotTaken(_(
                "This picture moves, and moving pictures are not taken. Save the frame you want "
                "as JPEG or PNG and upload that."
            ))
        kept, kept_kind = _kept(data, kind, picture)
        exif, xmp = _exif(picture), _bytes(picture.info.get("xmp", b""))
        iim = _bytes((picture.info.get("photoshop") or {}).get(0x0404, b""))
    width, height = _verified(kept, kept_kind)
    return Taken(
        kept, kept_kind, width, height, hashlib.sha256(data).hexdigest(), exif, xmp, iim
    )


def _small_enough(size: tuple[int, int], most_pixels: int) -> None:
    if size[0] * size[1] > most_pixels:
        raise _too_many(most_pixels)


def _too_many(most_pixels: int) -> NotTaken:
    return NotTaken(
        _("This picture has more than %(most)d million pixels, the most we take. Save it smaller "
          "and upload it again.") % {"most": most_pixels // 1_000_000}
    )


def _opened(data: bytes, kind: str) -> Image.Image:
    """The picture as this kind and no other; only its header is read."""
    return Image.open(BytesIO(data), formats=[kind.upper()])


def _exif(picture: Image.Image) -> dict[int, Any]:
    """What Exif says; a damaged Exif says nothing, and the picture is none the worse for it."""
    try:
        exif = picture.getexif()
        return dict(exif) | dict(exif.get_ifd(0x8769))
    except Exception:
        return {}


def _kept(data: bytes, kind: Kind, picture: Image.Image) -> tuple[bytes, str]:
    """The file without its private parts: cut out where that can be done, else drawn anew."""
    said = _exif(picture).get(ORIENTATION, 1)
    orientation = said if said in range(1, 9) else 1
    if kind == "jpeg":
        return picture_parts.jpeg(data, orientation), "jpeg"
    if kind in ("png", "webp") and orientation == 1:
        cut: Callable[[bytes], bytes] = getattr(picture_parts, kind)
        return cut(data), kind
    return _redrawn(picture, photo=kind in ("avif", "heif"))


def _redrawn(picture: Image.Image, *, photo: bool) -> tuple[bytes, str]:
    """The same pixels as PNG; an opaque photograph as JPEG of high quality."""
    with decoding:
        drawn = ImageOps.exif_transpose(picture)
        profile = picture.info.get("icc_profile")
        file = BytesIO()
        if photo and not drawn.has_transparency_data:
            drawn.convert("RGB").save(
                file, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile
            )
            return picture_parts.jpeg(file.getvalue()), "jpeg"
        drawn.info = {name: drawn.info[name] for name in ("transparency",) if name in drawn.info}
        drawn.save(file, "PNG", icc_profile=profile)
        return picture_parts.png(file.getvalue()), "png"


def _verified(data: bytes, kind: str) -> tuple[int, int]:
    """Decode what will be kept, to its end; a JPEG at an eighth of its size. Its size as seen."""
    with decoding, _opened(data, kind) as picture:
        width, height = seen_size(picture)
        picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()
        return width, height


def seen_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height as the picture is seen, turned upright."""
    turned = picture.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if turned else picture.size


def drawn_at(data: bytes, width: int) -> Image.Image:
    """A kept picture upright, in sRGB, 8 bits a channel, at most `width` pixels wide."""
    with decoding, Image.open(BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
        whole, _height = seen_size(picture)
        part = min(1.0, width / whole)
        picture.draft(None, (int(picture.width * part), int(picture.height * part)))
        picture.load()
        upright = _srgb(ImageOps.exif_transpose(picture))
        return upright if upright.width <= width else narrowed(upright, width)


def narrowed(picture: Image.Image, width: int) -> Image.Image:
    """The picture at this width, its shape kept."""
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _srgb(picture: Image.Image) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            made = ImageCms.profileToProfile(
                picture, BytesIO(profile), ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None and (made.mode == mode or mode == "RGB"):
            return made
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture.convert(mode)


def _bytes(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)
