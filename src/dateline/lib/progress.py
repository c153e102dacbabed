"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 30
Told = Callable[[str, int, int], None]
"""Somebody who is told (what, done, total)."""


def untold(what: str, done: int, total: int) -> None:
    """Nobody asked."""


class Progress:
    """Says how far `total` steps of `what` have come; call `at(done)` as often as you like."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self.what, self.stream = what, stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.began = self.said = time.monotonic()

    def at(self, done: int, total: int) -> None:
        """Show the state: at most ten times a second on a terminal, every 5 seconds elsewhere."""
        now = time.monotonic()
        last = done >= total
        if not last and now - self.said < (0.1 if self.terminal else 5.0):
            return
        self.said = now
        rate = done / max(now - self.began, 0.001)
        if self.terminal:
            full = WIDTH * done // max(total, 1)
            bar = "█" * full + "·" * (WIDTH - full)
            self.stream.write(f"\r{self.what} {bar} {done:,}/{total:,} {rate:,.0f}/s ")
            self.stream.write("\n" if last else "")
        else:
            self.stream.write(f"{self.what}: {done:,} of {total:,} ({rate:,.0f}/s)\n")
        self.stream.flush()
