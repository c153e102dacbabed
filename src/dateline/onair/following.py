"""The plan as the radio's process knows it: read twice a second, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connections

from dateline.lib import clock
from dateline.onair.breaking import end_bulletin
from dateline.onair.schedule.planning import plan
from dateline.onair.shapes import Plan

log = logging.getLogger("dateline.onair")
BEAT = 0.5


class Following:
    """While the database is away the last plan goes on; that is said once, and when it is back."""

    def __init__(self, told: Callable[[Plan | None, datetime], None]) -> None:
        self.plan: Plan | None = None
        self._told, self._stop, self._away = told, threading.Event(), False

    def begin(self) -> Plan | None:
        """Wait for the first plan; None: there is no station, or it was stopped."""
        while not self._stop.is_set():
            if self.read():
                return self.plan
            self._stop.wait(BEAT)
        return None

    def run(self) -> None:
        """Until told to stop."""
        while not self._stop.wait(BEAT):
            if self.read():
                self._told(self.plan, clock.now())
        connections.close_all()

    def stop(self) -> None:
        """End."""
        self._stop.set()

    def read(self) -> bool:
        """Read it now; whether that could be done. A bulletin that is over ends here, too."""
        at = clock.now()
        try:
            end_bulletin(at=at)
            self.plan = plan(at)
        except (DatabaseError, InterfaceError) as error:
            if not self._away:
                log.warning("the plan cannot be read, the last one goes on: %s", str(error).strip())
            self._away = True
            connections.close_all()
            return False
        if self._away:
            log.info("the plan can be read again")
        self._away = False
        return True
