"""When somebody is told, by the pace they chose."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from dateline.discussion.letters import TRAVEL, UNDO
from dateline.discussion.models import Reader
from dateline.discussion.models.readers import PACES

DAILY = time(7)
"""The hour of the daily mail, by the clock of the newsroom's zone."""
HOUR = timedelta(hours=1)
ORDER = tuple(name for name, _words in PACES)
"""From the soonest to never."""


def pace_of(reader: Reader, kind: str) -> str:
    """How soon a reader wants to be told of a `reply`, a `mention` or a `decision`."""
    return str(getattr(reader, f"on_{kind}"))


def due_at(pace: str, *, at: datetime, zone: tzinfo) -> datetime:
    """When what happened at a time is told; never before it can no longer be undone.

    Hourly: with the next full hour (UTC, so that no hour of a clock change comes twice or not at
    all). Daily: when the newsroom's clocks next show `DAILY`, on days of 23 and 25 hours too.
    """
    soonest = (at + UNDO + TRAVEL).astimezone(UTC)
    if pace == "hourly":
        return soonest.replace(minute=0, second=0, microsecond=0) + HOUR
    if pace == "daily":
        return _morning(soonest, zone)
    if pace == "now":
        return soonest
    raise ValueError(f"{pace!r} is no pace to be told at")


def _morning(after: datetime, zone: tzinfo) -> datetime:
    day = after.astimezone(zone).date()
    while True:
        found = datetime.combine(day, DAILY, zone).astimezone(UTC)
        if found > after:
            return found
        day += timedelta(days=1)
