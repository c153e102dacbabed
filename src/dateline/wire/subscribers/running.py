"""The wire's part of the worker: numbers what is published, and hands it out where it is sent."""

from __future__ import annotations

import logging
import threading

from django.db import Error, close_old_connections, connections

from dateline.wire.subscribers.allotting import behind, distribute

log = logging.getLogger("dateline.wire")
BEAT = 0.01
"""Seconds between two looks at the log."""
_PAUSE = 1.0


def work(stop: threading.Event) -> None:
    """Until `stop` is set; what fails is said, and tried again a second later."""
    while not stop.wait(BEAT):
        try:
            if behind():
                distribute()
        except Error as trouble:
            log.warning("Copy is numbered again in a second, after: %s", trouble)
            close_old_connections()
            stop.wait(_PAUSE)
        except Exception:
            log.exception("Copy is numbered again in a second, after:")
            stop.wait(_PAUSE)
    connections.close_all()
