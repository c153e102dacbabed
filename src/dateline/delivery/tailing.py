"""The tailer: brings this machine's store to the head, whoever moved it."""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error, connection

from dateline.delivery.machine import shelf
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.ticks import CHANNEL, apply_ticks

log = logging.getLogger("dateline.delivery")
BEAT = 0.25
_READER_CHECK = 60.0


def tail(stop: threading.Event) -> None:
    """Apply ticks at least every 250 ms until `stop` is set; on PostgreSQL also when told."""
    checked = time.monotonic()
    listening = False
    while not stop.is_set():
        try:
            listening = listening or _listen()
            apply_ticks()
            if time.monotonic() - checked > _READER_CHECK:
                checked = time.monotonic()
                with shelf().guarded() as store:
                    store.env.reader_check()
            _wait(stop, listening)
        except (StoreTrouble, Error) as trouble:
            log.warning("The tailer goes on after: %s", trouble)
            connection.close()
            listening = False
            stop.wait(1.0)
    connection.close()


def _listen() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return True


def _wait(stop: threading.Event, listening: bool) -> None:
    if not listening:
        stop.wait(BEAT)
        return
    for _ in connection.connection.notifies(timeout=BEAT, stop_after=1):
        pass
