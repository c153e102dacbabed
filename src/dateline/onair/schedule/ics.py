"""iCalendar (RFC 5545): values and folded lines, events, and a zone's own clock changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

MEDIA_TYPE = "text/calendar; charset=utf-8"
FOLD = 75
"""Octets of a line (3.1)."""


@dataclass(frozen=True)
class Event:
    """A VEVENT. `rule` and `left_out` are of the first one of a UID, `instead_of` of an exception:
    the beginning that it takes the place of."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    address: str
    description: str = ""
    rule: str = ""
    left_out: tuple[datetime, ...] = ()
    instead_of: datetime | None = None


@dataclass(frozen=True)
class Calendar:
    """A calendar of one zone; `made` stands for when (DTSTAMP), `last` bounds clock changes."""

    name: str
    zone: tzinfo
    zone_name: str
    made: datetime
    last: datetime
    events: tuple[Event, ...]
    address: str = ""


def dump(calendar: Calendar) -> str:
    """The calendar's text: lines end with CRLF (3.1)."""
    head = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Schedule//EN", "CALSCALE:GREGORIAN",
        f"NAME:{text(calendar.name)}", f"X-WR-CALNAME:{text(calendar.name)}",
        f"X-WR-TIMEZONE:{calendar.zone_name}", f"URL:{calendar.address}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    lines = [*head, *_zone(calendar),
             *(line for event in calendar.events for line in _event(calendar, event)),
             "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def text(said: str) -> str:
    """A TEXT value (3.3.11)."""
    for sign in "\\;,":
        said = said.replace(sign, f"\\{sign}")
    return "".join(sign for sign in said.replace("\r", "").replace("\n", "\\n")
                   if sign == "\t" or (sign >= " " and sign != "\x7f"))


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, no letter torn apart (3.1)."""
    found, room = [""], FOLD
    for sign in line:
        size = len(sign.encode())
        if size > room:
            found.append("")
            room = FOLD - 1
        found[-1] += sign
        room -= size
    return "\r\n ".join(found)


def _event(calendar: Calendar, event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{calendar.made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if event.instead_of is not None:
        yield _at(calendar, "RECURRENCE-ID", event.instead_of)
    yield _at(calendar, "DTSTART", event.starts)
    yield _at(calendar, "DTEND", event.ends)
    if event.rule:
        yield f"RRULE:{event.rule}"
    for moment in event.left_out:
        yield _at(calendar, "EXDATE", moment)
    yield f"SUMMARY:{text(event.title)}"
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    yield f"URL:{event.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _at(calendar: Calendar, name: str, moment: datetime) -> str:
    """A time by the zone's clock (3.3.5); a second 02:30, which has no such form, in UTC."""
    local = moment.astimezone(calendar.zone)
    if calendar.zone_name == "UTC" or (local.fold and name not in ("RECURRENCE-ID", "EXDATE")):
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={calendar.zone_name}:{local:%Y%m%dT%H%M%S}"


def _zone(calendar: Calendar) -> list[str]:
    """The VTIMEZONE (3.6.5): every offset of the time that the events are of, by its first day."""
    if calendar.zone_name == "UTC":
        return []
    first = min([event.starts for event in calendar.events] + [calendar.made]) - timedelta(days=400)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{calendar.zone_name}"]
    before = first.astimezone(calendar.zone)
    lines += _observance(before.replace(tzinfo=None), before, before)
    for moment in transitions(calendar.zone, first, calendar.last):
        old = (moment - timedelta(seconds=1)).astimezone(calendar.zone)
        local = (old + timedelta(seconds=1)).replace(tzinfo=None)
        lines += _observance(local, old, moment.astimezone(calendar.zone))
    return [*lines, "END:VTIMEZONE"]


def _observance(begins: datetime, old: datetime, new: datetime) -> Iterable[str]:
    kind = "DAYLIGHT" if new.dst() else "STANDARD"
    return (f"BEGIN:{kind}", f"DTSTART:{begins:%Y%m%dT%H%M%S}", f"TZOFFSETFROM:{_offset(old)}",
            f"TZOFFSETTO:{_offset(new)}", f"TZNAME:{text(new.tzname() or 'LMT')}", f"END:{kind}")


def _offset(at: datetime) -> str:
    seconds = round((at.utcoffset() or timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    said = f"{'-' if seconds < 0 else '+'}{hours:02d}{rest // 60:02d}"
    return said + (f"{rest % 60:02d}" if rest % 60 else "")


def transitions(zone: tzinfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, UTC, at which a zone's offset changes: looked for day by day, then halved."""
    at = first.astimezone(UTC).replace(microsecond=0)
    while at < last:
        after = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _halved(zone, at, after)
        at = after


def _halved(zone: tzinfo, low: datetime, high: datetime) -> datetime:
    was = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == was else (low, middle)
    return high
