"""The thread that writes segments and takes old ones away."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from dateline.lib import durable
from dateline.onair.rewind import keeping
from dateline.onair.rewind.keeping import HEADER, TITLES, Mark, Segment

GRACE = 120.0
"""Seconds a file stays after it has left the lists: somebody may just be fetching it."""
EVERY = 20
"""Segments from one clearing to the next: about a minute."""
log = logging.getLogger(__name__)
Work = Callable[[], None]


class Writer:
    """Does what it is given in order; a disk that is full or broken is logged, and it goes on."""

    def __init__(self, folder: Path, hours: int) -> None:
        self._folder, self._seconds = folder, hours * 3600.0
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._written = 0
        self._work.put(self._mend)
        self._thread = threading.Thread(target=self._do, name="segments", daemon=True)
        self._thread.start()

    def segment(self, segment: Segment, header: bytes, data: bytes) -> None:
        """Keep a segment under its name, and its header if that is not there yet."""
        self._work.put(lambda: self._segment(segment, header, data))

    def note(self, mark: Mark) -> None:
        """Keep what is heard from when on."""
        self._work.put(lambda: self._note(mark))

    def close(self) -> None:
        """Do what is left, then end."""
        self._work.put(None)
        self._thread.join()

    def _do(self) -> None:
        while (work := self._work.get()) is not None:
            try:
                work()
            except OSError:
                log.exception("the web's sound could not be written")

    def _mend(self) -> None:
        """Take away what a crash left half done."""
        for folder in keeping.headers(self._folder):
            for path in folder.glob(".*"):
                path.unlink(missing_ok=True)
        kept = keeping.marks(self._folder)
        if kept:
            self._rewrite(kept)

    def _segment(self, segment: Segment, header: bytes, data: bytes) -> None:
        folder = self._folder / keeping.FOLDER / segment.header
        if not (folder / HEADER).exists():
            durable.write(folder / HEADER, [header])
        durable.write(folder / segment.name, [data])
        self._written += 1
        if self._written % EVERY == 1:
            self._clear(segment)

    def _note(self, mark: Mark) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / TITLES).open("ab") as file:
            file.write(keeping.line_of(mark))

    def _clear(self, newest: Segment) -> None:
        """Take away what is over; and what a clock that was wrong has put into the future."""
        for one in keeping.segments(self._folder):
            most = self._seconds + GRACE if one.rewind else GRACE
            if not 0 <= newest.ends - one.ends <= most:
                (self._folder / keeping.FOLDER / one.header / one.name).unlink(missing_ok=True)
        for folder in keeping.headers(self._folder):
            if folder.name != newest.header and not any(folder.glob("*.m4s")):
                (folder / HEADER).unlink(missing_ok=True)
                folder.rmdir()
        self._shorten(newest.ends - self._seconds - GRACE)

    def _shorten(self, since: float) -> None:
        found = keeping.marks(self._folder)
        old = [mark for mark in found if mark.at < since]
        if len(old) > 100:
            self._rewrite(found[len(old) - 1:])

    def _rewrite(self, marks: list[Mark]) -> None:
        durable.write(self._folder / TITLES, map(keeping.line_of, marks))
