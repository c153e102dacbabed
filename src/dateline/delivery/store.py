"""The page store: one LMDB environment for all processes of the machine.

It holds nothing that cannot be made again: whatever is wrong with it, it is emptied or replaced,
and pages are rendered meanwhile. It is not synced to disk, so it is replaced after a reboot.
"""

from __future__ import annotations

import hashlib
import itertools
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import lmdb

from dateline.delivery.page import StoredPage, decode, encode

log = logging.getLogger("dateline.delivery")
_BOOT = Path("/proc/sys/kernel/random/boot_id")
LAYOUT = "1"
_READERS = 1024
_LOCK_BYTES = 128 * _READERS  # LMDB takes 64 bytes a reader, and a head


class StoreTrouble(Exception):
    """The store cannot be used just now; pages are rendered instead."""


@dataclass
class Look:
    """What one read transaction saw: the head, and which pieces are right at it."""

    applied: int
    right: dict[str, StoredPage] = field(default_factory=dict)
    wanting: list[str] = field(default_factory=list)

    @property
    def ahead(self) -> bool:
        """Whether a piece was rendered past the head: then the pieces may not fit together."""
        return any(page.as_of > self.applied for page in self.right.values())


@dataclass(frozen=True)
class Position:
    """Where the store stands: it has applied all ticks of `epoch` after `start` up to `applied`."""

    epoch: str
    start: int
    applied: int
    token: str


class Store:
    """One open environment. Any `lmdb.Error` out of here means: replace it."""

    def __init__(self, path: Path, size: int, build: str) -> None:
        self.path, self.size, self.build = path, size, build.encode()
        self.env = lmdb.open(
            str(path), map_size=size, subdir=False, max_dbs=4, max_readers=_READERS, sync=False,
            metasync=False, writemap=False, lock=True,
        )
        self.inode = os.stat(path).st_ino
        self.followed = False  # this process has not yet seen that it is of the database's history
        self.meta, self.pages, self.stamps, self.order = (
            self.env.open_db(name) for name in (b"meta", b"pages", b"stamps", b"order")
        )

    def page_key(self, address: str) -> bytes:
        """Digest of the address and of the build that renders it; 16 bytes."""
        return hashlib.blake2b(address.encode(), digest_size=16, key=self.build).digest()

    def position(self, txn: Any) -> Position | None:
        """Where the store stands; None for a new one or another layout."""
        raw = txn.get(b"position", db=self.meta)
        if raw is None or txn.get(b"layout", db=self.meta) != LAYOUT.encode():
            return None
        epoch, start, applied, token = raw.decode().split(" ")
        return Position(epoch, int(start), int(applied), token)

    def move(self, txn: Any, position: Position) -> None:
        """Set where the store stands."""
        raw = f"{position.epoch} {position.start} {position.applied} {position.token}"
        txn.put(b"position", raw.encode(), db=self.meta)
        txn.put(b"layout", LAYOUT.encode(), db=self.meta)

    def empty(self, txn: Any) -> None:
        """Forget every page and stamp, in this transaction."""
        for database in (self.pages, self.stamps, self.order):
            txn.drop(database, delete=False)

    def stamp(self, txn: Any, keys: list[str], n: int) -> None:
        """Note tick `n` as the last one that touched these keys."""
        value = n.to_bytes(8, "big")
        for key in keys:
            txn.put(key_digest(key), value, db=self.stamps)

    def look(self, address: str, moment: datetime) -> Look:
        """The page and its fragments, each checked against its stamps in one transaction."""
        with self.env.begin() as txn:
            position = self.position(txn)
            if position is None:
                return Look(-1, wanting=[address])
            found = Look(position.applied)
            page = self._piece(txn, address, moment, found)
            for reference in page.fragments if page else ():
                self._piece(txn, reference, moment, found)
            return found

    def _piece(self, txn: Any, address: str, moment: datetime, found: Look) -> StoredPage | None:
        raw = txn.get(self.page_key(address), db=self.pages)
        page = decode(raw) if raw is not None else None
        if page is None or not page.fits(moment) or not self.unstamped(txn, page):
            found.wanting.append(address)
            return None
        found.right[address] = page
        return page

    def unstamped(self, txn: Any, page: StoredPage) -> bool:
        """Whether no key of the page was touched past the tick it was rendered at."""
        as_of = page.as_of.to_bytes(8, "big")
        for key in page.keys:
            stamp = txn.get(key_digest(key), db=self.stamps)
            if stamp is not None and stamp > as_of:
                return False
        return True

    def put(self, page: StoredPage) -> bool:
        """Keep a page, unless this store cannot vouch for it; True if it was kept."""
        try:
            with self.env.begin(write=True) as txn:
                position = self.position(txn)
                if position is None or position.epoch != page.epoch or page.as_of < position.start:
                    return False
                if not self._make_room(txn):
                    self.empty(txn)
                    self.move(txn, replace(position, start=position.applied))
                    return False
                return self._write(txn, page)
        except lmdb.MapFullError:
            return False

    def _write(self, txn: Any, page: StoredPage) -> bool:
        key = self.page_key(page.address)
        kept = txn.get(key, db=self.pages)
        if kept is not None:
            old = decode(kept)
            if old is not None and old.epoch == page.epoch and old.as_of > page.as_of:
                return False  # a slower render must not displace a newer one
        else:
            with txn.cursor(db=self.order) as cursor:
                last = int.from_bytes(cursor.key(), "big") if cursor.last() else 0
            txn.put((last + 1).to_bytes(8, "big"), key, db=self.order)
        return bool(txn.put(key, encode(page), db=self.pages))

    def _make_room(self, txn: Any) -> bool:
        """Past 70 % of the map the oldest pages go; False if stamps alone fill it."""
        while self.used(txn) > 0.7 * self.size:
            gone = 0
            with txn.cursor(db=self.order) as cursor:
                while gone < 64 and cursor.first():
                    txn.delete(cursor.value(), db=self.pages)
                    cursor.delete()
                    gone += 1
            if not gone:
                return False
        return True

    def used(self, txn: Any) -> int:
        """Bytes of the map in use by pages and stamps."""
        total = 0
        for database in (self.pages, self.stamps, self.order):
            stat = txn.stat(database)
            total += stat["branch_pages"] + stat["leaf_pages"] + stat["overflow_pages"]
        return int(total * stat["psize"])

    def addresses(self) -> Iterator[str]:
        """The address of every stored page of this build, 100 to a read transaction."""
        last = b""
        while True:
            with self.env.begin() as txn, txn.cursor(db=self.pages) as cursor:
                if not cursor.set_range(last + b"\0"):
                    return
                rows = list(itertools.islice(cursor, 100))
            for key, raw in rows:
                page = decode(raw)
                if page is not None and key == self.page_key(page.address):
                    yield page.address
            last = bytes(rows[-1][0])

    def stamped(self, txn: Any) -> dict[bytes, int]:
        """Every stamp by key digest."""
        with txn.cursor(db=self.stamps) as cursor:
            return {bytes(key): int.from_bytes(value, "big") for key, value in cursor}


