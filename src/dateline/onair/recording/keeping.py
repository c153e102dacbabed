"""Files of sound that were made here, in `audio/` of the data folder, by the digest of their bytes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from dateline.lib import durable
from dateline.onair.recording.cutting import Cut
from dateline.onair.sound.files import path_of

MAKING = ".cut-"
_OLD = 86_400.0


@dataclass(frozen=True)
class Kept:
    """A file as it is kept: SHA-256, media type, bytes, seconds."""

    digest: str
    kind: str
    size: int
    seconds: float
    anew: bool = False


def folder() -> Path:
    """Where they are; made if need be."""
    place = Path(settings.DATA) / "audio"
    place.mkdir(parents=True, exist_ok=True)
    return place


def keep(make: Callable[[Path], Cut]) -> Kept:
    """Have a file made, and keep it for good; what `make` raises leaves nothing behind."""
    mine = folder() / f"{MAKING}{secrets.token_hex(8)}"
    try:
        cut = make(mine)
        with mine.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.seek(0, os.SEEK_END)
            os.fsync(file.fileno())
        path = path_of(digest, cut.kind)
        path.parent.mkdir(exist_ok=True)
        mine.replace(path)
        durable.sync(path.parent)
        durable.sync(mine.parent)
    finally:
        mine.unlink(missing_ok=True)
    return Kept(digest, cut.kind, size, round(cut.seconds, 3), cut.anew)


def clear() -> None:
    """Remove what a process that was killed left half made."""
    for path in folder().glob(f"{MAKING}*"):
        if time.time() - path.stat().st_mtime > _OLD:
            path.unlink(missing_ok=True)
