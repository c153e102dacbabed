"""What is on when: the door of the schedule for the other parts of the radio.

Inside a stored page ask with `using=READER`, in a selector that depends on `SCHEDULE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from django.db.models import Q

from dateline.lib.zones import zone as zone_of
from dateline.onair.models import Change, Programme, Slot, Station
from dateline.onair.schedule.overlapping import resolved
from dateline.onair.schedule.turning import LONGEST, Altered, Line, Show, Turn, turns
from dateline.onair.shapes import OnNow

SCHEDULE = "onair:schedule"
"""The key that every change of station, programmes, slots and single days touches."""
WRITER = "default"
AHEAD = (timedelta(days=1), timedelta(days=8), timedelta(days=63), timedelta(days=400))
"""How far the next programme is looked for, step by step."""


def occurrences(start: datetime, end: datetime, *, using: str = WRITER) -> list[OnNow]:
    """Everything that is on at some time in [start, end), whole, by beginning; no two at once.

    An occurrence that a stronger one interrupts comes as the parts before and after it. Empty
    where there is no station.
    """
    return [piece.on_now() for piece in pieces(start, end, using=using)]


def on_at(at: datetime, *, using: str = WRITER) -> OnNow | None:
    """What is on at a moment."""
    return next(iter(occurrences(at, at + timedelta(microseconds=1), using=using)), None)


def next_after(at: datetime, *, using: str = WRITER) -> OnNow | None:
    """What begins next after a moment, within 400 days."""
    return now_and_next(at, using=using)[1]


def now_and_next(at: datetime, *, using: str = WRITER) -> tuple[OnNow | None, OnNow | None]:
    """What is on at a moment, and what begins next after it within 400 days."""
    now: OnNow | None = None
    for far in AHEAD:
        found = occurrences(at, at + far, using=using)
        now = next((one for one in found if one.starts <= at), None)
        following = next((one for one in found if one.starts > at), None)
        if following is not None:
            return now, following
    return now, None


def pieces(start: datetime, end: datetime, *, using: str = WRITER) -> list[Turn]:
    """As `occurrences`, with the slot and day that each belongs to."""
    zone = station_zone(using=using)
    if zone is None or end <= start:
        return []
    found = raw_turns(start - LONGEST, end + LONGEST, zone=zone, using=using)
    return [piece for piece in resolved(found) if piece.starts < end and piece.ends > start]


def raw_turns(start: datetime, end: datetime, *, zone: tzinfo, using: str = WRITER) -> list[Turn]:
    """Every turn in [start, end) as its slot has it, whatever else is on."""
    first, last = (start - 2 * LONGEST).date(), (end + 2 * LONGEST).date()
    altered = changes_between(first, last, start - LONGEST, end, using=using)
    lines = lines_between(first, last, {each.slot for each in altered}, using=using)
    return turns(lines, altered, zone=zone, start=start, end=end)


def station_zone(*, using: str = WRITER) -> tzinfo | None:
    """The zone of the station's wall; None where there is no station."""
    name = Station.objects.using(using).values_list("zone", flat=True).first()
    return None if name is None else zone_of(name)


def lines_between(first: date, last: date, also: set[int], *, using: str = WRITER) -> list[Line]:
    """The slots that may fall on these days, and these others."""
    once = Q(rule="", day__gte=first) | Q(pk__in=also) if also else Q(rule="", day__gte=first)
    rows = Slot.objects.using(using).select_related("programme").order_by("pk")
    return [line_of(row) for row in rows.filter(~Q(rule="") | once, day__lte=last)]


def line_of(slot: Slot) -> Line:
    """A slot as plain data."""
    return Line(
        slot=slot.pk, show=show_of(slot.programme), day=slot.day, at=slot.at, minutes=slot.minutes,
        rule=slot.rule, playlist=slot.playlist_id, rewind=slot.rewind, record=slot.record,
        podcast=slot.podcast)


def show_of(programme: Programme) -> Show:
    """A programme as plain data."""
    return Show(programme.pk, programme.name, programme.slug, programme.rewind, programme.record,
                programme.podcast)


def changes_between(first: date, last: date, start: datetime, end: datetime, *,
                    using: str = WRITER) -> Sequence[Altered]:
    """What was changed about these days, and what was moved to between these moments."""
    rows = Change.objects.using(using).select_related("programme")
    rows = rows.filter(Q(day__range=(first, last)) | Q(starts__gte=start, starts__lt=end))
    return [altered_of(row) for row in rows]


def altered_of(row: Change) -> Altered:
    """A change as plain data."""
    return Altered(row.slot_id, row.day, row.cancelled, row.starts, row.minutes,
                   show_of(row.programme) if row.programme else None)
