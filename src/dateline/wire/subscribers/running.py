"""The wire's part of the worker: numbers what is published, and hands it out where it is sent."""

from __future__ import annotations

import logging
import threading

from django.db import Error, close_old_connections, connections

from dateline.wire.subscribers.allotting import behind, distribute
from dateline.wire.subscribers.beating import BEAT, Beats

log = logging.getLogger("dateline.wire")
_PAUSE = 1.0


def work(stop: threading.Event) -> None:
    """Until `stop` is set; what fails is said, and tried again a second later."""
    beats = Beats()
    while not stop.wait(BEAT):
        try:
            if beats.worth() and behind():
                distribute()
        except Error as trouble:
            log.warning("Copy is numbered again in a second, after: %s", trouble)
            close_old_connections()
            stop.wait(_PAUSE)
        except Exception:
            log.exception("Copy is numbered again in a second, after:")
            stop.wait(_PAUSE)
    connections.close_all()
