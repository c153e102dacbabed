"""Who holds what of a story: the proof that a kill has arrived, or who is still to be told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dateline.wire.models import Handover, Subscriber, Way
from dateline.wire.subscribers.ending import ending


@dataclass(frozen=True)
class Holding:
    """What one subscriber has of a story, as far as the ledger knows.

    `version`: the last text that was handed to it. `canceled`: it was handed the cancellation of
    all of them; `received`: and has said so, at that time, on every way that had a text.
    """

    subscriber: int
    name: str
    version: int
    handed_at: datetime
    canceled: bool
    received: datetime | None


@dataclass(frozen=True)
class Proof:
    """Everybody who was handed a text of a story; `told` of them have received its end."""

    holdings: tuple[Holding, ...]

    @property
    def told(self) -> int:
        """How many have said that they hold the cancellation."""
        return sum(each.received is not None for each in self.holdings)

    @property
    def missing(self) -> tuple[Holding, ...]:
        """Those who have not said so."""
        return tuple(each for each in self.holdings if each.received is None)


def proof(guid: str) -> Proof:
    """Who was handed which text of a story, by name, and who holds its cancellation."""
    rows: dict[int, list[Handover]] = defaultdict(list)
    for row in Handover.objects.filter(guid=UUID(guid)).order_by("number", "pk"):
        rows[row.subscriber_id].append(row)
    names = dict(Subscriber.objects.filter(pk__in=rows).values_list("pk", "name"))
    lanes = set(Way.objects.filter(subscriber__in=rows).values_list("pk", flat=True))
    found = (_holding(pk, names[pk], rows[pk], lanes)
             for pk in sorted(names, key=names.__getitem__))
    return Proof(tuple(each for each in found if each))


def _holding(subscriber: int, name: str, rows: list[Handover], lanes: set[int]) -> Holding | None:
    """None for who never had a text. A cancellation counts only after the last text."""
    found = ending(rows, lanes)
    if found is None:
        return None
    text = found.text
    return Holding(subscriber, name, text.version, text.last_at, found.told, found.received)