def key_digest(key: str) -> bytes:
    """A key's name in the store; 16 bytes."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


class Shelf:
    """This process's hold on the store of a folder: opens, follows, replaces."""

    def __init__(self, folder: Path, size: int, build: str) -> None:
        self.folder, self.size, self.build = folder, size, build
        self.path = folder / "pages.mdb"
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

    def _inode(self) -> int:
        try:
            return os.stat(self.path).st_ino
        except OSError:
            return -1

    def _open(self) -> Store:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._same_boot()
            if self._inode() == -1:
                self._clear()
            self._reserve()
            try:
                return Store(self.path, self.size, self.build)
            except lmdb.Error as error:
                log.warning("The page store was damaged (%s) and begins anew.", error)
                self._clear()
                return Store(self.path, self.size, self.build)
        except (lmdb.Error, OSError) as error:
            raise StoreTrouble(f"the page store {self.path} cannot be opened: {error}") from error

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
        mark.write_bytes(boot)

    def _clear(self) -> None:
        for path in (self.path, Path(f"{self.path}-lock")):
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()

    def renew(self) -> None:
        """Put a new, empty store in the place of this one: its bytes are gone with the file."""
        with self._lock:
            self._clear()
            self._store = None

    @contextmanager
    def guarded(self) -> Iterator[Store]:
        """The store for one use; trouble in it replaces it and surfaces as StoreTrouble."""
        store = self.store()
        try:
            yield store
        except lmdb.ReadersFullError as error:
            raise StoreTrouble(str(error)) from error
        except lmdb.Error as error:
            log.warning("The page store failed (%s) and begins anew.", error)
            if store.inode == self._inode():
                self.renew()
            raise StoreTrouble(str(error)) from error


