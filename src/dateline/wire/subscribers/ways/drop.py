"""Directory drop: a file for each number, there whole or not at all.

The folder is one below `drops/` in the data folder; whoever runs the machine may make it a link to
another disk. Received is what is renamed, and safe on the disk.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.conf import settings

from dateline.lib import durable
from dateline.wire.models import Way
from dateline.wire.subscribers.ways.errands import Going, NotGiven
from dateline.wire.subscribers.ways.parcels import Parcel

PART = ".dateline-part-"


def give(way: Way, parcel: Parcel, going: Going) -> None:
    """Write the file; returns when its name is on the disk. Raises NotGiven, without a trace."""
    try:
        folder = folder_of(way.address)
        folder.mkdir(parents=True, exist_ok=True)
        _put(folder, parcel.file_name, parcel.copy.body, going)
    except OSError as trouble:
        raise NotGiven(f"the folder {way.address}: {trouble.strerror or trouble}") from None


def folder_of(address: str) -> Path:
    """The folder an editor named, below `drops/`; raises NotGiven for one that leads out of it."""
    path = PurePosixPath(address)
    if not address or path.is_absolute() or ".." in path.parts or not address.isprintable():
        raise NotGiven(f"{address!r} is not the name of a folder below drops/")
    return Path(settings.DATA, "drops", path)


def _put(folder: Path, name: str, body: bytes, going: Going) -> None:
    _sweep(folder, name)
    part = folder / f"{PART}{name}-{secrets.token_hex(4)}"
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        with going():
            part.replace(folder / name)
        durable.sync(folder)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sweep(folder: Path, name: str) -> None:
    """What a killed process left of this very file."""
    for left in folder.glob(f"{PART}{name}-*"):
        left.unlink(missing_ok=True)
