"""Our supervisor: starts the processes, restarts what dies, ends everything."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from dateline.delivery.public import renew_store

log = logging.getLogger("dateline.serve")
GRACE = 10.0
CRASHES = {-signal.SIGBUS, -signal.SIGSEGV, -signal.SIGABRT}


@dataclass
class Child:
    """One process of the tree, by its module and words; restarted when it ends by itself."""

    module: str
    words: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = field(default=0)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        command = [sys.executable, "-m", self.module, *self.words]
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own modules
            command, stdin=subprocess.PIPE, start_new_session=True
        )

    def died(self) -> int | None:
        """Its exit status if it has ended."""
        return self.process.poll() if self.process else None

    def sweep(self) -> None:
        """End whatever it left behind: a server killed by force leaves its workers."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end, at last by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.sweep()


class Supervisor:
    """Runs the children until told to stop."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = threading.Event()

    def begin(self) -> None:
        """Start everything; SIGINT and SIGTERM end it."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Restart what dies, until told to stop; then end everything."""
        while not self.stopping.wait(0.2):
            for child in self.children:
                status = child.died()
                if status is not None:
                    self._revive(child, status)
        self.end()

    def _revive(self, child: Child, status: int) -> None:
        log.warning("%s ended with status %d and is started again", child.module, status)
        if status in CRASHES or (status > 0 and child.module.endswith(".web")):
            # A bus error on a damaged store; granian reports its worker's as a failure of its own.
            # A new store costs only new renderings.
            renew_store()
        child.sweep()
        lived = time.monotonic() - child.started
        child.deaths = child.deaths + 1 if lived < 30 else 0
        self.stopping.wait(min(0.2 * 2**child.deaths, 10.0))
        if not self.stopping.is_set():
            child.start()

    def end(self) -> None:
        """End every process, in order, within ten seconds."""
        self.stopping.set()
        for child in self.children:
            child.stop()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait(until)
