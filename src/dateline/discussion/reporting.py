"""The transparency report (Regulation (EU) 2022/2065, Art. 15 and 24), and statements for export.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from dateline.delivery.public import READER, snapshot
from dateline.discussion import dsa
from dateline.discussion.letters import TRAVEL, UNDO
from dateline.discussion.models import Appeal, Comment, IllegalNotice, Report, Statement


def statements(begin: datetime, end: datetime) -> QuerySet[Statement]:
    """The statements made from `begin` up to `end`; those undone within seconds are none."""
    undone = Q(reversed_at__lte=F("begins_at") + UNDO + TRAVEL)
    rows = Statement.objects.using(READER).filter(begins_at__gte=begin, begins_at__lt=end)
    return rows.exclude(undone).select_related("comment", "reader", "clause").order_by(
        "begins_at", "pk")


def exported(begin: datetime, end: datetime) -> Iterator[dict[str, Any]]:
    """The same in the fields of the EU's transparency database."""
    with snapshot():
        yield from dsa.entries(statements(begin, end).iterator(1000), base=settings.BASE_URL)


def report(begin: datetime, end: datetime) -> dict[str, Any]:
    """What was moderated from `begin` up to `end`, as numbers under plain names."""
    with snapshot():
        made = statements(begin, end)
        notices = IllegalNotice.objects.using(READER).filter(at__gte=begin, at__lt=end)
        appeals = Appeal.objects.using(READER).filter(at__gte=begin, at__lt=end)
        comments = Comment.objects.using(READER).filter(at__gte=begin, at__lt=end)
        reports = Report.objects.using(READER).filter(at__gte=begin, at__lt=end)
        return {
            "from": begin.isoformat(), "to": end.isoformat(),
            "comments": _by(comments, "state"),
            "reports by readers": _by(reports, "outcome"),
            "statements of reasons": made.count(),
            "by restriction": _by(made, "restriction"),
            "by clause": _by(made.exclude(clause=None), "clause__number"),
            "by law": _by(made.filter(clause=None), "law"),
            "by what they began with": _by(made, "source"),
            "found by a program": made.filter(detected=True).count(),
            "decided by a program": made.filter(decided=True).count(),
            "decided by a program, reversed": made.filter(
                decided=True, reversed_at__isnull=False).count(),
            "notices of illegal content": _by(notices, "outcome"),
            "notices, median hours to the decision": _median(notices, "at", "decided_at"),
            "appeals": _by(appeals, "outcome"),
            "appeals, median hours to the answer": _median(appeals, "at", "decided_at"),
            "appeals answered late": appeals.filter(decided_at__gt=F("due_at")).count(),
        }


def _by(rows: QuerySet[Any], name: str) -> dict[str, int]:
    found = rows.order_by(name).values_list(name).annotate(number=Count("pk"))
    return {value or "open": number for value, number in found}


def _median(rows: QuerySet[Any], begin: str, end: str) -> float | None:
    spans = sorted(last - first for first, last in rows.exclude(**{end: None}).values_list(
        begin, end))
    if not spans:
        return None
    middle = spans[len(spans) // 2] + spans[(len(spans) - 1) // 2]
    return round(middle / 2 / timedelta(hours=1), 1)
