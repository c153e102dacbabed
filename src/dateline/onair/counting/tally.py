"""Counting who listens by ICY, in the radio's process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from threading import Lock

from dateline.lib import clock
from dateline.onair.counting.adding import (
    LEAST_SECONDS,
    ProgrammeAt,
    add,
    forget,
    minute_of,
    note_peak,
)
from dateline.onair.counting.platforms import RELAY
from dateline.onair.counting.programmes import programme_of
from dateline.onair.counting.web import sum_up, web_listeners

_MOST_MINUTES = 10_000
_MINUTE = timedelta(minutes=1)


@dataclass
class _Session:
    platform: str
    told: datetime
    """Until when it was added up."""
    began: datetime
    ended: datetime | None = None
    counted: bool = False


class Tally:
    """Sessions that are open, and minutes that are not in the database yet.

    `enter` and `leave` are for the loop's thread and ask nothing of the database; `flush` is for
    another, at least every minute. What was not flushed is lost with the process.
    """

    def __init__(self, programme_at: ProgrammeAt = programme_of) -> None:
        """`programme_at` says, in `flush`, which programme was on in a minute."""
        self._programme_at = programme_at
        self._lock, self._tokens = Lock(), count(1)
        self._open: dict[int, _Session] = {}
        self._left: list[_Session] = []
        self._seconds: Counter[tuple[datetime, str]] = Counter()
        self._sessions: Counter[tuple[datetime, str]] = Counter()
        self._now = self._most = 0

    def enter(self, platform: str, at: datetime | None = None) -> int:
        """Somebody begins to listen; returns the token to leave with."""
        at = at or clock.now()
        with self._lock:
            token = next(self._tokens)
            self._open[token] = _Session(platform, at, at)
            self._now += platform != RELAY
            self._most = max(self._most, self._now)
        return token

    def leave(self, token: int, at: datetime | None = None) -> None:
        """They stopped."""
        with self._lock:
            session = self._open.pop(token)
            session.ended = at or clock.now()
            self._now -= session.platform != RELAY
            if _long(session, session.ended):
                self._left.append(session)

    def flush(self, at: datetime) -> None:
        """Add what was listened until now to the database: hours, the day's peak, the web's share.

        Raises DatabaseError; then nothing of the hours was added, and the next one adds it.
        """
        with self._lock:
            self._add_up(at)
            seconds, sessions = Counter(self._seconds), Counter(self._sessions)
            most = self._most
        add(seconds, sessions, self._programme_at)
        with self._lock:
            self._seconds -= seconds
            self._sessions -= sessions
        note_peak(most + web_listeners(at), at)
        with self._lock:
            if self._most == most:
                self._most = self._now
        sum_up(at, self._programme_at)
        forget(at)

    def _add_up(self, at: datetime) -> None:
        for session in [*self._left, *self._open.values()]:
            end = session.ended or at
            if not _long(session, end):
                continue
            if not session.counted:
                self._sessions[minute_of(session.began), session.platform] += 1
                session.counted = True
            for minute, seconds in _minutes(session.told, end):
                self._seconds[minute, session.platform] += seconds
            session.told = max(session.told, end)
        self._left.clear()
        for kept in (self._seconds, self._sessions):
            for oldest in sorted(kept)[:-_MOST_MINUTES]:
                del kept[oldest]


def _long(session: _Session, end: datetime) -> bool:
    return (end - session.began).total_seconds() >= LEAST_SECONDS


def _minutes(start: datetime, end: datetime) -> Iterator[tuple[datetime, int]]:
    """The whole seconds from one time to another, parted by minutes; nothing is lost between two
    calls of which the second begins where the first ended."""
    second, last = int(start.timestamp()), int(end.timestamp())
    minute = minute_of(start)
    while second < last:
        border = min(last, int((minute + _MINUTE).timestamp()))
        yield minute, border - second
        second, minute = border, minute + _MINUTE
