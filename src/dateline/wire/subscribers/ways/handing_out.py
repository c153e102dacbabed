"""The worker's part in sending: everything that goes out to subscribers, and the hub's."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import Error, close_old_connections, connection, connections

from dateline.lib.fetch_lines import LINES
from dateline.wire.models import Duty
from dateline.wire.subscribers.ways.hub_errands import Hub
from dateline.wire.subscribers.ways.rounds import Round
from dateline.wire.subscribers.ways.sending import Sender

log = logging.getLogger("dateline.wire")
BEAT = 3.0
"""Seconds between two times that a machine says it goes on sending."""
HUB_THREADS = 64


def hand_out(stop: threading.Event) -> None:
    """Until `stop` is set: push, drop and mail, and the hub beside them.

    Of several machines one sends; another takes over when nothing was heard of it for a while.
    """
    ended, threads = threading.Event(), list[threading.Thread]()
    while not stop.is_set():
        if _mine() and not threads:
            ended = threading.Event()
            threads = _begin(ended)
        elif threads and not _mine():
            log.warning("Another machine sends what goes out.")
            threads = _end(ended, threads)
        LINES.sweep()
        stop.wait(BEAT)
    _end(ended, threads)
    connections.close_all()


def _begin(ended: threading.Event) -> list[threading.Thread]:
    rounds = {"sending": Round(Sender()), "hub": Round(Hub(), threads=HUB_THREADS)}
    threads = [threading.Thread(target=each.work, args=(ended,), name=name)
               for name, each in rounds.items()]
    for thread in threads:
        thread.start()
    return threads


def _end(ended: threading.Event, threads: list[threading.Thread]) -> list[threading.Thread]:
    ended.set()
    for thread in threads:
        thread.join()
    return []


def _mine() -> bool:
    """Whether this machine sends. On SQLite there is no other; in doubt it does not."""
    if connection.vendor == "sqlite":
        return True
    try:
        close_old_connections()
        return Duty.take(settings.NODE)
    except Error as trouble:
        log.warning("Who sends is asked again in a moment, after: %s", trouble)
        return False
