"""The moderators' queue: what waits and what was reported, heaviest first, a page at a time.

A page costs the same number of questions, each read by its own index, however many wait: the
cursor is the weight and number of the last one shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from dateline.delivery.public import snapshot
from dateline.discussion.advising.judging import Said, in_words
from dateline.discussion.deciding import marks
from dateline.discussion.models import (
    Clause,
    Comment,
    Draft,
    IllegalNotice,
    Report,
    Sanction,
    Standards,
)
from dateline.discussion.sanctions import standing
from dateline.record import public as record

PAGE = 20
MOST_REPORTS = 5
MOST_COUNTED = 1000
Cursor = tuple[float, int]
ONLY = ("", "pending", "reported")


@dataclass
class Item:
    """One comment of the queue, with all that is needed to decide."""

    comment: Comment
    mark: str
    headline: str = ""
    address: str = ""
    reports: list[Report] = field(default_factory=list)
    reported: int = 0
    notices: list[IllegalNotice] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    advice: Said | None = None

    @property
    def signals(self) -> list[str]:
        """What the checks said, in words."""
        return [_words(signal) for signal in self.comment.signals]


def _words(signal: Any) -> str:
    if not isinstance(signal, dict):
        return str(signal)
    clause = f" ({signal['clause']})" if signal.get("clause") else ""
    return f"{signal.get('reason') or signal.get('check', '')}{clause}"


def cursor_of(text: str) -> Cursor | None:
    """A cursor as an address carries it, such as `1.25~812`; None for none or nonsense."""
    weight, _, number = text.partition("~")
    try:
        return float(weight), int(number)
    except ValueError:
        return None


def page(after: Cursor | None = None, *, only: str = "", at: datetime) -> tuple[list[Item], str]:
    """A page of the queue, and the cursor of the next one (empty: there is none)."""
    rows = _rows(after, only)
    more = f"{rows[PAGE - 1].weight!r}~{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return items(rows[:PAGE], at=at), more


def _rows(after: Cursor | None, only: str) -> list[Comment]:
    rows: list[Comment] = []
    if only in ("", "pending"):
        rows += _span(Comment.objects.filter(state="pending"), after)
    if only in ("", "reported"):
        rows += _span(Comment.objects.filter(state="public", weight__gt=0), after)
    return sorted(rows, key=lambda row: (-row.weight, row.pk))[: PAGE + 1]


def _span(rows: QuerySet[Comment], after: Cursor | None) -> list[Comment]:
    """What follows a cursor: first the rest of the same weight, then what is lighter."""
    rows = rows.order_by("-weight", "pk").select_related(
        "thread", "reader", "parent__reader", "statement")
    if after is None:
        return list(rows[: PAGE + 1])
    weight, number = after
    found = list(rows.filter(weight=weight, pk__gt=number)[: PAGE + 1])
    if len(found) <= PAGE:
        found += rows.filter(weight__lt=weight)[: PAGE + 1 - len(found)]
    return found


def items(rows: list[Comment], *, at: datetime) -> list[Item]:
    """Comments with their stories, reports, notices and people, in a fixed number of questions."""
    seen = marks(rows)
    made = {row.pk: Item(row, seen[row.pk], advice=in_words(row)) for row in rows}
    for report in _reports(made):
        made[report.comment_id].reports.append(report)
        made[report.comment_id].reported = report.total  # type: ignore[attr-defined]
    for notice in IllegalNotice.objects.filter(comment__in=made, outcome="")[:100]:
        if notice.comment_id is not None:
            made[notice.comment_id].notices.append(notice)
    for draft in Draft.objects.filter(comment__in=made).order_by("pk")[:200]:
        made[draft.comment_id].drafts.append(draft)
    held: dict[int, list[Sanction]] = {}
    for sanction in standing({row.reader_id for row in rows}, at):
        held.setdefault(sanction.reader_id, []).append(sanction)
    with snapshot():
        stories = record.live(tuple({str(row.thread.guid) for row in rows}))
    for item in made.values():
        item.sanctions = held.get(item.comment.reader_id, [])
        story = stories.get(str(item.comment.thread.guid))
        if story is not None:
            item.headline, item.address = story.headline, story.address
    return list(made.values())


def _reports(comments: Iterable[int]) -> QuerySet[Report]:
    """The five heaviest open reports of each comment, with how many there are."""
    rows = Report.objects.filter(comment__in=list(comments), outcome="").annotate(
        place=Window(RowNumber(), partition_by=F("comment"),
                     order_by=[F("weight").desc(), F("id")]),
        total=Window(Count("id"), partition_by=F("comment")),
    )
    return rows.filter(place__lte=MOST_REPORTS).select_related("reader", "clause").order_by(
        "comment", "place")


def waiting() -> int:
    """How many comments wait, counted up to 1,000: beyond that the number tells nobody more."""
    return Comment.objects.filter(state="pending")[: MOST_COUNTED + 1].count()


def clauses() -> list[Clause]:
    """The clauses of the standards that hold."""
    newest = Standards.objects.order_by("-version").first()
    return list(newest.clauses.order_by("position")) if newest else []
