"""Slots: when a programme is on, who presents it, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.onair.models import Playlist, Presenter, Slot
from dateline.onair.permitted import ARRANGE
from dateline.onair.schedule.occurring import raw_turns, station_zone
from dateline.onair.schedule.overlapping import clashes
from dateline.onair.schedule.programming import programme_of
from dateline.onair.schedule.rules import BadRule, days, first_day, normal
from dateline.onair.schedule.telling import tell
from dateline.onair.schedule.turning import Turn
from dateline.onair.schedule.wording import within
from dateline.people.public import NotAllowed, User, must_have

LONGEST = 24 * 60
"""Minutes."""
LOOKED_AHEAD = timedelta(days=35)
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class SlotSaid:
    """What a slot is to be like: local day, time and minutes, a rule as RRULE has it."""

    programme: int
    day: date
    at: time
    minutes: int
    rule: str = ""
    presenters: tuple[int, ...] = ()
    playlist: int | None = None
    rewind: bool | None = None
    record: bool | None = None
    podcast: bool | None = None


@transaction.atomic
def keep_slot(by: User, said: SlotSaid, *, pk: int | None = None) -> Slot:
    """Make a slot, or change the one of this number. Raises NotAllowed.

    Its day becomes the first on which it falls by its rule; changes of days on which it falls no
    longer go.
    """
    must_have(by, ARRANGE, _("Arranging the schedule"))
    row = Slot() if pk is None else slot_of(pk, lock=True)
    row.programme = programme_of(said.programme)
    row.rule, row.day = _recurring(said)
    row.at = said.at.replace(second=0, microsecond=0, tzinfo=None)
    row.minutes = within(said.minutes, what=_("Length in minutes"), least=1, most=LONGEST)
    if said.playlist and not Playlist.objects.filter(pk=said.playlist).exists():
        raise NotAllowed(_("There is no such playlist."))
    row.playlist_id = said.playlist
    row.rewind, row.record, row.podcast = said.rewind, said.record, said.podcast
    row.save()
    row.presenters.set(Presenter.objects.filter(pk__in=said.presenters))
    for change in row.changes.all():
        if not days(row.rule, row.day, change.day, change.day):
            change.delete()
    tell(row.programme_id)
    return row


def _recurring(said: SlotSaid) -> tuple[str, date]:
    zone = station_zone()
    if zone is None:
        raise NotAllowed(_("Set up the station first: its time zone says what the times mean."))
    if not EARLIEST <= said.day <= LATEST:
        raise NotAllowed(_("The day is too far away."))
    try:
        rule = normal(said.rule, zone=zone)
        return rule, first_day(rule, said.day)
    except (BadRule, ValueError, IndexError) as wrong:
        raise NotAllowed(str(wrong)) from None


@transaction.atomic
def remove_slot(by: User, pk: int) -> None:
    """Remove a slot: it was never there; what was recorded of it stays. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Arranging the schedule"))
    row = slot_of(pk, lock=True)
    programme = row.programme_id
    row.delete()
    tell(programme)


def slot_of(pk: int, *, lock: bool = False) -> Slot:
    """The slot of a number. Raises NotAllowed."""
    rows = Slot.objects.select_for_update() if lock else Slot.objects.select_related("programme")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotAllowed(_("There is no such slot."))
    return found


def overlaps(slot: int, at: datetime, *, most: int = 3) -> list[tuple[Turn, Turn]]:
    """The first times in 35 days that a slot and another one want to be on; the stronger first."""
    zone = station_zone()
    if zone is None:
        return []
    found = clashes(raw_turns(at, at + LOOKED_AHEAD, zone=zone))
    return [pair for pair in found if slot in (pair[0].line.slot, pair[1].line.slot)][:most]
