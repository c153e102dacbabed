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
    """One process of the tree, by its name and what it does; restarted when it ends by itself."""

    name: str
    work: Callable[[], None]
    process: ForkProcess | None = None
    started: float = 0.0
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
            child.start(self.held)

    def watch(self) -> None:
        """Restart what dies, until told to stop; then end everything."""
        while not self.stopping.wait(0.2):
            for child in self.children:
                status = child.died()
                if status is not None:
                    self._revive(child, status)
        self.end()

    def _revive(self, child: Child, status: int) -> None:
        log.warning("%s ended with status %d and is started again", child.name, status)
        if status in CRASHES or (status > 0 and child.name == "web"):
            # A bus error on a damaged store; granian reports its worker's as a failure of its own.
            # A new store costs only new renderings.
            renew_store()
        child.sweep()
        lived = time.monotonic() - child.started
        child.deaths = child.deaths + 1 if lived < 30 else 0
        self.stopping.wait(min(0.2 * 2**child.deaths, 10.0))
        if not self.stopping.is_set():
            child.start(self.held)

    def end(self) -> None:
        """End every process, in order, within ten seconds."""
        self.stopping.set()
        for child in self.children:
            child.stop()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait(until)
