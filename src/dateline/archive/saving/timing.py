"""When what was found is told, by the pace that was chosen."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

MORNING = time(7)
"""The hour of digests, by the clock of the newsroom's zone."""
MONDAY = 0


def due(pace: str, *, at: datetime, zone: tzinfo) -> datetime:
    """When something found at a time is told: then, the next morning, or on Monday morning.

    A morning is when the newsroom's clocks next show `MORNING`, on days of 23 and 25 hours too.
    """
    if pace not in ("daily", "weekly"):
        return at
    day = at.astimezone(zone).date()
    while True:
        found = datetime.combine(day, MORNING, zone).astimezone(UTC)
        if found > at and (pace == "daily" or day.weekday() == MONDAY):
            return found
        day += timedelta(days=1)
