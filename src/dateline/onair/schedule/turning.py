"""Slots as plain data, and every time they come round: each is a turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from dateline.onair.schedule.rules import days
from dateline.onair.schedule.timing import local_day, span
from dateline.onair.shapes import OnNow

LONGEST = timedelta(hours=27)
"""No turn is longer: 24 hours on the wall, and what a change of clocks adds to it."""


@dataclass(frozen=True)
class Show:
    """A programme as its slots know it."""

    programme: int
    title: str
    slug: str
    rewind: bool = True
    record: bool = True
    podcast: bool = True


@dataclass(frozen=True)
class Line:
    """A slot: when it is on, of what programme, and its own rights (None: the programme's)."""

    slot: int
    show: Show
    day: date
    at: time
    minutes: int
    rule: str = ""
    playlist: int | None = None
    rewind: bool | None = None
    record: bool | None = None
    podcast: bool | None = None


@dataclass(frozen=True)
class Altered:
    """What is otherwise on one day of a slot."""

    slot: int
    day: date
    cancelled: bool = False
    starts: datetime | None = None
    minutes: int | None = None
    show: Show | None = None


@dataclass(frozen=True)
class Turn:
    """One time that a slot comes round, or the part of it that nothing stronger covers."""

    line: Line
    day: date
    """The local day it was to begin on."""
    show: Show
    starts: datetime
    ends: datetime
    altered: bool = False

    @property
    def strength(self) -> tuple[bool, int, datetime]:
        """Who of two is on: what was said for one day goes before what recurs, then the slot that
        was made later, then what begins later."""
        return (self.altered or not self.line.rule, self.line.slot, self.starts)

    def on_now(self) -> OnNow:
        """As the other parts of the radio know it."""
        line, show = self.line, self.show
        return OnNow(
            slot=line.slot, programme=show.programme, title=show.title, slug=show.slug,
            starts=self.starts, ends=self.ends, playlist=line.playlist,
            rewind=show.rewind if line.rewind is None else line.rewind,
            record=show.record if line.record is None else line.record,
            podcast=show.podcast if line.podcast is None else line.podcast)


def turns(lines: Iterable[Line], altered: Sequence[Altered], *, zone: tzinfo, start: datetime,
          end: datetime) -> list[Turn]:
    """Every turn that is on at some time in [start, end), by its beginning; they may overlap."""
    changes = {(each.slot, each.day): each for each in altered}
    first, last = local_day(start - LONGEST, zone), local_day(end, zone) + timedelta(days=1)
    found = []
    for line in lines:
        moved = {day for slot, day in changes if slot == line.slot}
        for day in {*days(line.rule, line.day, first, last), *_fallen(line, moved)}:
            turn = turned(line, day, changes.get((line.slot, day)), zone=zone)
            if turn is not None and turn.starts < end and turn.ends > start:
                found.append(turn)
    return sorted(found, key=lambda turn: (turn.starts, turn.strength))


def _fallen(line: Line, moved: set[date]) -> list[date]:
    """Those of the days on which the slot would have fallen."""
    return [day for day in moved if days(line.rule, line.day, day, day)]


def turned(line: Line, day: date, change: Altered | None, *, zone: tzinfo) -> Turn | None:
    """A slot's turn of a day, with what was changed about it; None: it does not take place.

    One that was moved to another time lasts its minutes.
    """
    starts, ends = span(day, line.at, minutes=line.minutes, zone=zone)
    turn = Turn(line, day, line.show, starts, ends)
    if change is None:
        return turn
    if change.cancelled:
        return None
    minutes = change.minutes or line.minutes
    if change.starts is not None:
        starts, ends = change.starts, change.starts + timedelta(minutes=minutes)
    else:
        starts, ends = span(day, line.at, minutes=minutes, zone=zone)
    return replace(turn, show=change.show or line.show, starts=starts, ends=ends, altered=True)
