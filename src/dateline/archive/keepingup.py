"""The loop of a thread that follows the log: it steps when the head word moves, or now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import Error, connections

from dateline.delivery.public import head_word

TROUBLE = (Error, OSError, ValueError)


def keep_up(
    stop: threading.Event, step: Callable[[], bool], log: logging.Logger, what: str, *,
    beat: float, look: int, trouble: tuple[type[Exception], ...] = TROUBLE,
) -> None:
    """Call `step` until `stop` is set; it returns whether there is more.

    `beat`: seconds between looks at the head word; after `look` of them without news the database
    is asked all the same. `trouble` is logged as `what` goes on after it, a second later. No
    connection of the thread stays open.
    """
    seen, idle = -2, 0
    while not stop.is_set():
        word = head_word()
        if word == seen and idle < look:
            idle += 1
            stop.wait(beat)
            continue
        try:
            more = step()
            seen, idle = (seen if more else word), 0
        except trouble as error:
            log.warning("%s after: %s", what, error)
            connections.close_all()
            stop.wait(1)
    connections.close_all()
