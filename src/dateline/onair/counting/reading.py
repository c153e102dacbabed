"""The numbers that the desk looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.timezone import localtime, make_aware

from dateline.onair.counting.adding import station_day
from dateline.onair.counting.platforms import EPISODE
from dateline.onair.counting.web import web_listeners
from dateline.onair.models import Listened, OnAir, Peak, Programme

_ALIVE = timedelta(seconds=15)


@dataclass(frozen=True)
class Now:
    """Who listens now, and the most of today."""

    sets: int | None
    """Radio sets and apps; None: the radio does not run, or has not said."""
    web: int
    peak: int
    peak_at: datetime | None


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is of, seconds, sessions, and downloads of episodes."""

    of: Any
    seconds: int
    sessions: int
    downloads: int

    @property
    def hours(self) -> float:
        """Seconds as hours, to a tenth."""
        return round(self.seconds / 3600, 1)


def listeners_now(at: datetime) -> Now:
    """Who listens now."""
    on = OnAir.objects.filter(heartbeat__gte=at - _ALIVE).first()
    peak = Peak.objects.filter(day=station_day(at)).first()
    return Now(on.listeners if on else None, web_listeners(at),
               peak.most if peak else 0, peak.at if peak else None)


def since(day: date) -> QuerySet[Listened]:
    """Everything from the beginning of a day on, in the zone that is active."""
    return Listened.objects.filter(hour__gte=make_aware(datetime.combine(day, time.min)))


def by_hour(rows: QuerySet[Listened]) -> list[Row]:
    """Newest first; `of`: the hour's beginning."""
    return list(_grouped(rows, "hour"))[::-1]


def by_day(rows: QuerySet[Listened]) -> list[Row]:
    """Newest first; `of`: the day, in the zone that is active."""
    hours = list(_grouped(rows, "hour"))
    days = groupby(hours, key=lambda row: localtime(row.of).date())
    return [_sum(day, list(group)) for day, group in days][::-1]


def by_programme(rows: QuerySet[Listened]) -> list[Row]:
    """Most hours first; `of`: its name, empty where none was on."""
    names = dict(Programme.objects.values_list("pk", "name"))
    found = _grouped(rows, "programme")
    named = [Row(names.get(row.of, f"#{row.of}" if row.of else ""), row.seconds, row.sessions,
                 row.downloads) for row in found]
    return sorted(named, key=lambda row: (-row.seconds, -row.downloads, row.of))


def by_platform(rows: QuerySet[Listened]) -> list[Row]:
    """Most hours first; `of`: the platform."""
    return sorted(_grouped(rows, "platform"), key=lambda row: (-row.seconds, row.of))


def whole(rows: QuerySet[Listened]) -> Iterator[tuple[str, str, str, int, int]]:
    """Every row: hour (ISO 8601, UTC), programme, platform, seconds, sessions; oldest first."""
    names = dict(Programme.objects.values_list("pk", "name"))
    for row in rows.order_by("hour", "programme", "platform").iterator():
        yield (row.hour.isoformat(), names.get(row.programme, str(row.programme or "")),
               row.platform, row.seconds, row.sessions)


def _grouped(rows: QuerySet[Listened], field: str) -> Iterator[Row]:
    """Sums by a field, in its order; an episode's sessions are its downloads."""
    found = rows.order_by(field, "platform").values(field, "platform").annotate(
        listened=Sum("seconds"), begun=Sum("sessions"))
    parts = (Row(row[field], row["listened"],
                 0 if row["platform"] == EPISODE else row["begun"],
                 row["begun"] if row["platform"] == EPISODE else 0) for row in found)
    for of, group in groupby(parts, key=lambda row: row.of):
        yield _sum(of, list(group))


def _sum(of: Any, rows: list[Row]) -> Row:
    return Row(of, sum(row.seconds for row in rows), sum(row.sessions for row in rows),
               sum(row.downloads for row in rows))

