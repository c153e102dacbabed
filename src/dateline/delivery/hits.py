"""How often pages were answered from memory or store since they were rendered, on this machine.

Each worker counts for itself and adds to the shared cells once a second, under a lock. A cell
belongs to the digest of an address: of 65,536 cells two addresses may share one, the seconds before
a worker dies are not in it, and a worker that nobody asks tells the rest when he is asked next.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dateline.delivery.page import key_digest

_CELLS = 1 << 16


def add(folder: Path, counted: Mapping[str, int]) -> None:
    """Add to the counts; where nothing can be written nothing is counted."""
    if not counted:
        return
    with suppress(OSError):
        descriptor = _open(folder)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            for address, more in counted.items():
                _set(descriptor, address, _get(descriptor, address) + more)
        finally:
            os.close(descriptor)


def begin(folder: Path, address: str) -> None:
    """Count anew: there is a new rendering."""
    with suppress(OSError):
        descriptor = _open(folder)
        try:
            _set(descriptor, address, 0)
        finally:
            os.close(descriptor)


def counted(folder: Path, address: str) -> int:
    """How often it was answered, as told so far."""
    try:
        descriptor = _open(folder)
    except OSError:
        return 0
    try:
        return _get(descriptor, address)
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    """A sparse file of half a megabyte; what was never written is 0."""
    return os.open(folder / "hits", os.O_RDWR | os.O_CREAT, 0o644)


def _at(address: str) -> int:
    return 8 * (int.from_bytes(key_digest(address)[:8], "big") % _CELLS)


def _get(descriptor: int, address: str) -> int:
    return int.from_bytes(os.pread(descriptor, 8, _at(address)), "little")


def _set(descriptor: int, address: str, number: int) -> None:
    os.pwrite(descriptor, number.to_bytes(8, "little"), _at(address))
