"""The bytes as they came, in the data folder, named by their digest: nothing is lost.

What was read lies in `wire/in/`, what was not in `wire/rejects/`, each of those beside its reason.
A file is there whole or not at all, also after `kill -9`; the same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from dateline.lib import durable

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024


def read_folder() -> Path:
    """Where what was read lies."""
    return Path(settings.DATA) / "wire" / "in"


def reject_folder() -> Path:
    """Where what was not read lies."""
    return Path(settings.DATA) / "wire" / "rejects"


def raw_file(digest: str) -> Path:
    """Where the bytes of this digest lie, or would. Raises ValueError for what is no digest."""
    return read_folder() / _named(digest)[:2] / digest


def reject_file(digest: str) -> Path:
    """Where a rejected file lies, or would; its reason has `.txt` behind the name."""
    return reject_folder() / _named(digest)


def _named(digest: str) -> str:
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest")
    return digest


def keep(raw: bytes) -> str:
    """Keep these bytes durably; returns their digest. Again changes nothing."""
    digest = hashlib.sha256(raw).hexdigest()
    path = raw_file(digest)
    if not path.exists():
        durable.write(path, (raw,))
    return digest


def drop(digest: str) -> None:
    """Forget bytes that nothing refers to."""
    raw_file(digest).unlink(missing_ok=True)


def keep_rejected(file: BinaryIO, reason: str) -> tuple[str, int]:
    """Keep a file of any size with the reason why it was not read; returns digest and size.

    It is read from where the file stands, a piece at a time.
    """
    hashing, size = hashlib.sha256(), 0
    folder = reject_folder()
    folder.mkdir(parents=True, exist_ok=True)
    mine = folder / f".{secrets.token_hex(8)}"
    with mine.open("wb") as kept:
        for piece in _pieces(file):
            hashing.update(piece)
            size += len(piece)
            kept.write(piece)
        kept.flush()
        os.fsync(kept.fileno())
    digest = hashing.hexdigest()
    durable.write(folder / f"{digest}.txt", (f"{reason}\n".encode(),))
    mine.replace(reject_file(digest))
    durable.sync(folder)
    return digest, size


def drop_rejected(digest: str) -> None:
    """Forget a rejected file and its reason."""
    path = reject_file(digest)
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.txt").unlink(missing_ok=True)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
