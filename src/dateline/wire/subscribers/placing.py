"""Where hand-overs went, for a subscriber with several ways of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.wire.models import Handover, Subscriber


def placed(subscriber: Subscriber, rows: Iterable[Handover]) -> list[Handover]:
    """The rows, each with the address of its way where the kind alone does not tell it."""
    ways = list(subscriber.ways.exclude(address=""))
    many = Counter(way.kind for way in ways) | Counter(notice=len(ways))
    addresses = {way.pk: way.address for way in ways}
    found = list(rows)
    for row in found:
        row.where = addresses.get(row.lane, "") if many[row.way] > 1 else ""
    return found
