"""What a report weighs, and how a comment stands in the moderators' queue.

A report never hides a comment: it moves it up the queue. Reports of people with a record weigh by
it, those of everybody else together no more than `CROWD`. See docs/decisions: the formula.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, Sum

from dateline.discussion.book import note
from dateline.discussion.models import Comment, LogLine, Reader, Report
from dateline.discussion.moving import Open

MONTH = timedelta(days=30)
LEAST = 0.01
CROWD = 1.0
"""What the reports of all who have no record weigh together, at most."""
HOLDING = 2.0
"""From this weight of reporters with a record a comment may be set back to be read first."""
DECIDED = ("decide", "undo", "appeal")
"""The acts of the log by which a person decided on a comment."""


def trust(reader: Reader, at: datetime) -> float:
    """What a report of this reader weighs, 0.01 to 1: the share of right ones, grown in 30 days."""
    share = (reader.right + 1) / (reader.right + reader.wrong + 2)
    grown = min((at - reader.joined_at) / MONTH, 1.0)
    return max(round(share * grown, 4), LEAST)


def trusted(reader: Reader) -> bool:
    """Whether no report sets a comment of this reader's back: 20 approved, one in ten refused."""
    return reader.approved >= 20 and reader.approved >= 10 * reader.refused


def weights(comment: Comment, at: datetime) -> tuple[float, float]:
    """What the open reports weigh: of reporters with a record, and of all others (at most CROWD).

    A record: three right reports, twice as many right as wrong, and 30 days.
    """
    known = Q(reader__right__gte=3, reader__joined_at__lte=at - MONTH) & Q(
        reader__right__gte=2 * F("reader__wrong"))
    found = Report.objects.filter(comment=comment, outcome="").aggregate(
        known=Sum("weight", filter=known), other=Sum("weight", filter=~known))
    return found["known"] or 0.0, min(found["other"] or 0.0, CROWD)


def weigh(comment: Comment, at: datetime) -> float:
    """Where a comment stands in the queue: what was said of it on the way in, and the reports."""
    known, other = weights(comment, at)
    return round(comment.own_weight + known + other, 4)


def reported(held: Open, comment: Comment, *, at: datetime) -> bool:
    """After a report was kept, under the thread's lock: move the comment up the queue.

    True if it was set back to be read: then its writer has no record that speaks against it, no
    moderator has decided on it before, and reporters with a record weigh enough.
    """
    known, other = weights(comment, at)
    back = (
        known >= HOLDING and comment.state == Comment.State.PUBLIC
        and not trusted(comment.reader) and not _decided(comment)
    )
    if back:
        held.move(comment, Comment.State("pending"), at=at)
        note("set back", f"comment:{comment}", {"weight": known}, by=None, at=at)
    comment.weight = round(comment.own_weight + known + other, 4)
    comment.save(update_fields=["weight"])
    return back


def _decided(comment: Comment) -> bool:
    return LogLine.objects.filter(subject=f"comment:{comment}", act__in=DECIDED).exists()
