"""The tailer's process on a machine that only serves pages: applies ticks to its page store."""

from __future__ import annotations

import signal
import threading

import django

from dateline.project.serving.child import end_with_supervisor

django.setup()

from dateline.delivery.public import tail  # noqa: E402 - models need Django ready


def main() -> None:
    """Tail until terminated."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_supervisor()
    tail(stop)


if __name__ == "__main__":
    main()
