"""The page store: one LMDB environment for all processes of the machine.

It holds nothing that cannot be made again: whatever is wrong with it, it is emptied or replaced,
and pages are rendered meanwhile. It is not synced to disk, so it is replaced after a reboot.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import lmdb

from dateline.delivery.facts import Facts
from dateline.delivery.page import StoredPage, decode, key_digest
from dateline.delivery.word import Word, word_of

LAYOUT = "7"
READERS = 1024
_ODD, _ODD_BYTES = 10_000, 64 * 1024
"""Of pages that are no 200 at most so many are kept, and one for so many bytes of the map."""
Checked = tuple[int, StoredPage]
"""A piece in memory, and the word of the position at which it was last found right."""
_STAMPS = 16_384
"""So many stamps are remembered while the head stands: pages share most of their keys."""
_RIGHT = 19
"""Of 2 to the power of this many pieces it is known at which head, by the word, they were right."""
_GO = (0, 64, 256, 1024)
"""So many of the oldest pages make room for one that finds none, one number after another."""
_LARGEST = 8
"""A page above this part of the map is not kept: all others would have to go for it."""
_GENERATION, _STAMP_BYTES = 1 << 17, 512
"""So many stamps are a half, and at most one for so many bytes of the map; two halves are kept."""
_UNTOUCHED = bytes(8)
_NONE: Mapping[str, Checked] = {}
_right = Facts(_RIGHT)
"""Of all stores of a process: a fact names the value by its checksum and the head by its word."""


@dataclass(slots=True)
class Look:
    """What one read transaction saw: the head, and which pieces are right at it.

    Fragments that the caller did not know, or not at this head, are `found`.
    """

    applied: int
    word: int = 0
    right: dict[str, StoredPage] = field(default_factory=dict)
    wanting: list[str] = field(default_factory=list)
    found: dict[str, Checked] = field(default_factory=dict)

    @property
    def ahead(self) -> bool:
        """Whether a piece was rendered past the head: then the pieces may not fit together."""
        return any([page.as_of > self.applied for page in self.right.values()])


@dataclass(frozen=True)
class Position:
    """Where the store stands: it has applied all ticks of `epoch` after `start` up to `applied`.

    The stamps of those after `since` are in the one half of its stamps, `half`, the earlier ones in
    the other.
    """

    epoch: str
    start: int
    applied: int
    token: str
    since: int
    half: int = 0

    @cached_property
    def word(self) -> int:
        """What the head word is here; `start` decides no page's rightness once it is checked."""
        return word_of(self.epoch, self.applied, self.token)


