"""The worker's process: applies ticks to the page store, lifts embargoes and expires stories,
and runs the jobs that are due, each in a thread of its own.

The tailer runs here and not in the supervisor: a bus error on a damaged store then costs a process
that is started again, not the whole tree.
"""

from __future__ import annotations

import argparse
import signal
import threading
from functools import partial

import django

from dateline.project.serving.child import end_with_supervisor

django.setup()

from dateline.delivery.public import tail  # noqa: E402 - models need Django ready
from dateline.desk.public import keep_time  # noqa: E402
from dateline.jobs.public import work  # noqa: E402


def main() -> None:
    """Work until terminated."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--alone", action="store_true", help="no pages are served here")
    chosen = parser.parse_args()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_supervisor()
    beside = [
        threading.Thread(target=partial(tail, stop, reports=not chosen.alone), name="tailer"),
        threading.Thread(target=work, args=(stop,), name="jobs"),
    ]
    for thread in beside:
        thread.start()
    keep_time(stop)
    for thread in beside:
        thread.join()


if __name__ == "__main__":
    main()
