"""Taking the texts away: of a reader who left, thread by thread, and of what was deleted long ago.

Each portion is one transaction under its thread's lock, and finds only what is still to be done:
stopped anywhere and begun again, the end is the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from dateline.delivery.public import renew_store
from dateline.discussion.book import note
from dateline.discussion.models import Appeal, Comment, Draft, Like, Report
from dateline.discussion.moving import Open, opened
from dateline.jobs.public import enqueue
from dateline.lib import clock

KIND, DELETED, WIPE = "discussion-erase", "discussion-empty", "discussion-wipe"
PORTION, LEASE = 200, timedelta(minutes=30)
KEPT = timedelta(days=14)
"""So long moderators see the text of a comment that its author deleted (reports, notices)."""
State = Comment.State
_EMPTY = {"text": "", "html": "", "badge": "", "shape": "", "near": 0, "signals": [],
          "score": None, "featured": False, "pinned": False}


def empty_reader(payload: dict[str, Any]) -> None:
    """The job: take away what a reader who left has written, or only the badges and what was not
    public (`keep`)."""
    reader, keep = payload["reader"], payload["keep"]
    Draft.objects.filter(comment__reader=reader).delete()
    Report.objects.filter(reader=reader).update(text="")
    _appeals(reader)
    for thread in _threads(_to_do(reader, keep=keep)):
        while _portion(thread, reader, keep=keep):
            pass
    if not keep:
        for thread in _threads(Comment.objects.filter(pk__in=Like.objects.filter(
                reader=reader).values("comment"))):
            _unlike(thread, reader)
    enqueue(WIPE, {}, run_at=_next_night())


def _next_night() -> datetime:
    """When few read: three o'clock, UTC."""
    now = clock.now().astimezone(UTC)
    night = now.replace(hour=3, minute=0, second=0, microsecond=0)
    return night if night > now else night + timedelta(days=1)


def _threads(rows: QuerySet[Comment]) -> list[int]:
    return list(rows.order_by().values_list("thread", flat=True).distinct())


def _to_do(reader: int, *, keep: bool) -> QuerySet[Comment]:
    """What still holds something of theirs."""
    written = ~Q(text="")
    if keep:
        written = written & ~Q(state="public") | Q(state="public") & ~Q(badge="")
    return Comment.objects.filter(written, reader=reader)


def _portion(thread: int, reader: int, *, keep: bool) -> bool:
    """Empty some; False when nothing was left."""
    with opened(thread) as held:
        rows = list(_to_do(reader, keep=keep).filter(thread=thread).order_by("pk")[:PORTION])
        for row in rows:
            if keep and row.state == State.PUBLIC:
                Comment.objects.filter(pk=row.pk).update(badge="")
                held.changed()
            else:
                empty(held, row.pk, at=clock.now())
    return bool(rows)


def empty(held: Open, pk: int, *, at: datetime) -> None:
    """Take the text of a comment, under its thread's lock; but for a restricted one, which keeps
    its statement, it is deleted."""
    row = Comment.objects.get(pk=pk)
    if row.state in (State.PUBLIC, State.PENDING):
        held.move(row, State("deleted"), at=at)
    Draft.objects.filter(comment=pk).delete()
    Comment.objects.filter(pk=pk).update(**_EMPTY)


def _unlike(thread: int, reader: int) -> None:
    with opened(thread) as held:
        rows = Like.objects.filter(comment__thread=thread, reader=reader)
        liked = list(rows.values_list("comment", flat=True))
        rows.delete()
        Comment.objects.filter(pk__in=liked).update(likes=Greatest(F("likes") - 1, 0))
        held.changed()


@transaction.atomic
def _appeals(reader: int) -> None:
    """What was said in them goes; one that nobody has answered is withdrawn."""
    rows = Appeal.objects.filter(statement__reader=reader)
    rows.exclude(text="").exclude(outcome="").update(text="")
    for row in rows.filter(outcome="").select_for_update():
        note("appeal withdrawn", f"statement:{row.statement.reference}", {"appeal": row.pk},
             by=None, at=clock.now())
        row.delete()


def empty_later(comment: Comment, *, at: datetime) -> None:
    """Have the text of a comment that its author deleted taken away, in that transaction."""
    enqueue(DELETED, {"comment": comment.pk}, run_at=max(at, clock.now()) + KEPT)


def empty_deleted(payload: dict[str, Any]) -> None:
    """The job: it was deleted long ago."""
    row = Comment.objects.filter(pk=payload["comment"]).first()
    if row is None:
        return
    with opened(row.thread_id) as held:
        if Comment.objects.filter(pk=row.pk, state="deleted").exists():
            empty(held, row.pk, at=clock.now())


def wipe(payload: dict[str, Any]) -> None:
    """The job: no stored page shows any of it any more, but their bytes may still lie in the page
    store. It is begun anew, once a night at most, however many leave."""
    night = f"discussion-wiped-{clock.now():%Y%m%d}"
    if cache.get(night) is None:
        renew_store()
        cache.set(night, 1, 2 * 24 * 3600)