class Store:
    """One open environment. Any `lmdb.Error` out of here means: replace it."""

    def __init__(self, path: Path, size: int, build: str, word: Word) -> None:
        self.path, self.size, self.build, self.word = path, size, build.encode(), word
        self._last: tuple[bytes, Position] | None = None
        self._stamped: tuple[int, dict[bytes, bytes]] = (0, {})
        self.env = lmdb.open(
            str(path), map_size=size, subdir=False, max_dbs=6, max_readers=READERS, sync=False,
            metasync=False, writemap=False, lock=True,
        )
        self.inode = os.stat(path).st_ino
        self.followed = False  # this process has not yet seen that it is of the database's history
        names = (b"meta", b"pages", b"order", b"odd", b"stamps", b"stamps too")
        self.meta, self.pages, self.order, self.odd, *self.stamps = map(self.env.open_db, names)
        self.most_odd = min(_ODD, size // _ODD_BYTES)
        self.most_stamps = min(_GENERATION, size // _STAMP_BYTES)

    def page_key(self, address: str) -> bytes:
        """Digest of the address and of the build that renders it; 16 bytes."""
        return hashlib.blake2b(address.encode(), digest_size=16, key=self.build).digest()

    def position(self, txn: Any) -> Position | None:
        """Where the store stands; None for a new one or another layout."""
        raw = txn.get(b"position", db=self.meta)
        last = self._last
        if last is not None and last[0] == raw:
            return last[1]
        if raw is None or txn.get(b"layout", db=self.meta) != LAYOUT.encode():
            return None
        epoch, start, applied, token, since, half = raw.decode().split(" ")
        position = Position(epoch, int(start), int(applied), token, int(since), int(half))
        self._last = (raw, position)
        return position

    def move(self, txn: Any, position: Position) -> None:
        """Set where the store stands, and the head word: it must be past before this commits."""
        said = (position.epoch, position.start, position.applied, position.token, position.since,
                position.half)
        txn.put(b"position", " ".join(map(str, said)).encode(), db=self.meta)
        txn.put(b"layout", LAYOUT.encode(), db=self.meta)
        self.word.cells[0] = position.word

    def tells(self, position: Position) -> bool:
        """Whether the head word is that of this position."""
        return bool(self.word.cells[0] == position.word)

    def empty(self, txn: Any) -> None:
        """Forget every page and stamp, in this transaction."""
        for database in (self.pages, *self.stamps, self.order, self.odd):
            txn.drop(database, delete=False)

    def stamp(
        self, txn: Any, position: Position, keys: list[str], n: int, token: str
    ) -> Position:
        """Note tick `n` as the last one that touched these keys; where the store stands then.

        When one half of the stamps is full the other one is forgotten, and `start` moves with it:
        what was rendered before is not known to be right any more. So stamps stay few, however
        many stories an import brings.
        """
        value, young = n.to_bytes(8, "big"), self.stamps[position.half]
        for key in keys:
            txn.put(key_digest(key), value, db=young)
        if txn.stat(young)["entries"] < self.most_stamps:
            return replace(position, applied=n, token=token)
        txn.drop(self.stamps[1 - position.half], delete=False)
        return Position(position.epoch, position.since, n, token, n, 1 - position.half)

    def stamp_of(self, txn: Any, position: Position, key: bytes) -> bytes:
        """The last tick that touched a key, by its digest, 8 bytes; zeros if none is known."""
        young, old = self.stamps[position.half], self.stamps[1 - position.half]
        stamp: bytes | None = txn.get(key, db=young)
        return txn.get(key, _UNTOUCHED, old) if stamp is None else stamp

    def look(
        self, address: str, moment: datetime, page: Checked | None = None,
        fragments: Mapping[str, Checked] = _NONE,
    ) -> Look:
        """The page and its fragments, each checked against its stamps in one transaction.

        `page` and `fragments` are what the caller remembers; what is news to it is `found`.
        """
        with self.env.begin() as txn:
            position = self.position(txn)
            if position is None:
                return Look(-1, wanting=[address])
            seen = Look(position.applied, position.word)
            whole = self._piece(txn, position, address, moment, page)
            if whole is None:
                seen.wanting.append(address)
                return seen
            seen.right[address] = whole
            for reference in whole.fragments:
                known = fragments.get(reference)
                if known is not None and known[0] == seen.word and not known[1].timed:
                    seen.right[reference] = known[1]
                else:
                    self._fragment(txn, position, reference, moment, known, seen)
            return seen

    def _fragment(
        self, txn: Any, position: Position, address: str, moment: datetime,
        known: Checked | None, seen: Look,
    ) -> None:
        piece = self._piece(txn, position, address, moment, known)
        if piece is None:
            seen.wanting.append(address)
            return
        seen.right[address] = piece
        if known is None or known[0] != seen.word:
            seen.found[address] = (seen.word, piece)

    def has(self, address: str, moment: datetime) -> bool:
        """Whether one piece, page or fragment, is stored and right."""
        with self.env.begin() as txn:
            position = self.position(txn)
            return position is not None and (
                self._piece(txn, position, address, moment, None) is not None
            )

    def _piece(
        self, txn: Any, position: Position, address: str, moment: datetime, known: Checked | None
    ) -> StoredPage | None:
        """The piece as remembered if that is right, else as stored if that is, else None."""
        if known is not None and self._still(txn, position, known, moment):
            return known[1]
        key = self.page_key(address)
        raw = txn.get(key, db=self.pages)
        page = decode(raw) if raw is not None else None
        if page is None or not page.fits(moment):
            return None
        return page if self._known_right(txn, position, key, page) else None

    def _known_right(self, txn: Any, position: Position, key: bytes, page: StoredPage) -> bool:
        """Whether stamps leave this stored value right; said once, it is known at this head."""
        if page.as_of >= position.applied:
            return True
        name, fact = int.from_bytes(key[:8], "big"), position.word ^ page.check
        if _right.holds(name, fact):
            return True
        if not self.unstamped(txn, position, page):
            return False
        _right.note(name, fact)
        return True

    def _still(self, txn: Any, position: Position, known: Checked, moment: datetime) -> bool:
        """Whether a remembered piece is right; stamps before `start` are not known any more."""
        word, page = known
        if not page.fits(moment):
            return False
        if word == position.word:
            return True
        return page.epoch == position.epoch and self.unstamped(txn, position, page)

    def unstamped(self, txn: Any, position: Position, page: StoredPage) -> bool:
        """Whether no key of the page was touched past the tick it was rendered at."""
        if page.as_of < position.start:
            return False
        as_of, stamps = page.as_of.to_bytes(8, "big"), self._stamps_at(position)
        for key in page.key_digests:
            stamp = stamps.get(key)
            if stamp is None:
                stamp = stamps[key] = self.stamp_of(txn, position, key)
            if stamp > as_of:
                return False
        return True

    def _stamps_at(self, position: Position) -> dict[bytes, bytes]:
        """What was seen of the stamps at this very position, and nothing of any other."""
        word, stamps = self._stamped
        if word != position.word or len(stamps) > _STAMPS:
            stamps = {}
            self._stamped = (position.word, stamps)
        return stamps

    def put(self, page: StoredPage) -> bool:
        """Keep a page, unless this store cannot vouch for it; True if it was kept.

        A map in pieces may have no run of free pages as long as this one: then the oldest go, in
        transactions of their own, that write something: what one gives free is for the second
        after it. Raises `lmdb.Error`.
        """
        if len(page.raw) > self.size // _LARGEST:
            return False
        for oldest in _GO:
            try:
                if oldest:
                    with self.env.begin(write=True) as txn:
                        self._forget(txn, oldest)
                        txn.put(b"made room", str(oldest).encode(), db=self.meta)
                return self._put(page)
            except lmdb.MapFullError:
                continue
        with self.env.begin(write=True) as txn:
            position = self.position(txn)
            if position is not None:
                self._begin_here(txn, position)
        return False

    def _put(self, page: StoredPage) -> bool:
        with self.env.begin(write=True) as txn:
            position = self.position(txn)
            if position is None or position.epoch != page.epoch or page.as_of < position.start:
                return False
            if not self._make_room(txn):
                self._begin_here(txn, position)
                return False
            return self._write(txn, page)

    def _begin_here(self, txn: Any, position: Position) -> None:
        self.empty(txn)
        self.move(txn, replace(position, start=position.applied, since=position.applied))

    def _write(self, txn: Any, page: StoredPage) -> bool:
        key = self.page_key(page.address)
        kept = txn.get(key, db=self.pages)
        if kept is not None:
            old = decode(kept)
            if old is not None and old.epoch == page.epoch and old.as_of > page.as_of:
                return False  # a slower render must not displace a newer one
        else:
            self._line_up(txn, key, self.order if page.status == 200 else self.odd)
        return bool(txn.put(key, page.raw, db=self.pages))

    def _line_up(self, txn: Any, key: bytes, queue: Any) -> None:
        """Put a new page at the end of its queue. Nobody can fill the store by inventing
        addresses that redirect to a story, or that a killed story once might have had."""
        with txn.cursor(db=queue) as cursor:
            last = int.from_bytes(cursor.key(), "big") if cursor.last() else 0
            if queue is self.odd and txn.stat(queue)["entries"] >= self.most_odd:
                cursor.first()
                txn.delete(cursor.value(), db=self.pages)
                cursor.delete()
        txn.put((last + 1).to_bytes(8, "big"), key, db=queue)

    def _make_room(self, txn: Any) -> bool:
        """Past 70 % of the map the oldest pages go; False if stamps alone fill it."""
        while self.used(txn) > 0.7 * self.size:
            if not self._forget(txn, 64):
                return False
        return True

    def _forget(self, txn: Any, most: int) -> int:
        """Let the oldest pages go; how many went."""
        gone = 0
        with txn.cursor(db=self.order) as cursor:
            while gone < most and cursor.first():
                txn.delete(cursor.value(), db=self.pages)
                cursor.delete()
                gone += 1
        return gone

    def used(self, txn: Any) -> int:
        """Bytes of the map in use by pages and stamps."""
        total = 0
        for database in (self.pages, *self.stamps, self.order, self.odd):
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

    def stamped(self, txn: Any, position: Position) -> dict[bytes, int]:
        """Every stamp by key digest."""
        found: dict[bytes, int] = {}
        for database in (self.stamps[1 - position.half], self.stamps[position.half]):
            with txn.cursor(db=database) as cursor:
                found |= {bytes(key): int.from_bytes(value, "big") for key, value in cursor}
        return found
