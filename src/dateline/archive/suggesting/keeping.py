"""Learning anew from time to time, in a process of its own: its memory goes when it ends.

Each machine with a worker keeps what it learned in its own data folder, as it does its index.
"""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
import threading
from collections import deque
from datetime import datetime, timedelta

from django.db import Error, connections

from dateline.archive.suggesting import shelving
from dateline.archive.suggesting.counting import counted
from dateline.archive.suggesting.drawing import newest
from dateline.archive.suggesting.learning import Tell, learn
from dateline.delivery.public import epoch
from dateline.lib import clock
from dateline.record import public as record

log = logging.getLogger("dateline.suggestions")
LEAST = 50
"""So many live stories there are before anything is learned."""
GROWN, NEW = 0.1, 20
"""It is time again when so much, and so many entries, came to the log since."""
LARGE = 0.5
"""Where so much came since, as by an import, there is no pause to be waited for."""
PAUSE = timedelta(hours=1)
BEAT = 30.0
FLOW, CALM = 50, 5
"""So many new entries within so many looks are an import that still goes on: nothing is learned
until it has ended."""
_SCRIPT = """
import os, django
os.nice(15)
django.setup()
from dateline.archive.suggesting.keeping import learn_now
learn_now()
"""


def due(at: datetime, *, flowing: bool = False) -> bool:
    """Whether to learn now: nothing is known of this history, or much is new, or something that
    was learned from has been taken out of public. While an import goes on only the last counts.
    """
    if record.total() < LEAST:
        return False
    last, head = shelving.about(), record.head()
    if last.get("epoch") != epoch() or last["seq"] > head:
        return not flowing
    rested = at - datetime.fromisoformat(last["at"]) >= PAUSE
    if rested and record.taken_down_since(last["seq"]):
        return True
    new = head - last["seq"]
    return not flowing and new >= max(NEW, (GROWN if rested else LARGE) * last["seq"])


def learn_now(*, tell: Tell = lambda done, of: None) -> int:
    """Learn from the newest stories; returns from how many, zero where there are none.

    Somebody else who is at it already is waited for.
    """
    shelving.place().parent.mkdir(parents=True, exist_ok=True)
    with shelving.place().with_name("lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stands = {"epoch": epoch(), "seq": record.head(), "at": clock.now().isoformat()}
        texts = counted(newest())
        if len(texts):
            learned = learn(texts, tell=tell)
            learned.about |= stands
            shelving.put(learned)
        return len(texts)


def keep_learned(stop: threading.Event) -> None:
    """Learn whenever it is time, until `stop` is set."""
    looks: deque[int] = deque(maxlen=CALM)
    while not stop.wait(BEAT):
        try:
            looks.append(record.head())
            flowing = len(looks) == 1 or looks[-1] - looks[0] >= FLOW
            ready = due(clock.now(), flowing=flowing)
        except (Error, OSError, ValueError, KeyError) as trouble:
            log.warning("Whether to learn suggestions cannot be told: %s", trouble)
            ready = False
        finally:
            connections.close_all()
        if ready:
            _apart(stop)


def _apart(stop: threading.Event) -> None:
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    child = subprocess.Popen([sys.executable, "-c", _SCRIPT], env=environment)  # noqa: S603
    while child.poll() is None:
        if stop.wait(0.5):
            child.terminate()
            child.wait()
            return
    if child.returncode:
        log.warning("Learning suggestions ended with %d; it is tried again.", child.returncode)
        stop.wait(PAUSE.total_seconds() / 6)
