"""One day of a slot is otherwise: it falls out, is moved, is longer, or is another programme's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.onair.models import Change, Slot
from dateline.onair.permitted import AIR
from dateline.onair.schedule.programming import programme_of
from dateline.onair.schedule.rules import days
from dateline.onair.schedule.slotting import LONGEST, slot_of
from dateline.onair.schedule.telling import tell
from dateline.onair.schedule.wording import one_line, within
from dateline.people.public import NotAllowed, User, must_have

FARTHEST = timedelta(days=60)
"""A turn is moved at most so far."""


@dataclass(frozen=True)
class ChangeSaid:
    """What is to be otherwise; None: as the slot has it. `starts` is an instant."""

    cancelled: bool = False
    starts: datetime | None = None
    minutes: int | None = None
    programme: int | None = None
    note: str = ""


@transaction.atomic
def change_day(by: User, slot: int, day: date, said: ChangeSaid) -> Change:
    """Change one day of a slot, in place of an earlier change of it. Raises NotAllowed."""
    row = _held(by, slot, day)
    if said.starts and abs(said.starts.date() - day) > FARTHEST:
        raise NotAllowed(_("A programme is moved by at most %(most)s days.") % {
            "most": FARTHEST.days})
    minutes = said.minutes
    if minutes is not None:
        minutes = within(minutes, what=_("Length in minutes"), least=1, most=LONGEST)
    other = programme_of(said.programme) if said.programme else None
    if not (said.cancelled or said.starts or minutes or other):
        raise NotAllowed(_("Say what changes on this day."))
    made, _new = Change.objects.update_or_create(slot=row, day=day, defaults={
        "cancelled": said.cancelled, "starts": said.starts, "minutes": minutes, "programme": other,
        "note": one_line(said.note, what=_("Note"), most=300, wanted=False)})
    tell(row.programme_id, *([other.pk] if other else []))
    return made


@transaction.atomic
def undo_change(by: User, slot: int, day: date) -> None:
    """This day of the slot is as its rule has it again. Raises NotAllowed."""
    row = _held(by, slot, day)
    others = [pk for pk in row.changes.filter(day=day).values_list("programme", flat=True) if pk]
    row.changes.filter(day=day).delete()
    tell(row.programme_id, *others)


def _held(by: User, slot: int, day: date) -> Slot:
    must_have(by, AIR, _("Changing one day of the schedule"))
    row = slot_of(slot, lock=True)
    if not days(row.rule, row.day, day, day):
        raise NotAllowed(_("The slot does not fall on this day."))
    return row
