"""The counter of one web process: who waits there is handed what is new, all in one go.

Pulls, long polls and streams are all readers at the counter. One thread serves them: it looks for
new numbers a hundred times a second, writes everything that it hands over into the ledger in one
transaction, and has it sent by the server's loop while a second transaction keeps these stories
as they are. So five hundred subscribers cost two transactions, and nobody waits for another.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import close_old_connections, connections
from django.db.models import Max

from dateline.delivery.public import epoch
from dateline.lib import clock
from dateline.wire.models import Allotment
from dateline.wire.subscribers.beating import BEAT, Beats
from dateline.wire.subscribers.handing import Changed, Handing, Wanted, after, hand, unchanged
from dateline.wire.subscribers.writing import Copy, Writer

log = logging.getLogger("dateline.wire")
MOST = 100
_PAUSE = 1.0
_LOOK = 0.5
"""Seconds between two looks at whether the history is still the same."""


class Reader(Protocol):
    """Somebody at the counter. Its sending is called on the loop's thread and never waits."""

    subscriber: int
    way: str
    form: str
    epoch: str
    number: int
    most: int
    patient: bool
    """Whether it waits where there is nothing yet."""

    def end(self) -> None:
        """Answer what there is, and be gone. On the loop's thread, too."""
        ...

    def send(self, copies: Sequence[Copy]) -> bool:
        """Hand these over; True if it goes on waiting for what comes after them."""
        ...


Due = dict[Reader, list[Allotment]]


@dataclass(eq=False)
class Counter:
    """Everybody who waits in this process."""

    loop: asyncio.AbstractEventLoop
    waiting: dict[int, set[Reader]] = field(default_factory=lambda: defaultdict(set))
    arrived: list[Reader] = field(default_factory=list)
    ended: bool = False
    _seen: int = 0
    _looked: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _called: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def come(self, reader: Reader) -> None:
        """Somebody begins to wait; he is served at once if there is something."""
        with self._lock:
            self.arrived.append(reader)
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="counter", daemon=True)
                self._thread.start()
        self._called.set()

    def leave(self, reader: Reader) -> None:
        """He hung up, or waited long enough."""
        with self._lock:
            if reader in self.arrived:
                self.arrived.remove(reader)
            self._forget(reader)

    def end(self) -> None:
        """The server is going."""
        self.ended = True
        self._called.set()

    def _forget(self, reader: Reader) -> None:
        held = self.waiting.get(reader.subscriber)
        if held is not None:
            held.discard(reader)
            if not held:
                del self.waiting[reader.subscriber]

    def _serve(self) -> None:
        writer, beats = Writer(), Beats()
        while not self.ended:
            called = self._called.wait(BEAT if self.waiting else None)
            self._called.clear()
            try:
                if called or beats.worth():
                    close_old_connections()
                    self._round(writer)
            except Exception:
                log.exception("Subscribers are served again in a second, after:")
                self._called.wait(_PAUSE)
        connections.close_all()

    def _round(self, writer: Writer) -> None:
        """Everybody for whom there is something, once."""
        self._part()
        newest = Allotment.objects.aggregate(newest=Max("pk"))["newest"] or 0
        with self._lock:
            arrived, self.arrived = self.arrived, []
            old = [reader for held in self.waiting.values() for reader in held]
            for reader in arrived:
                self.waiting[reader.subscriber].add(reader)
        due: Due = {reader: after(reader.subscriber, reader.number, reader.most)
                    for reader in arrived}
        due = self._new(old, newest) | due
        self._seen = newest
        having = [(reader, rows) for reader, rows in due.items() if rows or not reader.patient]
        try:
            for number in range(0, len(having), MOST):
                self._hand(having[number:number + MOST], writer)
        except Exception:
            with self._lock:  # nobody is forgotten: who was not handed his copy is looked at again
                self.arrived += [reader for reader, _ in having
                                 if reader in self.waiting.get(reader.subscriber, ())]
            raise

    def _part(self) -> None:
        """Another history began: the numbers they have are none of it, and they are to ask again.
        """
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked, mine = now, epoch()
        with self._lock:
            held = [*self.arrived, *(each for held in self.waiting.values() for each in held)]
        for reader in held:
            if reader.epoch != mine:
                self.leave(reader)
                self.loop.call_soon_threadsafe(reader.end)

    def _new(self, old: list[Reader], newest: int) -> Due:
        """Those who were at the end of their sequence, with what came since the last look."""
        if newest == self._seen or not old:
            return {}
        came: dict[int, list[Allotment]] = defaultdict(list)
        rows = Allotment.objects.filter(pk__gt=self._seen, pk__lte=newest)
        for row in rows.order_by("pk"):
            came[row.subscriber_id].append(row)
        return {reader: came[reader.subscriber] for reader in old if reader.subscriber in came}

    def _hand(self, due: list[tuple[Reader, list[Allotment]]], writer: Writer) -> None:
        """Ledger, then out; what was killed between is written again as what it is now."""
        while True:
            wanted = [
                Wanted(reader.subscriber, reader.way, reader.form,
                       [row for row in rows if row.number > reader.number][:reader.most])
                for reader, rows in due
            ]
            handed = hand(wanted, writer, at=clock.now())
            try:
                with unchanged(handed):
                    self._send([reader for reader, _ in due], handed)
                return
            except Changed:
                continue

    def _send(self, readers: list[Reader], handed: list[Handing]) -> None:
        """Have the loop send everything, and wait for that."""
        sent = threading.Event()
        self.loop.call_soon_threadsafe(self._out, readers, handed, sent)
        if not sent.wait(30):
            raise RuntimeError("the server's loop does not answer")

    def _out(self, readers: list[Reader], handed: list[Handing], sent: threading.Event) -> None:
        for reader, each in zip(readers, handed, strict=True):
            if not each.copies and reader.patient:
                continue
            reader.number = each.copies[-1].number if each.copies else reader.number
            if not reader.send(each.copies):
                self.leave(reader)
            elif len(each.copies) == reader.most:
                self.come(reader)  # there may be more
        sent.set()
