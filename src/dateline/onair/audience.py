"""Who listens, added to the database once a minute by a thread of the radio's process."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, InterfaceError, connections

from dateline.lib import clock
from dateline.onair.counting.tally import Tally

log = logging.getLogger("dateline.onair")
EVERY = 60.0


class Counting:
    """The tally, and the thread that empties it. While the database is away it is kept."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._stop = threading.Event()

    def run(self) -> None:
        """Until told to stop; then once more."""
        while not self._stop.wait(EVERY):
            self._flush()
        self._flush()
        connections.close_all()

    def stop(self) -> None:
        """End."""
        self._stop.set()

    def _flush(self) -> None:
        try:
            self.tally.flush(clock.now())
        except (DatabaseError, InterfaceError) as error:
            log.warning("who listened could not be counted yet: %s", str(error).strip())
            connections.close_all()
