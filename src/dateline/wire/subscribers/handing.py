"""Handing over: in the ledger first, then out, and received when the subscriber says so.

Three steps, whoever sends: `hand` writes the ledger, durably; inside `unchanged` the bytes go
out; `receive` notes the receipt. What dies between leaves a hand-over without a receipt: the same
number goes out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from dateline.desk.public import hold_withheld, withheld_among
from dateline.lib.bulk import insert
from dateline.record.public import hold, states
from dateline.wire.models import Allotment, Handover, Way
from dateline.wire.subscribers.writing import WITHHELD, Copy, Writer

_FIELDS = ("subscriber", "way", "lane", "number", "guid", "version", "form", "digest", "canceled",
           "first_at", "last_at")


class Changed(Exception):
    """A story of these was killed, withdrawn or erased since it was written: hand anew."""


class Handing(NamedTuple):
    """What goes to one subscriber on one way; `copies` in the order of their numbers."""

    subscriber: int
    way: str
    copies: tuple[Copy, ...]
    lane: int = 0


class Wanted(NamedTuple):
    """What a subscriber is to be handed: these numbers, on this way, in this form.

    `lane`: the key of the way it is sent on; 0 where the subscriber comes for it.
    """

    subscriber: int
    way: str
    form: str
    rows: Sequence[Allotment]
    lane: int = 0


def after(subscriber: int, number: int, most: int) -> list[Allotment]:
    """The numbers of a subscriber's sequence after this one, in order."""
    rows = Allotment.objects.filter(subscriber=subscriber, number__gt=number)
    return list(rows.order_by("number")[:most])


def last_of(subscriber: int) -> int:
    """The last number of a subscriber's sequence; 0 before the first."""
    rows = Allotment.objects.filter(subscriber=subscriber).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


def hand(wanted: Iterable[Wanted], writer: Writer, *, at: datetime) -> list[Handing]:
    """Write these numbers and put them into the ledger; committed when this returns."""
    asked = list(wanted)
    known = standing({row.guid for each in asked for row in each.rows},
                      {row.guid for each in asked for row in each.rows if row.seq is None})
    handed = [
        Handing(each.subscriber, each.way, tuple(
            writer.write(row, each.form, known.get(str(row.guid), "")) for row in each.rows),
            each.lane)
        for each in asked
    ]
    _note(handed, at)
    return handed


def standing(guids: set[UUID], early: set[UUID]) -> dict[str, str]:
    """How each of these stories stands: in public, or held under embargo."""
    held = {str(guid): WITHHELD for guid in withheld_among(early)} if early else {}
    return held | {str(guid): state for guid, state in states(guids).items()}


def _note(handed: list[Handing], at: datetime) -> None:
    rows = [
        (each.subscriber, each.way, each.lane, copy.number, UUID(copy.guid), copy.version,
         copy.form, copy.digest, copy.status == "canceled", at, at)
        for each in handed for copy in each.copies
    ]
    with transaction.atomic():
        insert(Handover, _FIELDS, rows, renew=["last_at"],
               once=["subscriber", "way", "lane", "number", "form", "digest"])


@contextmanager
def unchanged(handed: Iterable[Handing]) -> Iterator[None]:
    """Within it no act changes these stories: send what was handed, and nothing that waits.

    Raises Changed on entering where a text is among them that may no longer be shown. An act that
    kills one of them is not committed, so not acknowledged, before this is left.
    """
    texts = [copy for each in handed for copy in each.copies if copy.status != "canceled"]
    shown = {UUID(copy.guid) for copy in texts}
    waits = {UUID(copy.guid) for copy in texts if copy.status == "withheld"}
    with transaction.atomic():
        early = hold_withheld(waits) if waits else frozenset()
        held = hold(shown)
        if any(held.get(guid) != "live" for guid in shown - early):
            raise Changed
        yield


def receive(subscriber: int, way: str, number: int, *, at: datetime) -> None:
    """The subscriber has everything up to this number, as it says; only what was handed counts.

    Of ways on which it comes for its copy. What is sent is received number by number
    (`ways.receipts`).
    """
    with transaction.atomic():
        Handover.objects.filter(
            subscriber=subscriber, way=way, lane=0, number__lte=number, received_at=None,
        ).update(received_at=at)
        ways = Way.objects.filter(subscriber=subscriber, kind=way, number__lt=number)
        ways.update(number=number, attempts=0, next_at=None, failing_since=None, told_at=None,
                    last_error="")
