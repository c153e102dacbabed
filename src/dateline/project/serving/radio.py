"""The radio's process: sources in, listeners out, on a port of its own.

It is there only while there is a station: the supervisor asks, and forks or ends it.
"""

from __future__ import annotations

import logging
import os
import time
from importlib.util import find_spec

from django.conf import settings
from django.db import Error, connections

from dateline.onair.public import has_station, run_radio
from dateline.project.radio_settings import context

log = logging.getLogger("dateline.serve")
EVERY, LATER = 2.0, 10.0
"""Seconds from one asking to the next; and after one that was not answered."""


class Needed:
    """Whether there is a station: asked now and then, by a connection that is closed again.

    A connection that stood open would be shared with every process forked after it. While the
    database does not answer, what was last known holds.
    """

    def __init__(self) -> None:
        self.known, self.next, self.told = False, 0.0, False

    def __call__(self) -> bool:
        """What is known, asked anew if that was a while ago."""
        now = time.monotonic()
        if now >= self.next:
            self.next = now + EVERY
            self._ask()
        return self.known

    def _ask(self) -> None:
        try:
            found = has_station()
        except Error as error:
            log.warning("whether there is a station is not known now: %s", str(error).strip())
            self.next = time.monotonic() + LATER
            return
        finally:
            connections.close_all()
        self.known = found and self._can()

    def _can(self) -> bool:
        if find_spec("av") is not None:
            return True
        if not self.told:
            log.error("There is a station, but PyAV is not installed, so there is no radio: "
                      "install what requirements/radio.in names, and start again.")
            self.told = True
        return False


def run(*, host: str) -> None:
    """Be on air until terminated. What other threads still do then may be cut off: all of it
    survives worse, and listeners are not to wait for it."""
    status = 0
    try:
        run_radio(host=host, port=settings.RADIO_PORT, tls_port=settings.RADIO_TLS_PORT,
                  tls=context(settings.RADIO_TLS), shoutcast_port=settings.RADIO_SHOUTCAST_PORT)
    except OSError as error:  # another program has taken the port meanwhile
        log.error("the radio cannot be on air: %s", error)
        status = 1
    logging.shutdown()
    os._exit(status)
