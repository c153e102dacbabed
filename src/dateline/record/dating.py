"""What the days of stories change: counts, and the keys of days, months and years; all in UTC.

A day's key moves with every line of a list dated that day; the others with every count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from dateline.record.models import UNDATED

MOST = 62
"""A span of more days is named by its months, one of more months by its years."""


def keys_at(moment: datetime, *, counted: bool) -> Iterator[str]:
    """What a story dated so touches; `counted`: a day has one more, or one less."""
    if moment == UNDATED:
        yield "undated"
        return
    day = moment.astimezone(UTC).date()
    yield f"day:{day}"
    if counted:
        yield from (f"month:{day:%Y-%m}", f"year:{day:%Y}", "archive")


def keys_between(start: datetime, end: datetime) -> Iterator[str]:
    """What a page depends on that reads how many stories are dated from `start` up to `end`."""
    first, last = start.astimezone(UTC).date(), end.astimezone(UTC).date()
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days <= MOST:
        yield from (f"day:{first + timedelta(n)}" for n in range((last - first).days + 1))
    elif months <= MOST:
        yield from (f"month:{_month(first, n):%Y-%m}" for n in range(months + 1))
    elif last.year - first.year <= MOST:
        yield from (f"year:{year}" for year in range(first.year, last.year + 1))
    else:
        yield "archive"


def _month(first: date, after: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + after, 12)
    return date(year, month + 1, 1)


_ADD = """INSERT INTO record_day (day, era, change) VALUES (%s, %s, %s)
ON CONFLICT (day, era) DO UPDATE SET change = record_day.change + excluded.change"""


def add_to_days(changes: Mapping[tuple[date, int], int]) -> None:
    """Add to what eras changed days by; in the transaction of the publication."""
    rows = sorted((day, era, change) for (day, era), change in changes.items() if change)
    if rows:
        adapt = connection.ops.adapt_datefield_value
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, [(adapt(day), era, change) for day, era, change in rows])
