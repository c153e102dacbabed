"""Front pages planned ahead: the scheduler puts each online on its second, once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from dateline.desk.front.acts import ROLES, WHAT, NotFront, checked, put_online
from dateline.desk.models import PlannedFront
from dateline.desk.permitted import must_have
from dateline.lib import clock
from dateline.people.public import User
from dateline.record.public import Front, NotPossible, front_of, spelled_front

log = logging.getLogger("dateline.desk")
WAITING, DONE = PlannedFront.State.WAITING, PlannedFront.State.DONE
ON_TIME = timedelta(seconds=2)


class PlanMoved(Exception):
    """Somebody changed the plan since it was looked at, or it has gone online; `plan` is it now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("The plan has been changed meanwhile.")
        self.plan = plan


@dataclass(frozen=True)
class Plan:
    """A planned front page; `who` is empty for the house."""

    number: int
    front: Front
    due_at: datetime
    state: str
    label: str
    revision: int
    who: str
    done_at: datetime | None
    trouble: str

    @property
    def late(self) -> bool:
        """Whether it went online after its time, because nothing was running then."""
        return self.done_at is not None and self.done_at - self.due_at >= ON_TIME


def plan(
    front: Front, due_at: datetime, *, by: User | None = None, at: datetime | None = None
) -> int:
    """Plan a front page; returns the plan's number. Raises NotPermitted, NotFront, NotCopy."""
    must_have(by, ROLES, str(WHAT))
    document, text = _spelled(front, due_at, at)
    row = PlannedFront(front=document, banner_text=text, due_at=due_at)
    _signed(row, by)
    row.save()
    return int(row.pk)


def replan(
    number: int, front: Front, due_at: datetime, *, by: User | None = None,
    at: datetime | None = None, based_on: int | None = None,
) -> None:
    """Change a plan that waits. Raises also PlanMoved, if `based_on` is not its revision."""
    must_have(by, ROLES, str(WHAT))
    document, text = _spelled(front, due_at, at)
    with _waiting(number, based_on) as row:
        row.front, row.banner_text, row.due_at = document, text, due_at
        _signed(row, by)


def cancel_plan(number: int, *, by: User | None = None, based_on: int | None = None) -> None:
    """Give a plan up. Raises NotPermitted, LookupError, PlanMoved."""
    must_have(by, ROLES, str(WHAT))
    with _waiting(number, based_on) as row:
        row.state = PlannedFront.State.CANCELLED
        _signed(row, by)


def plans(*, past: int = 10) -> tuple[Plan, ...]:
    """What waits, the next first; then what became of the last ones."""
    rows = PlannedFront.objects.select_related("by")
    waiting = rows.filter(state=WAITING).order_by("due_at", "pk")
    gone = rows.exclude(state=WAITING).order_by("-due_at", "-pk")[:past]
    return tuple(_plan(row) for row in (*waiting, *gone))


def plan_of(number: int) -> Plan:
    """A plan by its number; raises LookupError."""
    row = PlannedFront.objects.select_related("by").filter(pk=number).first()
    if row is None:
        raise LookupError(f"there is no plan {number}")
    return _plan(row)


def release_planned(moment: datetime) -> int:
    """Put online what is due by this moment, in its order; returns how many."""
    due = PlannedFront.objects.filter(state=WAITING, due_at__lte=moment).order_by("due_at", "pk")
    return sum(_release(number, moment) for number in due.values_list("pk", flat=True))


def forget_told(guid: str) -> None:
    """Empty the banners that tell of a story; part of its erasure by law."""
    PlannedFront.objects.filter(front__banner__story=guid).update(banner_text="")


def _release(number: int, moment: datetime) -> bool:
    try:
        with transaction.atomic():
            row = PlannedFront.objects.select_for_update().get(pk=number)
            if row.state != WAITING or row.due_at > moment:
                return False
            PlannedFront.objects.filter(pk=number).update(state=DONE, done_at=moment)
            put_online(front_of(row.front, row.banner_text), by=row.by, at=moment)
            return True
    except NotPossible as error:
        _failed(number, str(error))
    except (OperationalError, InterfaceError):
        raise  # the database itself: the plan waits
    except Exception as error:
        log.exception("The planned front page %d ended with an error", number)
        _failed(number, f"{type(error).__name__}: {error}")
    return False


def _failed(number: int, trouble: str) -> None:
    log.error("The planned front page %d: %s", number, trouble)
    PlannedFront.objects.filter(pk=number, state=WAITING).update(
        state=PlannedFront.State.FAILED, trouble=trouble
    )


@contextmanager
def _waiting(number: int, based_on: int | None) -> Iterator[PlannedFront]:
    """The row of a plan that waits, locked and then saved with its next revision."""
    with transaction.atomic():
        row = PlannedFront.objects.select_for_update().filter(pk=number).first()
        if row is None:
            raise LookupError(f"there is no plan {number}")
        if row.state != WAITING or based_on not in (None, row.revision):
            raise PlanMoved(_plan(row))
        yield row
        row.revision += 1
        row.save()


def _spelled(
    front: Front, due_at: datetime, at: datetime | None
) -> tuple[dict[str, object], str]:
    if due_at.tzinfo is None:
        raise NotFront(_("The time of a plan needs its zone."))
    if due_at <= (at or clock.now()):
        raise NotFront(_("The time of the plan is past: give a later one, or put it online now."))
    return spelled_front(checked(front, due_at))


def _signed(row: PlannedFront, by: User | None) -> None:
    row.by, row.name = by, str(by) if by else ""


def _plan(row: PlannedFront) -> Plan:
    return Plan(
        row.pk, front_of(row.front, row.banner_text), row.due_at, row.state,
        row.get_state_display(), row.revision, str(row.by) if row.by else row.name, row.done_at,
        row.trouble,
    )
