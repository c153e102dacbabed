"""This process's hold on the store of a folder: opens, follows, replaces."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import lmdb

from dateline.delivery.store import READERS, Store
from dateline.delivery.word import Word

log = logging.getLogger("dateline.delivery")
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LOCK_BYTES = 128 * READERS  # LMDB takes 64 bytes a reader, and a head


class StoreTrouble(Exception):
    """The store cannot be used just now; pages are rendered instead."""


class Shelf:
    """This process's hold on the store of a folder: opens, follows, replaces."""

    def __init__(self, folder: Path, size: int, build: str) -> None:
        self.folder, self.size, self.build = folder, size, build
        self.path = folder / "pages.mdb"
        self._word: Word | None = None
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._pid = 0

    def store(self) -> Store:
        """The store that now lies in the folder; raises StoreTrouble if there can be none."""
        store = self._store
        if store is not None and self._pid == os.getpid() and store.inode == self._inode():
            return store
        with self._lock:
            if self._store is None or self._pid != os.getpid() or (
                self._store.inode != self._inode()
            ):
                self._store = self._open()
                self._pid = os.getpid()
            return self._store

    def word(self) -> Word:
        """The head word that now lies in the folder; raises StoreTrouble if there can be none."""
        word = self._word
        if word is None or not word.stands():
            try:
                self._word = word = Word(self.folder / "head")
            except OSError as error:
                raise StoreTrouble(f"no head word in {self.folder}: {error}") from error
        return word

    def void(self) -> None:
        """Let nobody trust his memory: the store could not be told what was published."""
        with suppress(StoreTrouble):
            self.word().cells[0] = 0

    def stands(self) -> bool:
        """Whether this process has the store open that now lies in the folder."""
        return self._store is not None and self._store.inode == self._inode()

    def _inode(self) -> int:
        try:
            return os.stat(self.path).st_ino
        except OSError:
            return -1

    def _open(self) -> Store:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                return self._made()
        except (lmdb.Error, OSError) as error:
            raise StoreTrouble(f"the page store {self.path} cannot be opened: {error}") from error

    def _made(self) -> Store:
        self._same_boot()
        if self._inode() == -1:
            self._clear()
        self._reserve()
        word = self.word()
        try:
            return Store(self.path, self.size, self.build, word)
        except lmdb.Error as error:
            log.warning("The page store was damaged (%s) and begins anew.", error)
            self._clear()
            return Store(self.path, self.size, self.build, word)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process of the machine at a time: two that both find no store would make two."""
        with (self.folder / "opening").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)  # free again with the file, even by a death
            yield

    def _reserve(self) -> None:
        """The lock file is written through memory: on a full disk that would be a bus error."""
        descriptor = os.open(f"{self.path}-lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            os.posix_fallocate(descriptor, 0, _LOCK_BYTES)
        finally:
            os.close(descriptor)

    def _same_boot(self) -> None:
        """Written without sync: after a crash of the machine the file proves nothing."""
        boot = _BOOT.read_bytes().strip() if _BOOT.exists() else b""
        mark = self.folder / "boot"
        if mark.exists() and mark.read_bytes() == boot:
            return
        self._clear()
        with suppress(FileNotFoundError):
            (self.folder / "head").unlink()  # its time of making is of another clock
        mark.write_bytes(boot)

    def _clear(self) -> None:
        for path in (self.path, Path(f"{self.path}-lock")):
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()

    def renew(self) -> None:
        """Put a new, empty store in the place of this one: its bytes are gone with the file."""
        with self._lock:
            with suppress(FileNotFoundError, NotADirectoryError), self._alone():
                self._clear()
            self._store = None

    def close(self) -> None:
        """Leave the store: LMDB's hold on it must not be carried over a fork."""
        with self._lock:
            if self._store is not None:
                self._store.env.close()
            self._store = None

    def guarded(self, *, trusted: bool = False) -> Guarded:
        """The store for one use; trouble in it replaces it and surfaces as StoreTrouble.

        `trusted`: the caller has seen within `LEASE` that it is the one in the folder.
        """
        held = self._store if trusted and self._pid == os.getpid() else None
        return Guarded(self, held or self.store())

    def failed(self, store: Store, error: lmdb.Error) -> StoreTrouble:
        """Begin anew in the place of a store that failed, if it is the one in the folder."""
        if not isinstance(error, lmdb.ReadersFullError):
            log.warning("The page store failed (%s) and begins anew.", error)
            if store.inode == self._inode():
                self.renew()
        return StoreTrouble(str(error))


class Guarded:
    """A store for the length of a `with`; written out, since it is entered for each page."""

    __slots__ = ("_shelf", "_store")

    def __init__(self, shelf: Shelf, store: Store) -> None:
        self._shelf, self._store = shelf, store

    def __enter__(self) -> Store:
        return self._store

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        if isinstance(error, lmdb.Error):
            raise self._shelf.failed(self._store, error) from error
