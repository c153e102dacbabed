"""Adding to the numbers that are kept, and forgetting what must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from dateline.lib.zones import zone
from dateline.onair.models import DayKey, Download, Listened, Peak, Station, WebListener

ProgrammeAt = Callable[[datetime], int]
"""The id of the programme that is on at a time; 0 for none."""
Minutes = Mapping[tuple[datetime, str], int]
"""By the minute (its beginning, UTC) and the platform."""
LEAST_SECONDS = 60
"""A shorter session is somebody who turned past: it counts neither as one nor in hours."""
WEB_KEPT = timedelta(minutes=8)


def minute_of(at: datetime) -> datetime:
    """The beginning of its minute, UTC."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def add(seconds: Minutes, sessions: Minutes, programme_at: ProgrammeAt) -> None:
    """Add seconds and sessions of some minutes, by hour and programme, in one transaction."""
    programmes = {minute: programme_at(minute) for minute, _ in {**seconds, **sessions}}
    sums: dict[tuple[datetime, int, str], Counter[str]] = {}
    for name, what in (("seconds", seconds), ("sessions", sessions)):
        for (minute, platform), number in what.items():
            key = (minute.replace(minute=0), programmes[minute], platform)
            sums.setdefault(key, Counter())[name] += number
    with transaction.atomic():
        for key in sorted(sums):  # in one order: two who add do not wait for each other
            hour, programme, platform = key
            add_hour(hour, programme, platform, seconds=sums[key]["seconds"],
                     sessions=sums[key]["sessions"])


def add_hour(
    hour: datetime, programme: int, platform: str, *, seconds: int = 0, sessions: int = 0
) -> None:
    """Add to one hour's row."""
    row = {"hour": hour, "programme": programme, "platform": platform}
    Listened.objects.bulk_create([Listened(**row)], ignore_conflicts=True)
    Listened.objects.filter(**row).update(
        seconds=F("seconds") + seconds, sessions=F("sessions") + sessions)


def station_day(at: datetime) -> date:
    """The day that it is where the station is."""
    station = Station.objects.first()
    return at.astimezone(zone(station.zone if station else "UTC")).date()


def note_peak(most: int, at: datetime) -> None:
    """Keep the most of its day."""
    day = station_day(at)
    Peak.objects.bulk_create([Peak(day=day, most=0, at=at)], ignore_conflicts=True)
    Peak.objects.filter(day=day, most__lt=most).update(most=most, at=at)


def forget(at: datetime) -> None:
    """Delete yesterday's key and what was made with it, and tokens of the web of some minutes ago.
    """
    today = at.astimezone(UTC).date()
    with transaction.atomic():
        Download.objects.filter(day__lt=today).delete()
        DayKey.objects.filter(day__lt=today).delete()
        WebListener.objects.filter(minute__lt=at - WEB_KEPT).delete()
