"""From the clock on the station's wall to the time that passes, on clock-change days too.

RFC 5545 3.3.5: a local time that a gap leaves out is read by the offset before the gap (02:30 is
03:30 then), and one that comes twice is the first. A slot ends when the wall shows its end, so a
night from 22:00 to 06:00 ends at 06:00 whether it is seven, eight or nine hours long; where its
beginning falls into a gap it lasts its minutes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def moment(local: datetime, zone: tzinfo) -> datetime:
    """The instant (UTC) of a local time without zone."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def exists(local: datetime, zone: tzinfo) -> bool:
    """Whether the wall's clock shows this time (naive) on its day."""
    return moment(local, zone).astimezone(zone).replace(tzinfo=None, fold=0) == local


def span(day: date, at: time, *, minutes: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """When an occurrence begins and ends, UTC; the end is always after the beginning."""
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    starts = moment(local, zone)
    if not exists(local, zone):
        return starts, starts + timedelta(minutes=minutes)
    return starts, moment(local + timedelta(minutes=minutes), zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a local day, UTC."""
    return moment(datetime.combine(day, time.min), zone)


def local_day(at: datetime, zone: tzinfo) -> date:
    """The day on the station's wall at an instant."""
    return at.astimezone(zone).date()
