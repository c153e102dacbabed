"""Counting who listens on the web, in each process of the web: by the token in their playlist."""

from __future__ import annotations

import logging
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock, Thread

from django.db import DatabaseError, connection

from dateline.onair.counting.adding import minute_of
from dateline.onair.counting.platforms import is_robot, platform_of
from dateline.onair.models import WebListener

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=30)
"""How often a process writes what it saw, while it sees any."""
_MOST = 50_000
"""Tokens of a minute in one process; more are not counted, so that nobody fills the memory."""
_KEPT = timedelta(minutes=2)


@dataclass
class _Mark:
    platform: str
    first: datetime
    last: datetime
    tens: int = 0
    written: bool = False


class _Seen:
    """What this process saw; a process that was forked begins with nothing."""

    def __init__(self) -> None:
        self.pid, self.name = os.getpid(), secrets.token_hex(8)
        self.lock, self.writing = Lock(), Lock()
        self.marks: dict[tuple[str, datetime], _Mark] = {}
        self.due: datetime | None = None


_state = _Seen()


def seen(token: str, agent: str, at: datetime) -> None:
    """A playlist with this token was fetched with this `User-Agent` (called for every fetch).

    Costs some microseconds; every 30 s one call has what was seen written, by a thread.
    """
    if not token or len(token) > 200 or is_robot(agent):
        return
    mine = _mine()
    digest = sha256(token.encode(errors="replace")).hexdigest()[:32]
    with mine.lock:
        if not _noted(mine, (digest, minute_of(at)), agent, at):
            return
        due = mine.due is not None and at >= mine.due
        if mine.due is None or due:
            mine.due = at + EVERY
    if due:
        Thread(target=_write, args=(at,), name="hls-listeners", daemon=True).start()


def flush(at: datetime) -> None:
    """Write what this process saw, and forget what is written and over. Raises DatabaseError.

    One after the other: of two at once the later could write what the earlier has surpassed.
    """
    mine = _mine()
    with mine.writing:
        _flush(mine, at)


def _flush(mine: _Seen, at: datetime) -> None:
    with mine.lock:
        changed = {key: mark for key, mark in mine.marks.items() if not mark.written}
        rows = [WebListener(token=token, minute=minute, process=mine.name, platform=mark.platform,
                            first=mark.first, last=mark.last, tens=mark.tens)
                for (token, minute), mark in changed.items()]
        for mark in changed.values():
            mark.written = True
    try:
        WebListener.objects.bulk_create(
            rows, batch_size=500, update_conflicts=True,
            unique_fields=["token", "minute", "process"], update_fields=["first", "last", "tens"])
    except DatabaseError:
        with mine.lock:
            for mark in changed.values():
                mark.written = False
        raise
    with mine.lock:
        over = [key for key, mark in mine.marks.items() if mark.written and key[1] < at - _KEPT]
        for key in over:
            del mine.marks[key]


def _noted(mine: _Seen, key: tuple[str, datetime], agent: str, at: datetime) -> bool:
    mark = mine.marks.get(key)
    if mark is None:
        if len(mine.marks) >= _MOST:
            return False
        mark = mine.marks[key] = _Mark(platform_of(agent), at, at)
    mark.first, mark.last = min(mark.first, at), max(mark.last, at)
    mark.tens |= 1 << at.second // 10
    mark.written = False
    return True


def _write(at: datetime) -> None:
    try:
        flush(at)
    except DatabaseError:
        log.warning("Listeners of the web were not written; it is tried again.", exc_info=True)
    finally:
        connection.close()


def _mine() -> _Seen:
    global _state
    if _state.pid != os.getpid():
        _state = _Seen()
    return _state
