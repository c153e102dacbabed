"""Our supervisor: starts the processes, restarts what dies, ends everything.

They are forked from it and not started anew: it has Django ready, which takes longer than all the
rest of a start, and what is read only is in memory once. So it opens nothing that must not be
carried over a fork: databases and page store are closed before, and it has one thread.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess

from dateline.delivery.public import renew_store
from dateline.project.serving.child import begin

log = logging.getLogger("dateline.serve")
GRACE = 10.0
CRASHES = {-signal.SIGBUS, -signal.SIGSEGV, -signal.SIGABRT}
_FORK = multiprocessing.get_context("fork")


@dataclass
class Child:
    """One process of the tree, by its name and what it does; restarted when it ends by itself.

    `needed` is asked at every beat: while it says no, there is no such process.
    """

    name: str
    work: Callable[[], None]
    needed: Callable[[], bool] = lambda: True
    process: ForkProcess | None = None
    started: float = 0.0
    again: float = 0.0
    deaths: int = field(default=0)

    def start(self, held: int) -> None:
        """Fork it; it lets go of the supervisor's hold on the data folder."""
        self.started = time.monotonic()
        self.process = _FORK.Process(
            target=begin, args=(self.name, self.work, os.getpid(), held), name=self.name
        )
        self.process.start()

    def died(self) -> int | None:
        """Its exit status if it has ended."""
        return self.process.exitcode if self.process else None

    def sweep(self) -> None:
        """End whatever it left behind: a server killed by force leaves its workers."""
        if self.process is not None and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.exitcode is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end, at last by force."""
        if self.process is None:
            return
        self.process.join(max(0.1, until - time.monotonic()))
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.sweep()


class Supervisor:
    """Runs the children until told to stop."""

    def __init__(self, children: list[Child], held: int) -> None:
        self.children, self.held = children, held
        self.stopping = threading.Event()

    def begin(self) -> None:
        """Start everything; SIGINT and SIGTERM end it."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        gc.collect()
        gc.freeze()  # what is there now stays: a child's collector need not touch, and copy, it
        for child in self.children:
            if child.needed():
                child.start(self.held)

    def watch(self) -> None:
        """Restart what dies, start and end what is needed no more, until told to stop; then end
        everything."""
        while not self.stopping.wait(0.2):
            for child in self.children:
                self._mind(child)
        self.end()

    def _mind(self, child: Child) -> None:
        status, needed = child.died(), child.needed()
        if status is not None and needed:
            self._bury(child, status)
        elif child.process is not None and not needed:
            log.info("%s is needed no more", child.name)
            child.stop()
            child.wait(time.monotonic() + GRACE)
            child.process = None
        if child.process is None and needed and time.monotonic() >= child.again:
            child.start(self.held)

    def _bury(self, child: Child, status: int) -> None:
        """Have it started again: soon, or after a while if it has ended at once, again and again.
        The others are minded meanwhile."""
        log.warning("%s ended with status %d and is started again", child.name, status)
        if status in CRASHES or (status > 0 and child.name == "web"):
            # A bus error on a damaged store; granian reports its worker's as a failure of its own.
            # A new store costs only new renderings.
            renew_store()
        child.sweep()
        now = time.monotonic()
        child.deaths = child.deaths + 1 if now - child.started < 30 else 0
        child.again = now + min(0.2 * 2**child.deaths, 10.0)
        child.process = None

    def end(self) -> None:
        """End every process, in order, within ten seconds."""
        self.stopping.set()
        for child in self.children:
            child.stop()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait(until)
