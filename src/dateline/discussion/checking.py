"""What `dateline check` verifies of the discussion."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from dateline.delivery.public import READER, snapshot
from dateline.discussion.book import BrokenLog, verify
from dateline.discussion.models import Comment, LogLine, Sanction, Statement, Thread
from dateline.discussion.placing import above
from dateline.lib.progress import Told, untold


class DiscussionBreach(Exception):
    """A count, a place or the log is not whole; the text names the first one."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, in one snapshot; raises DiscussionBreach."""
    with snapshot():
        try:
            yield f"{verify(using=READER)} lines of the log of decisions are chained"
        except BrokenLog as broken:
            raise DiscussionBreach(f"the log of decisions: {broken}") from None
        yield _threads()
        yield _trees(progress)
        yield _reasons()


def _threads() -> str:
    public = Count("all", filter=Q(all__state="public"))
    rows = Thread.objects.using(READER).annotate(public=public)
    wrong = rows.exclude(comments=F("public")).order_by("pk").first()
    if wrong is not None:
        raise DiscussionBreach(
            f"{wrong} counts {wrong.comments} comments, but {wrong.public} are public")
    return f"{rows.count()} threads count their public comments exactly"


def _trees(progress: Told) -> str:
    """Each comment's replies and whether it is shown, counted anew from the public ones below."""
    rows = Comment.objects.using(READER).order_by("thread", "root", "path")
    total, tree = rows.count(), list[Comment]()
    kept = ("thread_id", "number", "root", "path", "state", "shown", "replies")
    for done, row in enumerate(rows.only(*kept).iterator(5000), start=1):
        if tree and (tree[0].thread_id, tree[0].root) != (row.thread_id, row.root):
            _whole(tree)
            tree = []
        tree.append(row)
        if done % 5000 == 0:
            progress("comments", done, total)
    _whole(tree)
    return f"{total} comments are shown, and count their replies, as those below them say"


def _whole(tree: list[Comment]) -> None:
    below: dict[int, int] = {}
    for row in tree:
        if row.state == "public":
            for number in above(row.path):
                below[number] = below.get(number, 0) + 1
    for row in tree:
        replies = below.get(row.number, 0)
        shown = row.state == "public" or replies > 0
        if (row.replies, row.shown) != (replies, shown):
            raise DiscussionBreach(
                f"comment {row.number} of thread {row.thread_id} says {row.replies} replies, "
                f"shown {row.shown}; it is {replies}, {shown}")


def _reasons() -> str:
    """Every restriction has a statement, and every statement its line in the log.

    But for what was told whole (the demo's conversations): there nobody decided here.
    """
    comments = Comment.objects.using(READER)
    bare = comments.filter(state="restricted", statement=None).first()
    stale = comments.filter(state="restricted", statement__reversed_at__isnull=False).first()
    mine = comments.filter(state="restricted").exclude(statement__reader=F("reader")).first()
    if bare or stale or mine:
        row = bare or stale or mine
        raise DiscussionBreach(f"comment {row.pk} is restricted without a statement that holds")  # type: ignore[union-attr]
    odd = Sanction.objects.using(READER).exclude(
        statement__restriction=F("kind"), statement__reader=F("reader")).first()
    if odd is not None:
        raise DiscussionBreach(f"sanction {odd.pk} is not what its statement says")
    statements = Statement.objects.using(READER).count()
    lines = LogLine.objects.using(READER).filter(act="statement").count()
    told = comments.filter(state="restricted", source__isnull=False, reader__user=None).count()
    if lines < statements - told:
        raise DiscussionBreach(f"{statements} statements, but {lines} of them are in the log")
    return f"{statements} statements of reasons stand behind every restriction"


