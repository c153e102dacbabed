"""What entitled subscribers are given of a story under embargo, step by step.

Every step is a row, written in the transaction of the act that makes it. Publication is no step:
from there on the record's log speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from dateline.desk.models import Story, Withheld
from dateline.lib import clock
from dateline.record.public import Filing, filing_of, spelled_filing

CALM = timedelta(seconds=20)
"""So long a saved text waits for the next save, which takes its place."""
_HELD = Story.State.EMBARGOED


@dataclass(frozen=True)
class Step:
    """One step of the queue: the story is withheld until a time (aware), or no longer.

    `n` rises in the order of the steps; numbers may be missing.
    """

    n: int
    guid: str
    at: datetime
    until: datetime | None
    ended: bool


def note_step(story: Story, act: str, before: str) -> None:
    """Write what an act on a story means for who is given it early; `before`: how it stood."""
    gone = act in ("discard", "erase") and before == _HELD
    held = not gone and story.state == _HELD
    if held and (before != _HELD or act in ("save", "embargo")):
        _add(story, calm=CALM if act == "save" else timedelta())
    elif before == _HELD and (gone or story.state not in (_HELD, Story.State.LIVE)):
        _add(story, ended=True)


def _add(story: Story, *, calm: timedelta = timedelta(), ended: bool = False) -> None:
    now = clock.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # numbers rise as transactions are committed
            cursor.execute("LOCK TABLE desk_withheld IN EXCLUSIVE MODE")
    Withheld.objects.filter(guid=story.guid, due__gt=now).delete()  # nobody was given these
    Withheld.objects.create(
        guid=story.guid, at=now, due=now + calm, ended=ended,
        until=None if ended else story.embargo_until,
        document=None if ended else spelled_filing(story.filing()),
    )


def withheld(after: int, *, most: int = 100) -> list[Step]:
    """The steps after `n`, in order, up to the first that is not due yet."""
    now, found = clock.now(), []
    for row in Withheld.objects.filter(n__gt=after).defer("document").order_by("n")[:most]:
        if row.due > now:
            break
        found.append(Step(row.n, str(row.guid), row.at, row.until, row.ended))
    return found


def withheld_filing(n: int) -> Filing | None:
    """The text of a step as it was held; None where the hold ended, or its text is erased."""
    row = Withheld.objects.filter(n=n).first()
    if row is None or row.document is None:
        return None
    return filing_of(row.document)


def withheld_among(guids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these stories that are under embargo now."""
    rows = Story.objects.filter(guid__in=set(guids), state=_HELD)
    return frozenset(rows.values_list("guid", flat=True))


def hold_withheld(guids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these stories that are under embargo; no act ends that before the caller's
    transaction is over."""
    rows = Story.objects.filter(guid__in=set(guids), state=_HELD).order_by("pk")
    return frozenset(rows.select_for_update(no_key=True).values_list("guid", flat=True))


def forget_withheld(story: Story) -> None:
    """Erase the texts of a story's steps; that there were any stays."""
    Withheld.objects.filter(guid=story.guid).update(document=None)
