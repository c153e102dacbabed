"""Years, months and days in a zone, as the archive pages them; all bounds are midnights there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

EARLIEST, LATEST = 1002, 9990


@dataclass(frozen=True)
class Span:
    """A year, a month or a day: from its first day up to that after its last one."""

    first: date
    after: date
    address: str

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it begins (inclusive) and ends (exclusive) in a zone, in UTC."""
        return midnight(self.first, zone), midnight(self.after, zone)


def year_of(year: int) -> Span:
    """A year; raises ValueError where the archive has none."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"no year {year}")
    return Span(date(year, 1, 1), date(year + 1, 1, 1), f"/archive/{year}/")


def month_of(year: int, month: int) -> Span:
    """A month; raises ValueError."""
    whole = year_of(year)
    first = date(year, month, 1)
    after = date(year, month + 1, 1) if month < 12 else whole.after
    return Span(first, after, f"{whole.address}{month:02d}/")


def day_of(day: date) -> Span:
    """A day; raises ValueError."""
    month = month_of(day.year, day.month)
    return Span(day, day + timedelta(days=1), f"{month.address}{day.day:02d}/")


def months_in(year: int) -> list[Span]:
    """The months of a year."""
    return [month_of(year, month) for month in range(1, 13)]


def days_in(month: Span) -> list[Span]:
    """The days of a month."""
    return [day_of(month.first + timedelta(n)) for n in range((month.after - month.first).days)]


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a day begins in a zone, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
