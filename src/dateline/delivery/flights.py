"""One rendering of a piece at a time, on this machine, however many wait for it.

A lock on one byte of a file, by the digest of the piece's address: it belongs to the open file
(Linux, `F_OFD_SETLK`), so it is between threads as between processes, and it is free again
whenever the file is closed, even by the death of who held it.
"""

from __future__ import annotations

import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.delivery.page import key_digest
from dateline.delivery.shelf import StoreTrouble

PATIENCE = 10.0
"""Seconds after which who waits renders for himself: the other may be stuck."""
_FLOCK = struct.Struct("@hhqqi")


@contextmanager
def flight(folder: Path, address: str) -> Iterator[None]:
    """Be the only one who renders this address; waits for the one who does, though not for ever.

    What was waited for may be stored by now: look again. Raises StoreTrouble.
    """
    byte = int.from_bytes(key_digest(address)[:7], "big")
    mine = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
    try:
        descriptor = os.open(folder / "flights", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreTrouble(f"nothing can be locked in {folder}: {error}") from error
    try:
        _take(descriptor, mine)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, mine: bytes) -> None:
    pause, until = 0.001, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, mine)
            return
        except (BlockingIOError, PermissionError):  # EAGAIN or EACCES: another renders it
            time.sleep(pause)
            pause = min(2 * pause, 0.02)
