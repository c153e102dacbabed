"""What a reader does with the comment of another: likes it, or reports it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from dateline.discussion import standards
from dateline.discussion.checks.thread import SILENT
from dateline.discussion.limits import count
from dateline.discussion.models import Comment, Like, Reader, Report
from dateline.discussion.moving import opened
from dateline.discussion.policies import ground_of
from dateline.discussion.posting import NotPosted, code_of, here
from dateline.discussion.sanctions import holding
from dateline.discussion.text import clean
from dateline.discussion.weighing import reported, trust

LONGEST = 1000


def public_comment(code: str, number: int) -> Comment:
    """A public comment by its address. Raises NotPosted."""
    rows = Comment.objects.filter(thread__code=code_of(code), number=number, state="public")
    comment = rows.select_related("thread", "reader").first()
    if comment is None:
        raise NotPosted(_("There is no such comment (any more)."))
    return comment


def like(
    reader: Reader, code: str, number: int, *, liked: bool = True, at: datetime, address: str = ""
) -> Comment:
    """Like a comment, or like it no longer. Twice is once. Raises NotPosted or TooFast."""
    count("like", account=str(reader.pk), address=address)
    comment = _of_another(reader, code, number, at)
    with opened(comment.thread_id) as held:
        rows = Like.objects.filter(comment=comment, reader=reader)
        if liked == rows.exists() or not here(reader):
            return comment
        if liked:
            Like.objects.create(comment=comment, reader=reader, at=at)
        else:
            rows.delete()
        change = 1 if liked else -1
        Comment.objects.filter(pk=comment.pk).update(likes=F("likes") + change)
        comment.likes += change
        held.changed()
    return comment


def likes(reader: Reader, comment: Comment) -> bool:
    """Whether a reader likes a comment."""
    return Like.objects.filter(comment=comment, reader=reader).exists()


def report(
    reader: Reader, code: str, number: int, *, clause: str, text: str = "", at: datetime,
    address: str = "",
) -> Report:
    """Say that a comment breaks a clause of the standards. Twice is once.

    It brings the comment before moderators, the sooner the more the reporter's record weighs; no
    crowd can hide anything by it (`weighing`). Raises NotPosted or TooFast.
    """
    count("report", account=str(reader.pk), address=address)
    comment = _of_another(reader, code, number, at)
    cited = standards.newest().clauses.filter(number=clause.replace("\0", "")[:10]).first()
    if cited is None:
        raise NotPosted(_("Choose the clause that the comment breaks."))
    with opened(comment.thread_id) as held:
        row = Comment.objects.get(pk=comment.pk)
        row.thread = held.thread
        if not here(reader):
            raise NotPosted(_("You have left this discussion."))
        made, new = Report.objects.get_or_create(
            comment=row, reader=reader,
            defaults={"clause": cited, "text": clean(text)[:LONGEST], "at": at,
                      "weight": trust(reader, at)})
        if new:
            reported(held, row, at=at)
    return made


def _of_another(reader: Reader, code: str, number: int, at: datetime) -> Comment:
    """What one may like or report. Raises NotPosted."""
    comment, ground = public_comment(code, number), ground_of(code)
    if ground is None:
        raise NotPosted(_("There is no such story to discuss (any more)."))
    if comment.reader_id == reader.pk:
        raise NotPosted(_("This comment is your own."))
    if SILENT & {one.kind for one in holding(reader, section=ground.section, at=at)}:
        raise NotPosted(_("You may not take part here now. Your account says why."))
    return comment
