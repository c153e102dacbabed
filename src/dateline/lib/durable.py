"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file under a temporary name, and give it its own once all of it is on the disk.

    Its folder and the one above are made if need be, and synced. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mine = path.with_name(f".{secrets.token_hex(8)}")
    with mine.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    mine.replace(path)
    for folder in (path.parent, path.parent.parent):
        sync(folder)


def sync(folder: Path) -> None:
    """Make the names in a folder last (fsync(2): the directory has to be asked for)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
