"""What a process remembers: whole pages as they are sent, right while the head word stands.

The word is written before a store's stamps change (see `word`). So a page that was checked at the
position of the word is right as long as the word is the same: one compare, no look-up. When the
head has moved, a page's stamps are compared again in one transaction; only pieces whose stamps
moved are fetched, and only if one of them changed is the page put together again.
"""

from __future__ import annotations

import threading
import time
from array import array
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from dateline.delivery import contact, hits
from dateline.delivery.answering import Ready
from dateline.delivery.codings import GZIP
from dateline.delivery.machine import shelf
from dateline.delivery.serving import Whole, fitting
from dateline.delivery.shelf import Shelf, StoreTrouble
from dateline.delivery.store import Checked
from dateline.delivery.word import LEASE
from dateline.lib import clock

_FRAGMENTS = 8192
_UNKNOWN = 8192
_PASSED = 4096
"""So many addresses are noted, by hash, that were asked for once while there was no room."""
_UNTOLD = 1 << 20
TOLD_EVERY = 1.0
"""Seconds after which hits are added to the machine's counts."""
_OVERHEAD = 6000
"""Bytes that a remembered page takes beside its bodies, roughly."""


@dataclass(slots=True, eq=False)
class Kept:
    """A page in memory; `word` is that of the position at which it was last found right.

    Of its `hits`, `told` are in the machine's count, and `passed` were before its turn to go.
    """

    ready: Ready
    word: int
    timed: bool
    size: int
    hits: int = 0
    told: int = 0
    passed: int = 0


