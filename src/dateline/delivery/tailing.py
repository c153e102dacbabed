"""The tailer: brings this machine's store to the head, whoever moved it, and keeps in touch."""

from __future__ import annotations

import logging
import threading
import time

from django.db import Error, connection

from dateline.delivery import contact
from dateline.delivery.machine import shelf
from dateline.delivery.models import Head
from dateline.delivery.nodes import Report
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.ticks import CHANNEL, apply_ticks

log = logging.getLogger("dateline.delivery")
BEAT = 0.25
_PAUSE = 1.0
_READER_CHECK = 60.0


def tail(stop: threading.Event, *, reports: bool = True) -> None:
    """Apply ticks at least every 250 ms until `stop` is set; on PostgreSQL also when told.

    With `reports` the newsroom is told where this machine stands: it serves pages.
    """
    tailer = Tailer(Report() if reports else None)
    while not stop.is_set():
        try:
            tailer.beat(stop)
        except (StoreTrouble, Error, OSError) as trouble:
            log.warning("The tailer goes on after: %s", trouble)
            tailer.after(trouble)
            stop.wait(_PAUSE)
    tailer.end()


def follow_once() -> None:
    """Before pages are served: from here on the machine is in touch, or counts since when not."""
    Tailer(None).follow()


class Tailer:
    """What the tailer knows from one beat to the next."""

    def __init__(self, report: Report | None) -> None:
        self.report = report
        self.shared = connection.vendor == "postgresql"
        self.listening = False
        self.failed = 0
        self.checked = time.monotonic()
        self.heard = 0

    def beat(self, stop: threading.Event) -> None:
        """Apply what there is, say so, and wait for more."""
        self._listen()
        applied = self.follow()
        self.failed = 0
        if self.report and self.shared:
            self.report.give(applied)
        self._check_readers()
        self._wait(stop)

    def follow(self) -> int:
        """Bring the store to the head; by that the primary is heard. Returns the tick applied."""
        began = contact.now()
        applied = apply_ticks()
        self._hear(began)
        return applied

    def _hear(self, moment: int) -> None:
        """The primary's head was read no earlier than this, and the store is there."""
        if self.shared:
            self.heard = shelf().word().heard = moment

    def _listen(self) -> None:
        if not self.shared or self.listening:
            return
        shelf().store()
        word = shelf().word()
        self.heard = self.heard or word.heard or contact.now()
        word.heard = self.heard  # the file may be a new one
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        self.listening = True

    def after(self, trouble: Exception) -> None:
        """Begin with a new connection; a store that stays in trouble is put aside.

        By that nothing old is left to be served, so that the primary's word is enough.
        """
        connection.close()
        self.listening = False
        self.failed += 1
        if self.shared and self.failed > 1 and isinstance(trouble, StoreTrouble):
            try:
                began = contact.now()
                Head.objects.get()
                shelf().renew()
                self._hear(began)
            except (StoreTrouble, Error, OSError) as further:
                log.warning("The page store cannot be put aside: %s", further)

    def _check_readers(self) -> None:
        if time.monotonic() - self.checked > _READER_CHECK:
            self.checked = time.monotonic()
            with shelf().guarded() as store:
                store.env.reader_check()

    def _wait(self, stop: threading.Event) -> None:
        if not self.listening:
            stop.wait(BEAT)
            return
        with connection.wrap_database_errors:  # the driver's own would end this thread unseen
            for _ in connection.connection.notifies(timeout=BEAT, stop_after=1):
                pass

    def end(self) -> None:
        """Nobody listens any more, and this machine serves nothing."""
        try:
            if self.shared:
                shelf().word().heard = 0
                if self.report:
                    self.report.leave()
        except (StoreTrouble, Error) as trouble:
            log.warning("The newsroom was not told that this machine stops: %s", trouble)
        connection.close()
