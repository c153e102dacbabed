"""This machine's page store, as the settings place it."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from django.conf import settings

from dateline.delivery.store import Shelf

_PACKAGE = Path(__file__).resolve().parents[1]
_KINDS = {".py", ".html", ".css", ".js", ".mo", ".svg"}


@functools.cache
def build() -> str:
    """Digest of everything a page is made by: code, templates (the newsroom's own as well),
    static files, and settings."""
    state = hashlib.blake2b(digest_size=16)
    for folder in (_PACKAGE, Path(settings.THEME)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in _KINDS:
                state.update(str(path.relative_to(folder)).encode() + b"\0")
                state.update(path.read_bytes())
    state.update(settings.BASE_URL.encode())
    return state.hexdigest()


_shelves: dict[Path, Shelf] = {}


def shelf() -> Shelf:
    """The store's shelf for the folder now set."""
    folder = Path(settings.STORE)
    held = _shelves.get(folder)
    if held is None:
        held = _shelves.setdefault(folder, Shelf(folder, settings.STORE_BYTES, build()))
    return held


def renew_store() -> None:
    """Begin a new store in the place of this one: its pages' bytes are gone with the file."""
    shelf().renew()
