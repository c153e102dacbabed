"""Who is to be told of a comment that has become public, and when.

Posting only asks for a job, in its own transaction: whom it concerns is found after it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from dateline.discussion.letters import TRAVEL, UNDO
from dateline.discussion.mentions import (
    MOST,
    chosen,
    keys_named,
    names_somebody,
    taking_part,
)
from dateline.discussion.models import Comment, Notification, Reader
from dateline.discussion.timing import ORDER, due_at, pace_of
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.record.public import site

APPEARED, DIGEST = "discussion-appeared", "discussion-digest"
SURELY_AHEAD = timedelta(minutes=1)
"""A mail that is due later than this is not being put together just now."""


def appeared(comment: Comment, *, at: datetime) -> None:
    """A comment is public, or its public text has changed: have found whom that concerns.

    In the caller's transaction, at the cost of one row. Nobody is told of what was brought from
    elsewhere.
    """
    if comment.source is None and (comment.parent_id or names_somebody(comment.text)):
        run_at = max(at + UNDO + TRAVEL, clock.now())
        enqueue(APPEARED, {"comment": comment.pk, "at": at.isoformat()}, run_at=run_at)


def hear(payload: dict[str, Any]) -> None:
    """The job: keep who is told of a comment; twice is once (the database refuses a second)."""
    rows = Comment.objects.filter(pk=payload["comment"], state=Comment.State.PUBLIC)
    comment = rows.select_related("parent").first()
    if comment is None:
        return
    with transaction.atomic():
        for reader, kind in _concerned(comment):
            _keep(reader, kind, comment, at=datetime.fromisoformat(payload["at"]))


def _concerned(comment: Comment) -> list[tuple[Reader, str]]:
    """Each once: who is answered and named too is told of what they want to know sooner."""
    named = keys_named(comment.text)
    answered = comment.parent.reader_id if comment.parent else None
    rows = taking_part(comment, {key for keys in named for key in keys},
                       {answered} if answered else set())
    readers = {row.name_key: row for row in rows}
    told = comment_told(comment)
    kinds: dict[int, tuple[Reader, list[str]]] = {
        row.pk: (row, ["reply"]) for row in readers.values() if row.pk == answered}
    room = MOST - list(told.values()).count("mention")
    for row in chosen(named, readers):
        if row.pk not in told and room > 0:
            kinds.setdefault(row.pk, (row, []))[1].append("mention")
            room -= 1
    found = ((row, min(each, key=lambda kind: ORDER.index(pace_of(row, kind))))
             for row, each in kinds.values() if row.pk not in told)
    return [(row, kind) for row, kind in found if pace_of(row, kind) != "never"]


def comment_told(comment: Comment) -> dict[int, str]:
    """Who is told of a comment already (by number), and as what."""
    rows = Notification.objects.filter(comment=comment, kind__in=("reply", "mention"))
    return dict(rows.values_list("reader", "kind"))


def approved(comment: Comment, *, at: datetime) -> None:
    """A moderator has published a comment: its writer is told, if they want to, in the decision's
    transaction. (A restriction is told by its statement, whatever anybody wants.)"""
    reader = comment.reader
    if reader.user_id is not None and reader.on_decision != "never":
        _keep(reader, "decision", comment, at=at)


def _keep(reader: Reader, kind: str, comment: Comment, *, at: datetime) -> None:
    """Keep that somebody is to be told, and see that there is a mail when it is due."""
    due = due_at(pace_of(reader, kind), at=at, zone=zone(site().time_zone))
    waits = Notification.objects.filter(reader=reader, due_at=due, sent_at=None, statement=None)
    covered = due > clock.now() + SURELY_AHEAD and waits.exists()
    Notification.objects.bulk_create([Notification(
        reader=reader, kind=kind, comment=comment, at=at, due_at=due)], ignore_conflicts=True)
    if not covered:
        enqueue(DIGEST, {"reader": reader.pk}, run_at=max(due, clock.now()))
