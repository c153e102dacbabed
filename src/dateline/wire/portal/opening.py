"""Opening a story is a hand-over like any other: in the ledger, and received at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from dateline.lib import clock
from dateline.wire.models import Allotment, Subscriber
from dateline.wire.subscribers.handing import Changed, Wanted, hand, receive, unchanged
from dateline.wire.subscribers.writing import Copy, Writer

WAY = "portal"
_TRIES = 5
Made = TypeVar("Made")


def number_of_story(subscriber: Subscriber, guid: UUID) -> Allotment | None:
    """The newest number this subscriber was given of a story; None: it was given none."""
    rows = Allotment.objects.filter(subscriber=subscriber, guid=guid)
    return rows.order_by("-number").first()


def opened(row: Allotment, form: str, make: Callable[[Copy], Made]) -> Made:
    """What `make` makes of the copy as it may be shown now. Raises Changed if that never holds.

    While it is made no act takes the story back; what was made is what the ledger has.
    """
    for _ in range(_TRIES):
        handed = hand([Wanted(row.subscriber_id, WAY, form, [row])], Writer(), at=clock.now())
        try:
            with unchanged(handed):
                made = make(handed[0].copies[0])
        except Changed:
            continue
        receive(row.subscriber_id, WAY, row.number, at=clock.now())
        return made
    raise Changed
