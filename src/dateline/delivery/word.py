"""The head word: eight shared bytes that change before a store's stamps do.

It is written inside the store's write transaction, before that commits; so who finds the word of
the ticks that a page was checked at knows, with one compare, that nothing was committed since.
The word is a digest of the position: no other history has the same one.

A second cell says when the tailer last read the primary's head (see `contact`).

Who only reads trusts that the file is still the one in the folder for `LEASE` seconds, then looks.
Who writes waits until a newly made file is older than that: by then everybody has looked.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import time
from pathlib import Path

LEASE = 0.01
_BYTES = 24
_HEARD = 2


def word_of(epoch: str, applied: int, token: str) -> int:
    """The word of a position; 0 stands for none."""
    named = f"{epoch} {applied} {token}".encode()
    return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), "big") or 1


class Word:
    """One process's hold on the file: the word, and the monotonic time at which it was made."""

    def __init__(self, path: Path) -> None:
        self.path = path
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self.inode = os.fstat(descriptor).st_ino
            if os.fstat(descriptor).st_size < _BYTES:
                os.posix_fallocate(descriptor, 0, _BYTES)  # on a full disk now, not at a write
                os.pwrite(descriptor, struct.pack("=QdQ", 0, time.monotonic(), 0), 0)
            self.memory = mmap.mmap(descriptor, _BYTES)
        finally:
            os.close(descriptor)
        self.cells = memoryview(self.memory).cast("Q")
        self._settled = False

    @property
    def heard(self) -> int:
        """When the primary was last heard, in nanoseconds of `contact.now`; 0: nobody listens."""
        return int(self.cells[_HEARD])

    @heard.setter
    def heard(self, moment: int) -> None:
        self.cells[_HEARD] = moment

    def stands(self) -> bool:
        """Whether the file is whole and still the one in the folder."""
        try:
            found = os.stat(self.path)
        except OSError:
            return False
        return found.st_ino == self.inode and found.st_size >= _BYTES

    def settle(self) -> None:
        """Wait, before a first write, until no reader trusts a file that was here before."""
        if self._settled:
            return
        made = struct.unpack_from("=d", self.memory, 8)[0]
        missing = made + 2 * LEASE - time.monotonic()
        if missing > 0:
            time.sleep(min(missing, 2 * LEASE))
        self._settled = True
