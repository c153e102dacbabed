"""The worker's process: applies ticks to the page store, lifts embargoes and expires stories,
runs the jobs that are due, numbers copy and sends it, looks at what other agencies send and after
the radio, keeps the search index and the lists of related stories, reads who said what, learns what
the desk is offered and tells of what kept searches find, each in a thread of its own.

The tailer runs here and not in the supervisor: a bus error on a damaged store then costs a process
that is started again, not the whole tree.
"""

from __future__ import annotations

import signal
import threading
from functools import partial

from dateline.archive.public import (
    keep_alerting,
    keep_indexed,
    keep_learned,
    keep_related,
    keep_statements,
)
from dateline.delivery.public import tail
from dateline.desk.public import keep_time
from dateline.jobs.public import work
from dateline.onair.public import look_after, make_recordings_until
from dateline.wire.public import distribute_until, hand_out, watch


def run(*, alone: bool) -> None:
    """Work until terminated; `alone`: no pages are served here."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    beside = [
        threading.Thread(target=partial(tail, stop, reports=not alone), name="tailer"),
        threading.Thread(target=work, args=(stop,), name="jobs"),
        threading.Thread(target=distribute_until, args=(stop,), name="wire"),
        threading.Thread(target=hand_out, args=(stop,), name="sending"),
        threading.Thread(target=watch, args=(stop,), name="wire-in"),
        threading.Thread(target=look_after, args=(stop,), name="radio"),
        threading.Thread(target=make_recordings_until, args=(stop,), name="recordings"),
        threading.Thread(target=keep_indexed, args=(stop,), name="search"),
        threading.Thread(target=keep_related, args=(stop,), name="related"),
        threading.Thread(target=keep_learned, args=(stop,), name="suggestions"),
        threading.Thread(target=keep_alerting, args=(stop,), name="alerts"),
        threading.Thread(target=keep_statements, args=(stop,), name="statements"),
    ]
    for thread in beside:
        thread.start()
    keep_time(stop)
    for thread in beside:
        thread.join()
