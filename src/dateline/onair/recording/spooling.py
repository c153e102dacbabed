"""Every source's bytes also go to the disk, whatever the disk does to the broadcast: nothing.

The loop's thread puts what came into a queue; one thread writes it. A disk that is full or slow
costs the recording a part, with a line in the log, and never the broadcast a moment.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from dateline.onair.recording.tapes import SUFFIX, Tape
from dateline.onair.shapes import Feed, Intake, Who

log = logging.getLogger("dateline.onair")
MOST = 16 * 1024 * 1024
"""Bytes that may wait for the disk: more than ten minutes of a stream at 192 kbit/s."""
PAUSE = 5.0
"""Seconds until a disk that failed is tried again."""


@dataclass(eq=False)
class Line:
    """The way of one connection to its tape."""

    tape: Tape
    lost: bool = False
    """In the loop's thread: the queue was full, so bytes are missing before the next ones."""
    closed: bool = False
    again: float = 0.0
    """In the writer's thread: nothing is tried before then."""
    told: bool = False


@dataclass(frozen=True)
class Piece:
    """What came on a line; no data: it has ended."""

    line: Line
    data: bytes | None
    at: float
    after_loss: bool = False


class Spool:
    """The writer's side of all tapes in a folder.

    `on_alarm("spool", mount, began or ended)` is called in the writer's thread.
    """

    def __init__(
        self, folder: Path, *, clock: Callable[[], float] = time.time,
        on_alarm: Callable[[str, str, bool], None] = lambda kind, mount, began: None,
    ) -> None:
        self.folder, self.clock, self._alarm = folder, clock, on_alarm
        self._queue: SimpleQueue[Piece | threading.Event] = SimpleQueue()
        self._put = self._done = 0  # each counted in one thread only
        self._thread: threading.Thread | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def tee(self, intake: Intake) -> Intake:
        """The same intake, whose feeds also write to tapes."""
        return _Teed(self, intake)

    def settle(self) -> None:
        """Return once everything that came so far is written, or given up."""
        if self._thread is not None:
            done = threading.Event()
            self._queue.put(done)
            done.wait()

    def take(self, line: Line, data: bytes | None) -> None:
        """Bytes of a connection, None at its end; in the loop's thread."""
        if line.closed:
            return
        line.closed = data is None
        if data is not None:
            if self._put - self._done > MOST:
                line.lost = True
                return
            self._put += len(data)
        self._queue.put(Piece(line, data, self.clock(), line.lost))
        line.lost = False
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="spool", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            asked = self._queue.get()
            if isinstance(asked, threading.Event):
                asked.set()
                continue
            try:
                self._write(asked)
            except OSError as trouble:
                self._failed(asked.line, asked.at, trouble)
            finally:
                self._done += len(asked.data or b"")

    def _write(self, piece: Piece) -> None:
        line, data, at = piece.line, piece.data, piece.at
        if at < line.again and data is not None:
            return
        if piece.after_loss:
            self._begin_again(line, "the disk is too slow")
        if data is None:
            line.tape.end(at)
        else:
            line.tape.write(data, at)
        if line.told:
            line.told = False
            log.warning("On air: what %r sends is recorded again", line.tape.mount)
            self._alarm("spool", line.tape.mount, False)

    def _failed(self, line: Line, at: float, trouble: OSError) -> None:
        line.again = at + PAUSE
        self._begin_again(line, str(trouble))

    def _begin_again(self, line: Line, why: str) -> None:
        if not line.told:
            log.error("On air: a part of what %r sends is not recorded: %s", line.tape.mount, why)
            self._alarm("spool", line.tape.mount, True)
        line.told = True
        line.tape.drop()
        line.tape = line.tape.begun_again()


class _Teed:
    """An intake whose feeds also write to tapes."""

    def __init__(self, spool: Spool, intake: Intake) -> None:
        self._spool, self._intake = spool, intake

    def open(self, mount: str, kind: str, who: Who) -> Feed:
        """As the intake does; what it refuses is not recorded."""
        feed = self._intake.open(mount, kind, who)
        if kind not in SUFFIX:
            return feed
        tape = Tape(self._spool.folder, mount, kind, who.presenter)
        return _Both(self._spool, feed, Line(tape))


class _Both:
    """A feed that is written down as well."""

    def __init__(self, spool: Spool, feed: Feed, line: Line) -> None:
        self._spool, self._feed, self._line = spool, feed, line

    @property
    def over(self) -> str:
        """As the mixer says: the disk ends no source."""
        return self._feed.over

    @property
    def full(self) -> bool:
        """As the mixer says."""
        return self._feed.full

    def write(self, data: bytes) -> None:
        """To the mixer first."""
        try:
            self._feed.write(data)
        finally:
            if data:
                self._spool.take(self._line, bytes(data))

    def title(self, text: str, artist: str = "") -> None:
        """Titles are not recorded."""
        self._feed.title(text, artist)

    def end(self, reason: str) -> None:
        """The connection is over; twice is once."""
        self._feed.end(reason)
        self._spool.take(self._line, None)
