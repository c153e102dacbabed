"""The screen of one subscriber's sequence: each number, what was handed, and what was received."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dateline.delivery.public import snapshot
from dateline.record.public import live
from dateline.wire.models import Allotment, Handover, Subscriber
from dateline.wire.subscribers.placing import placed
from dateline.wire.subscribers.screens.framing import Screen

PAGE = 50
ACTS = {
    "publish": _("published"), "update": _("updated"), "correct": _("corrected"),
    "resection": _("moved to another section"), "withdraw": _("withdrawn"),
    "expire": _("expired"), "kill": _("killed"), "erase": _("erased"),
    "embargo": _("withheld until its time"), "release": _("taken back before its time"),
}


class Sequence(Screen):
    """The newest numbers first; `?before=` goes on, `?missing=1` shows what is not received."""

    template_name = "wire/desk/sequence.html"
    page_title = _("Sequence")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the subscriber."""
        super().setup(request, *args, **kwargs)
        self.subscriber = get_object_or_404(Subscriber, pk=kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[Any]:
        """Through the subscriber."""
        own = {"url": reverse("wire_subscriber", args=[self.subscriber.pk]),
               "label": self.subscriber.name}
        return [*self.breadcrumbs_items, own, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of it, in a fixed number of questions."""
        before, missing = self.request.GET.get("before", ""), "missing" in self.request.GET
        rows = Allotment.objects.filter(subscriber=self.subscriber).order_by("-number")
        if before.isascii() and before.isdecimal() and len(before) < 16:
            rows = rows.filter(number__lt=int(before))
        if missing:
            received = Handover.objects.filter(
                subscriber=self.subscriber, received_at__isnull=False, number=OuterRef("number"))
            rows = rows.exclude(Exists(received))
        found = list(rows[:PAGE + 1])
        more = found[PAGE - 1].number if len(found) > PAGE else None
        return super().get_context_data(
            subscriber=self.subscriber, lines=_lines(self.subscriber, found[:PAGE]), more=more,
            missing=missing, **kwargs)


def _lines(subscriber: Subscriber, rows: list[Allotment]) -> list[dict[str, Any]]:
    handed = defaultdict(list)
    numbers = [row.number for row in rows]
    given = Handover.objects.filter(subscriber=subscriber, number__in=numbers).order_by("pk")
    for each in placed(subscriber, given):
        handed[each.number].append(each)
    with snapshot():
        items = live(tuple({str(row.guid) for row in rows}))
    return [
        {"row": row, "act": ACTS.get(row.act, row.act), "item": items.get(str(row.guid)),
         "handed": handed[row.number]}
        for row in rows
    ]
