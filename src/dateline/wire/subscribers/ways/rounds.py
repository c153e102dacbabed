"""The loop that sends: errands in threads, the database in this one.

A post to somebody whose connection stands needs no thread. For everything else there are threads,
and a few errands under way at a time; one that takes longer than a moment is not counted any more,
so that those who hang do not keep others waiting, however many they are (up to `THREADS`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Hashable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue

from django.db import close_old_connections, connections, transaction

from dateline.wire.subscribers.handing import Changed
from dateline.wire.subscribers.ways.errands import (
    Done,
    Errand,
    Gate,
    NotGiven,
    Source,
    Ticket,
    let_through,
)
from dateline.wire.subscribers.ways.flying import Flight, Flying

log = logging.getLogger("dateline.wire")
BEAT = 0.01
"""Seconds between two looks for something to send."""
ACTIVE, AHEAD = 64, 512
"""So many errands at a time that need a thread; and so many in all."""
MOMENT = 0.25
"""Seconds after which an errand is one that hangs."""
THREADS = 256
BATCH = 250
GATHERED = 0.003
"""Seconds for which answers are gathered while more are on their way: one commit for all."""
_PAUSE = 1.0


class Round:
    """Runs the errands of a source until it is told to stop."""

    def __init__(self, source: Source, *, threads: int = THREADS) -> None:
        self.source, self.threads = source, threads
        self.heard: SimpleQueue[Ticket | Done] = SimpleQueue()
        self.flying = Flying()
        self.gate = Gate(self._tell)
        self.ready: deque[Errand] = deque()
        self.running: dict[Hashable, float] = {}
        self.done: list[Done] = []
        self._settled = 0.0
        self._threaded: dict[Hashable, float] = {}
        self._tasks: SimpleQueue[Errand | None] = SimpleQueue()
        self._pool = self._idle = 0
        self._count = threading.Lock()

    def work(self, stop: threading.Event) -> None:
        """Until `stop` is set; what fails is said, and gone on with a second later."""
        while not stop.is_set():
            try:
                close_old_connections()
                while not stop.is_set():
                    self.turn(BEAT)
            except Exception:
                log.exception("Copy is sent again in a second, after:")
                stop.wait(_PAUSE)
        for _ in range(self._pool):
            self._tasks.put(None)
        self.flying.close()
        connections.close_all()

    def turn(self, wait: float) -> None:
        """Open the gate, settle what is done, start what is due."""
        self.done += self.flying.land(0.001 if self.ready or self.done else wait)
        tickets = self._listen()
        if tickets:
            let_through(tickets)
        if self.done and self._is_enough(tickets):
            self._settle()
        self._start()

    def _is_enough(self, tickets: list[Ticket]) -> bool:
        if len(self.done) >= min(BATCH, self.flying.many):
            return not tickets or len(self.done) >= BATCH
        return not tickets and time.monotonic() - self._settled > GATHERED

    def _tell(self, news: Ticket | Done) -> None:
        self.heard.put(news)
        self.flying.wake()

    def _listen(self) -> list[Ticket]:
        tickets = []
        with suppress(Empty):
            while True:
                told = self.heard.get_nowait()
                if isinstance(told, Ticket):
                    tickets.append(told)
                else:
                    self.done.append(told)
        return tickets

    def _settle(self) -> None:
        done = self.done
        with transaction.atomic():
            self.source.settle(done)
        self.done = []
        self._settled = time.monotonic()
        for errand, _ in done:
            self.running.pop(errand.name, None)
            self._threaded.pop(errand.name, None)

    def _start(self) -> None:
        if len(self.ready) < BATCH and self._pool - self._idle < self.threads:
            self.ready.extend(self.source.due(BATCH))
        room, threads = AHEAD - _young(self.running), ACTIVE - _young(self._threaded)
        flights: list[Flight] = []
        while self.ready and room > 0 and threads > 0 and self._pool - self._idle < self.threads:
            errand = self.ready.popleft()
            self.running[errand.name] = time.monotonic()
            room -= 1
            try:
                posting = errand.begin()
            except Exception as trouble:
                self.done.append((errand, _told(trouble)))
                continue
            if posting is None:
                self._threaded[errand.name] = self.running[errand.name]
                threads -= 1
                self._hand(errand)
            else:
                flights.append((errand, posting))
        if flights:
            self.done += self.flying.send(flights)

    def _hand(self, errand: Errand) -> None:
        self._tasks.put(errand)
        with self._count:
            if self._idle:
                self._idle -= 1
                return
            self._pool += 1
        threading.Thread(target=self._run, name="errands", daemon=True).start()

    def _run(self) -> None:
        while (errand := self._tasks.get()) is not None:
            self._tell((errand, self._outcome(errand)))
            with self._count:
                self._idle += 1

    def _outcome(self, errand: Errand) -> NotGiven | Changed | None:
        try:
            errand.run(partial(self.gate.going, errand))
        except Exception as trouble:
            return _told(trouble)
        return None


def _young(begun: dict[Hashable, float]) -> int:
    """How many of these do not hang."""
    since = time.monotonic() - MOMENT
    return sum(at > since for at in begun.values())


def _told(trouble: Exception) -> NotGiven | Changed:
    """What an errand raised; a defect of ours is said in the log."""
    if isinstance(trouble, (NotGiven, Changed)):
        return trouble
    log.error("An errand failed:", exc_info=trouble)
    return NotGiven(f"it failed here ({type(trouble).__name__})")
