"""The tailer's process on a machine that only serves pages: applies ticks to its page store."""

from __future__ import annotations

import signal
import threading

from dateline.delivery.public import tail


def run() -> None:
    """Tail until terminated."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tail(stop)
