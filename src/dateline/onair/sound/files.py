"""Where the radio's files of sound are: `audio/` of the data folder, named by their digest."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from dateline.onair.sound.sniffing import KINDS

_SUFFIX = {kind.media_type: kind.suffix for kind in KINDS}


def path_of(digest: str, kind: str) -> Path:
    """The file of this SHA-256 (hexadecimal) and media type. Raises ValueError for no digest."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(f"no digest: {digest[:80]!r}")
    return Path(settings.DATA) / "audio" / digest[:2] / f"{digest}{_SUFFIX.get(kind, '')}"
