"""How often pages were answered from memory or store since they were rendered, on this machine.

Each worker counts for itself and adds to the shared cells once a second, under a lock. A cell
belongs to the checksum of an address: of 65,536 cells two addresses may share one, the seconds
before a worker dies are not in it, and a worker that nobody asks tells the rest when he is asked
next.
"""

from __future__ import annotations

import fcntl
import os
import sys
from array import array
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from isal.isal_zlib import crc32

CELLS = 1 << 16
_MOST = (1 << 64) - 1
_MANY = 256


def place(address: str) -> int:
    """The number of an address's cell, in two bytes."""
    return crc32(address.encode()) % CELLS


def add(folder: Path, counted: Mapping[int, int]) -> None:
    """Add to the counts of cells; where nothing can be written nothing is counted.

    Where they are many, all cells are read and written at once.
    """
    if not counted:
        return
    with suppress(OSError):
        descriptor = _open(folder)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if len(counted) > _MANY:
                _add_many(descriptor, counted)
            else:
                for cell, more in counted.items():
                    _set(descriptor, cell, _get(descriptor, cell) + more)
        finally:
            os.close(descriptor)


def _add_many(descriptor: int, counted: Mapping[int, int]) -> None:
    held = os.pread(descriptor, 8 * CELLS, 0)
    cells = array("Q", held + bytes(8 * CELLS - len(held)))
    for cell, more in counted.items():
        cells[cell] = (cells[cell] + more) & _MOST
    os.pwrite(descriptor, cells.tobytes(), 0)


def begin(folder: Path, address: str) -> None:
    """Count anew: there is a new rendering."""
    with suppress(OSError):
        descriptor = _open(folder)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            _set(descriptor, place(address), 0)
        finally:
            os.close(descriptor)


def counted(folder: Path, address: str) -> int:
    """How often it was answered, as told so far."""
    try:
        descriptor = _open(folder)
    except OSError:
        return 0
    try:
        return _get(descriptor, place(address))
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    """A sparse file of half a megabyte; what was never written is 0."""
    return os.open(folder / "hits", os.O_RDWR | os.O_CREAT, 0o644)


def _get(descriptor: int, cell: int) -> int:
    return int.from_bytes(os.pread(descriptor, 8, 8 * cell), sys.byteorder)


def _set(descriptor: int, cell: int, number: int) -> None:
    os.pwrite(descriptor, number.to_bytes(8, sys.byteorder), 8 * cell)