class Memory:
    """One process's memory of a store; at most `room` bytes, the longest unused goes first."""

    def __init__(self, shelf: Shelf, room: int) -> None:
        self.shelf, self.room = shelf, room
        self.size = 0
        self._kept: dict[str, Kept] = {}
        self._fragments: dict[str, Checked] = {}
        self._unknown: dict[bytes, int] = {}
        self._passed: set[int] = set()
        self._seen: set[int] = set()
        self._untold: dict[int, int] = {}  # hits of pages that went, by their cells
        self._once = array("H")  # the cells of pages that were passed on, one for each hit
        self._cells = memoryview(bytes(8)).cast("Q")
        self._until = 0.0
        self._inode = -1
        self._told = 0.0
        self.silent = 0.0  # seconds out of touch with the primary, as of the last look
        self._lock = threading.Lock()

    def find(self, address: str) -> Ready | None:
        """The page at an address if it is remembered and right now."""
        now = time.monotonic()
        if now >= self._until and not self._look_at_files(now):
            return None
        kept = self._kept.get(address)
        if kept is None or kept.word != self._cells[0]:
            return None
        if kept.timed and not kept.ready.whole.fits(clock.now()):
            return None
        kept.hits += 1
        return kept.ready

    def unknown(self, address: str) -> bool:
        """Whether it is remembered that there is no such page now; ask `find` before."""
        word = self._unknown.get(_named(address))
        now = time.monotonic()  # on a busy machine `find` may be long ago
        return word is not None and (
            now < self._until or self._look_at_files(now)
        ) and word == self._cells[0]

    def _look_at_files(self, now: float) -> bool:
        """Every `LEASE` seconds: whether store and word are still those in the folder."""
        try:
            word = self.shelf.word()
            self.silent = contact.apart(word)
            if contact.too_long(self.silent) or not self.shelf.stands():
                return False
        except StoreTrouble:
            return False
        store = self.shelf.store()
        if store.inode != self._inode:
            self.forget()  # a replaced store takes its bytes along: so do we
            self._inode = store.inode
        self._cells, self._until = word.cells, now + LEASE
        if now > self._told + TOLD_EVERY:
            self._told = now
            self.tell()
        return True

    def tell(self) -> None:
        """Add what was counted here to the machine's counts."""
        gone, self._untold = self._untold, {}
        once, self._once = self._once, array("H")
        hits.add(self.shelf.folder, Counter(once) + Counter(gone))
        untold = [(a, kept) for a, kept in list(self._kept.items()) if kept.hits > kept.told]
        counted: Counter[int] = Counter()
        for address, kept in untold:
            counted[hits.place(address)] += kept.hits - kept.told
            kept.told = kept.hits
        hits.add(self.shelf.folder, counted)

    def look(self, address: str) -> Ready | None:
        """The page if the store has every piece of it right; asks neither Django nor the database.

        Raises StoreTrouble.
        """
        kept = self._kept.get(address)
        with self.shelf.guarded(trusted=time.monotonic() < self._until) as store:
            if not store.followed:
                return None
            before = (kept.word, kept.ready.whole.page) if kept else None
            seen = store.look(address, clock.now(), before, self._fragments)
        if seen.found:
            self._note_found(seen.found)
        whole = fitting(address, seen)
        if whole is None:
            return None
        if kept is not None and kept.ready.whole.same(whole):
            kept.word = seen.word
            kept.hits += 1
            return kept.ready
        return self._keep(address, whole, seen.word)

    def _keep(self, address: str, whole: Whole, word: int) -> Ready:
        """Remember a page; where that would push out another, only one that is asked for again."""
        ready = Ready(whole)
        size = _OVERHEAD + len(ready.answer((GZIP,)).body)
        if self.size + size > self.room and address not in self._kept:
            if hash(address) not in self._passed:
                self._note_passed(address)
                return ready
            self._passed.discard(hash(address))
        with self._lock:
            old = self._kept.pop(address, None)
            self.size += size - (old.size if old else 0)
            untold = old.hits - old.told if old else 0
            self._kept[address] = Kept(ready, word, whole.timed, size, 1 + untold)
            while self.size > self.room:
                self._drop_one()
        return ready

    def _note_found(self, found: dict[str, Checked]) -> None:
        """Remember fragments that are asked for again soon: most are of one page only."""
        for address, checked in found.items():
            if address in self._fragments or hash(address) in self._seen:
                self._fragments[address] = checked
                continue
            if len(self._seen) >= _PASSED:
                self._seen.clear()
            self._seen.add(hash(address))
        with self._lock:
            while len(self._fragments) > _FRAGMENTS:
                self._fragments.pop(next(iter(self._fragments)))

    def _note_passed(self, address: str) -> None:
        if len(self._once) < _UNTOLD:  # in trouble nothing is told
            self._once.append(hits.place(address))
        if len(self._passed) >= _PASSED:
            self._passed.clear()
        self._passed.add(hash(address))

    def shorten(self, address: str) -> None:
        """Have a remembered page made shorter aside; that takes at most as much room again."""
        with self._lock:
            kept = self._kept.get(address)
            if kept is None:
                return
            more = len(kept.ready.answer((GZIP,)).body)
            kept.size += more
            self.size += more
        kept.ready.shorten()

    def _drop_one(self) -> None:
        """The oldest goes, unless it was used since: then it is young again."""
        address = next(iter(self._kept))
        kept = self._kept.pop(address)
        if kept.hits > kept.passed:
            kept.passed = kept.hits
            self._kept[address] = kept
        else:
            self.size -= kept.size
            place = hits.place(address)
            self._untold[place] = self._untold.get(place, 0) + kept.hits - kept.told

    def note_unknown(self, address: str, word: int) -> None:
        """Remember that at this position there was no such page."""
        with self._lock:
            self._unknown[_named(address)] = word
            while len(self._unknown) > _UNKNOWN:
                self._unknown.pop(next(iter(self._unknown)))

    def forget(self) -> None:
        """Remember nothing."""
        with self._lock:
            for held in (self._kept, self._fragments, self._unknown, self._passed, self._seen):
                held.clear()
            self.size, self._until = 0, 0.0


def _named(address: str) -> bytes:
    """In place of an address that anybody may have made up, as long as he likes."""
    return blake2b(address.encode(errors="replace"), digest_size=16).digest()


_memories: dict[Path, Memory] = {}


def memory() -> Memory:
    """This process's memory of the store now set."""
    held = _memories.get(settings.STORE)
    if held is None:
        held = _memories.setdefault(settings.STORE, Memory(shelf(), settings.MEMORY_BYTES))
    return held


def close_store() -> None:
    """Leave the store, before a fork; the next use opens it again."""
    shelf().close()


def renew_store() -> None:
    """Begin a new store in the place of this one: its pages' bytes are gone with the file.

    What other processes remember goes within `LEASE` of their next look.
    """
    shelf().renew()
    memory().forget()
