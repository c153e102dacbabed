"""Of which days: the years that a search can be narrowed to, and in a year its months.

An archive of more than sixty years is told by decades first, one of six hundred by centuries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateline.archive.searching.asking import Search, days
from dateline.record import public as record

MOST = 60
LAST = 9998
"""The last year that can be asked for."""
_LAST, _DAY = datetime(LAST, 12, 30, tzinfo=UTC), timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, and the moments (POSIX) at which they begin and have ended."""

    name: str
    first: date
    last: date
    since: int
    until: int

    @property
    def value(self) -> str:
        """As an interval (ISO 8601)."""
        return f"{self.first}/{self.last}"


def spans_of(search: Search, zone: tzinfo) -> tuple[Span, ...]:
    """What the days of a search fall into, oldest first, none of them outside of what it asks for.

    Years; months where it is of one year; nothing where it is of one month, or nothing is dated.
    """
    bounds = record.first_and_last()
    if bounds is None:
        return ()
    first, last = (min(at, _LAST).astimezone(zone).date() for at in bounds)
    first, last = max(first, search.since or first), min(last, search.until or last)
    if first > last or (first.year, first.month) == (last.year, last.month):
        return ()
    spans = (_span(*each, search, zone) for each in
             (_months(first, last) if first.year == last.year else _years(first, last)))
    return tuple(each for each in spans if each.first <= each.last)


def _months(first: date, last: date) -> list[tuple[str, date, date]]:
    begins = [date(first.year, month, 1) for month in range(first.month, last.month + 1)]
    return [(f"{day:%Y-%m}", day, (day + 31 * _DAY).replace(day=1) - _DAY) for day in begins]


def _years(first: date, last: date) -> list[tuple[str, date, date]]:
    step = next(step for step in (1, 10, 100, 1000)
                if last.year // step - first.year // step < MOST)
    found = [(year, min(year + step - 1, LAST))
             for year in range(first.year // step * step, last.year + 1, step)]
    return [(f"{one}–{two}" if step > 1 else str(one), date(one, 1, 1), date(two, 12, 31))
            for one, two in found]


def _span(name: str, first: date, last: date, search: Search, zone: tzinfo) -> Span:
    first, last = max(first, search.since or first), min(last, search.until or last)
    since, until = days(first, last, zone)
    return Span(name, first, last, since or 0, until or 0)
