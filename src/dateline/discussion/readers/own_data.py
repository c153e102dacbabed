"""What is kept about a reader, as tables (GDPR, Art. 15): nobody else is named in any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet

from dateline.delivery.public import READER
from dateline.discussion.models import (
    Acceptance,
    Appeal,
    Comment,
    Draft,
    EntryLink,
    IllegalNotice,
    Like,
    Notification,
    Reader,
    Report,
    Sanction,
    Statement,
)
from dateline.lib.rows import Table
from dateline.people import public as people

Row = dict[str, Any]


def everything(reader: Reader) -> Iterator[Table]:
    """Yield each table; run it in one snapshot. Rows are read as they are asked for."""
    yield _table("profile", Reader.objects.filter(pk=reader.pk).values(
        "name", "badge", "joined_at", "approved", "refused", "right", "wrong", "language",
        "on_reply", "on_mention", "on_decision"))
    yield from _written(reader)
    yield from _decided(reader)
    if reader.user is not None:
        email = reader.user.email
        yield _table("links", EntryLink.objects.filter(email=email).values(
            "email", "onward", "expires_at"))
        yield _table("notices", IllegalNotice.objects.filter(email__iexact=email).values(
            "reference", "address", "law", "explanation", "name", "email", "at", "outcome",
            "answer", "decided_at"))
        yield from people.own_data(reader.user)


def _written(reader: Reader) -> Iterator[Table]:
    yield _table("comments", Comment.objects.filter(reader=reader).values(
        "thread__code", "number", "text", "state", "at", "edited_at", "public_at", "badge",
        "likes", "replies", "pinned", "featured", "signals",
        answer_to=F("parent__number")), _placed)
    yield _table("earlier texts", Draft.objects.filter(comment__reader=reader).values(
        "text", "until", thread__code=F("comment__thread__code"), number=F("comment__number")),
        _placed)
    yield _table("likes", _about(Like.objects.filter(reader=reader), "at"), _placed)
    yield _table("reports", _about(
        Report.objects.filter(reader=reader), "text", "at", "outcome", number_of_clause=F(
            "clause__number")), _placed)
    yield _table("standards", Acceptance.objects.filter(reader=reader).values(
        "at", version=F("standards__version")))


def _decided(reader: Reader) -> Iterator[Table]:
    yield _table("statements", Statement.objects.filter(reader=reader).values(
        "reference", "restriction", "ground", "law", "facts", "detected", "decided", "scope",
        "source", "begins_at", "ends_at", "redress", "reversed_at",
        number_of_clause=F("clause__number"), thread__code=F("comment__thread__code"),
        number=F("comment__number")), _placed)
    yield _table("sanctions", Sanction.objects.filter(reader=reader).values(
        "kind", "section", "begins_at", "ends_at", "lifted_at",
        reference=F("statement__reference")))
    yield _table("appeals", Appeal.objects.filter(statement__reader=reader).values(
        "text", "at", "due_at", "outcome", "answer", "decided_at",
        reference=F("statement__reference")))
    yield _table("notifications", _about(
        Notification.objects.filter(reader=reader), "kind", "at", "due_at", "sent_at",
        reference=F("statement__reference")), _placed)


def _about(rows: QuerySet[Any], *names: str, **others: Any) -> QuerySet[Any, Row]:
    """These columns, and which comment it is about."""
    return rows.values(*names, **others, thread__code=F("comment__thread__code"),
                       number=F("comment__number"))


def _table(
    name: str, rows: QuerySet[Any, Row], shaped: Callable[[Row], Row] = dict
) -> Table:
    held = rows.using(READER).order_by("pk")
    return Table(name, map(shaped, held.iterator(500)), held.count())


def _placed(row: Row) -> Row:
    """With the address of the comment it is about in place of its parts."""
    code, number = row.pop("thread__code"), row.pop("number")
    address = f"{settings.BASE_URL}/discussion/~{code}/{number}/" if number else ""
    return {"comment": address} | row
