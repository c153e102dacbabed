"""This machine's page store, as the settings place it."""

from __future__ import annotations

import functools
import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from dateline.delivery.shelf import Shelf

_PACKAGE = Path(__file__).resolve().parents[1]
_DRAWN = {".py", ".html", ".txt", ".css", ".js", ".mo", ".svg", ".json"}
_SETTINGS = (
    "BASE_URL", "LANGUAGE_CODE", "TIME_ZONE", "USE_TZ", "STATIC_URL", "INSTALLED_APPS",
    "RADIO_URL", "SECRET_KEY", "SECURITY_CONTACT",
)


@functools.cache
def build() -> str:
    """Digest of everything a page is made by: a page of another build is not found any more.

    That is our code, templates, static files and catalogues, the frameworks by their versions, the
    settings that show, the secret that live fragments are named with, and the newsroom's own theme.
    """
    state = hashlib.blake2b(digest_size=16)
    for part in (sys.version, *(version(name) for name in ("Django", "wagtail", "segno"))):
        state.update(part.encode() + b"\0")
    for name in _SETTINGS:
        state.update(repr(getattr(settings, name)).encode() + b"\0")
    for folder in (_PACKAGE, Path(settings.THEME)):
        for path in _drawn(folder):
            state.update(str(path.relative_to(folder)).encode() + b"\0")
            state.update(hashlib.blake2b(path.read_bytes()).digest())
    return state.hexdigest()


def _drawn(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix in _DRAWN and path.is_file()
    )


_shelves: dict[Path, Shelf] = {}


def shelf() -> Shelf:
    """The store's shelf for the folder now set."""
    held = _shelves.get(settings.STORE)
    if held is None:
        folder = Path(settings.STORE)
        held = _shelves.setdefault(folder, Shelf(folder, settings.STORE_BYTES, build()))
    return held
