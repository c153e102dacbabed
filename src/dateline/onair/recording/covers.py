"""Covers of programmes and episodes, in `audio/covers/` of the data folder, by their digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.lib import durable
from dateline.lib.picture import QUALITY, drawn_at, take

SIDE, MOST_SIDE = 1400, 3000
"""Pixels: what Apple Podcasts asks of a cover, at least and at most; JPEG or PNG, square."""
MOST_BYTES, MOST_PIXELS = 20 * 1024 * 1024, 60_000_000
SUFFIX = {"jpeg": ".jpg", "png": ".png"}
TYPE = {".jpg": "image/jpeg", ".png": "image/png"}


@dataclass(frozen=True)
class Cover:
    """A cover that was taken in; `warnings` say in words what a directory will not like of it."""

    digest: str
    width: int
    height: int
    warnings: tuple[str, ...] = ()


def keep_cover(upload: BinaryIO) -> Cover:
    """Check a picture and keep it as JPEG or PNG. Raises lib.picture.NotTaken and OSError."""
    taken = take(upload, most_bytes=MOST_BYTES, most_pixels=MOST_PIXELS)
    data, kind, width, height = taken.data, taken.kind, taken.width, taken.height
    if kind not in SUFFIX or width > MOST_SIDE:
        drawn = drawn_at(data, MOST_SIDE)
        file = BytesIO()
        drawn.convert("RGB").save(file, "JPEG", quality=QUALITY)
        data, kind, (width, height) = file.getvalue(), "jpeg", drawn.size
    digest = hashlib.sha256(data).hexdigest()
    path = _folder() / f"{digest}{SUFFIX[kind]}"
    if not path.exists():
        durable.write(path, [data])
    return Cover(digest, width, height, tuple(_warnings(width, height)))


def cover_path(digest: str) -> Path | None:
    """The file of a cover; None if there is none."""
    paths = (_folder() / f"{digest}{suffix}" for suffix in TYPE) if len(digest) == 64 else ()
    return next((path for path in paths if path.is_file()), None)


def cover_address(digest: str) -> str:
    """Its address on the site; empty if there is none."""
    path = cover_path(digest)
    return f"/listen/c/{path.name}" if path else ""


def _folder() -> Path:
    return Path(settings.DATA) / "audio" / "covers"


def _warnings(width: int, height: int) -> list[str]:
    said = []
    if min(width, height) < SIDE:
        said.append(_("The picture has %(width)d × %(height)d pixels. Apple Podcasts asks for at "
                      "least %(side)d × %(side)d.")
                    % {"width": width, "height": height, "side": SIDE})
    if width != height:
        said.append(_("The picture is not square; directories of podcasts cut it."))
    return said
