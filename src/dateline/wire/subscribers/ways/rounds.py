"""The loop that sends: errands in threads, the database in this one.

A few errands are under way at a time. One that takes longer than a moment is not counted any more,
so that those who hang do not keep others waiting, however many they are (up to `THREADS`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Hashable
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

log = logging.getLogger("dateline.wire")
BEAT = 0.01
"""Seconds between two looks for something to send."""
ACTIVE = 64
MOMENT = 0.25
"""Seconds after which an errand is one that hangs."""
THREADS = 256
BATCH = 100
_PAUSE = 1.0


class Round:
    """Runs the errands of a source until it is told to stop."""

    def __init__(self, source: Source, *, threads: int = THREADS) -> None:
        self.source, self.threads = source, threads
        self.heard: SimpleQueue[Ticket | Done] = SimpleQueue()
        self.gate = Gate(self.heard.put)
        self.ready: deque[Errand] = deque()
        self.running: dict[Hashable, float] = {}
        self.done: list[Done] = []
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
        connections.close_all()

    def turn(self, wait: float) -> None:
        """Open the gate, settle what is done, start what is due."""
        tickets = self._listen(wait)
        if tickets:
            let_through(tickets)
        if self.done and (not tickets or len(self.done) >= BATCH):
            self._settle()
        self._start()

    def _listen(self, wait: float) -> list[Ticket]:
        tickets = []
        try:
            told = self.heard.get(timeout=wait if not self.ready else 0.001)
            while True:
                if isinstance(told, Ticket):
                    tickets.append(told)
                else:
                    self.done.append(told)
                told = self.heard.get_nowait()
        except Empty:
            return tickets

    def _settle(self) -> None:
        done = self.done
        with transaction.atomic():
            self.source.settle(done)
        self.done = []
        for errand, _ in done:
            self.running.pop(errand.name, None)

    def _start(self) -> None:
        if len(self.ready) < ACTIVE and len(self.running) < self.threads:
            self.ready.extend(self.source.due(BATCH))
        since = time.monotonic() - MOMENT
        room = ACTIVE - sum(begun > since for begun in self.running.values())
        room = min(room, self.threads - len(self.running))
        while self.ready and room > 0:
            errand = self.ready.popleft()
            self.running[errand.name] = time.monotonic()
            self._hand(errand)
            room -= 1

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
            self.heard.put((errand, self._outcome(errand)))
            with self._count:
                self._idle += 1

    def _outcome(self, errand: Errand) -> NotGiven | Changed | None:
        try:
            errand.run(partial(self.gate.going, errand))
        except (NotGiven, Changed) as trouble:
            return trouble
        except Exception as trouble:
            log.exception("An errand failed:")
            return NotGiven(f"it failed here ({type(trouble).__name__})")
        return None
