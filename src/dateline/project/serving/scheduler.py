"""The scheduler's process: lifts embargoes and expires stories on their second."""

from __future__ import annotations

import signal
import threading

import django

from dateline.project.serving.child import end_with_supervisor

django.setup()

from dateline.desk.public import keep_time  # noqa: E402 - models need Django ready


def main() -> None:
    """Keep time until terminated."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_supervisor()
    keep_time(stop)


if __name__ == "__main__":
    main()
