"""What a subscriber's machines were handed, and what of kills and corrections they confirmed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from dateline.delivery.public import snapshot
from dateline.record.public import Item, live
from dateline.wire.models import Allotment, Handover, Subscriber
from dateline.wire.portal.opening import WAY
from dateline.wire.subscribers.placing import placed

PAGE = 50


@dataclass(frozen=True)
class Alert:
    """A kill, withdrawal, expiry or correction; `item` is the story while it is live."""

    row: Allotment
    item: Item | None
    handed: tuple[Handover, ...]

    @property
    def received(self) -> bool:
        """Whether a machine has confirmed it (reading it here is no machine's receipt)."""
        return any(each.received_at is not None for each in self.handed if each.way != WAY)


def alerts(subscriber: Subscriber, *, before: int = 0) -> tuple[list[Alert], int]:
    """The newest first; and the number to go on before, 0 at the end."""
    rows = Allotment.objects.filter(Q(kind="cancel") | Q(act="correct"), subscriber=subscriber)
    if before:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[:PAGE + 1])
    shown = found[:PAGE]
    handed = defaultdict(list)
    numbers = [row.number for row in shown]
    for each in Handover.objects.filter(subscriber=subscriber, number__in=numbers).order_by("pk"):
        handed[each.number].append(each)
    with snapshot():
        items = live(tuple({str(row.guid) for row in shown}))
    lines = [Alert(row, items.get(str(row.guid)), tuple(handed[row.number])) for row in shown]
    return lines, shown[-1].number if len(found) > PAGE else 0


def ledger(subscriber: Subscriber, *, before: int = 0) -> tuple[list[Handover], int]:
    """Hand-overs, the newest numbers first; and the number to go on before."""
    numbers = Allotment.objects.filter(subscriber=subscriber).order_by("-number")
    if before:
        numbers = numbers.filter(number__lt=before)
    page = list(numbers.values_list("number", flat=True)[:PAGE + 1])
    rows = Handover.objects.filter(subscriber=subscriber, number__in=page[:PAGE])
    found = placed(subscriber, rows.order_by("-number", "pk"))
    return found, page[PAGE - 1] if len(page) > PAGE else 0
