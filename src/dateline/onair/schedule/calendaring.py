"""The schedule as a calendar: slots by their rules, and what is otherwise on single days.

A calendar program knows neither changes nor that a stronger programme cuts another one, and gives
every turn of a rule the same length. So each day of the next 400 on which what is really on is not
what the rule says becomes an exception of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from dateline.onair.schedule.ics import Calendar, Event
from dateline.onair.schedule.reading import StationShown, slots_between, turns_between
from dateline.onair.schedule.rules import days
from dateline.onair.schedule.timing import span
from dateline.onair.schedule.turning import Line, Turn
from dateline.record.public import Site

BACK, AHEAD = timedelta(days=31), timedelta(days=400)


def calendar_of(site: Site, held: StationShown, begins: datetime) -> Calendar:
    """The calendar from a month before a moment to 400 days after it."""
    start, end = begins - BACK, begins + AHEAD
    real: dict[int, dict[date, list[Turn]]] = defaultdict(lambda: defaultdict(list))
    lines = {line.slot: line for line in slots_between(start, end)}
    for turn in turns_between(start, end):
        lines.setdefault(turn.line.slot, turn.line)
        real[turn.line.slot][turn.day].append(turn)
    events = [event for line in lines.values()
              for event in _of_slot(site, held, line, real[line.slot], (start, end))]
    return Calendar(
        name=held.name, zone=held.zone, zone_name=held.zone_name, made=begins,
        last=end + 2 * timedelta(days=366), events=tuple(events),
        address=f"{site.base_url}/schedule/")


def _of_slot(site: Site, held: StationShown, line: Line, real: dict[date, list[Turn]],
             within: tuple[datetime, datetime]) -> Iterator[Event]:
    first, last = (held.day(edge) for edge in within)
    falling = [day for day in days(line.rule, line.day, first, last)
               if _whole(held, line, day, within)]
    others: list[Event] = []
    left_out: list[datetime] = []
    for day in sorted({*falling, *real}):
        starts, ends = _plain(held, line, day)
        found = real.get(day, [])
        if not found:
            left_out.append(starts)
        for number, turn in enumerate(found):
            as_ruled = (turn.starts, turn.ends, turn.show) == (starts, ends, line.show)
            if number or not as_ruled:
                others.append(_event(site, line, turn, None if number else starts))
    if not line.rule:
        yield from _once(site, line, real)
        return
    starts, ends = _plain(held, line, line.day)
    yield Event(
        uid=_uid(site, line), title=line.show.title, starts=starts,
        ends=starts + timedelta(minutes=line.minutes), address=_address(site, line.show.slug),
        rule=rule_in_utc(held, line), left_out=tuple(left_out))
    yield from others


def _whole(held: StationShown, line: Line, day: date, within: tuple[datetime, datetime]) -> bool:
    starts, ends = _plain(held, line, day)
    return starts >= within[0] and ends <= within[1]


def _plain(held: StationShown, line: Line, day: date) -> tuple[datetime, datetime]:
    """A turn as calendar programs reckon it: every one as long as the first (RFC 5545 3.8.5.3)."""
    starts, _ends = span(day, line.at, minutes=line.minutes, zone=held.zone)
    return starts, starts + timedelta(minutes=line.minutes)


def _once(site: Site, line: Line, real: dict[date, list[Turn]]) -> Iterator[Event]:
    for number, turn in enumerate(turn for found in real.values() for turn in found):
        yield _event(site, line, turn, None, part=number)


def _event(site: Site, line: Line, turn: Turn, instead_of: datetime | None, *,
           part: int | None = None) -> Event:
    """A turn that is otherwise; a second part of one is an event of its own."""
    own = f"-{turn.starts.astimezone(UTC):%Y%m%dT%H%M}" if instead_of is None and part != 0 else ""
    return Event(uid=_uid(site, line, own), title=turn.show.title, starts=turn.starts,
                 ends=turn.ends, address=_address(site, turn.show.slug), instead_of=instead_of)


def _uid(site: Site, line: Line, own: str = "") -> str:
    return f"slot-{line.slot}{own}@{urlsplit(site.base_url).hostname or 'localhost'}"


def _address(site: Site, slug: str) -> str:
    return f"{site.base_url}{iri_to_uri(f'/programmes/{slug}/')}"


def rule_in_utc(held: StationShown, line: Line) -> str:
    """A slot's rule with UNTIL as RFC 5545 3.3.10 wants it beside a zone: the last turn, in UTC."""
    said = line.rule.split(";")
    for place, part in enumerate(said):
        if part.startswith("UNTIL="):
            day = datetime.strptime(part[6:], "%Y%m%d").date()
            last, _end = span(day, line.at, minutes=1, zone=held.zone)
            said[place] = f"UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(said)


def months_ends(held: StationShown, at: datetime) -> tuple[datetime, datetime]:
    """The first moments of this month and of the next, by the station's clock: the calendar that is
    made in between is one and the same."""
    first = held.day(at).replace(day=1)
    return held.midnight(first), held.midnight((first + timedelta(days=31)).replace(day=1))
