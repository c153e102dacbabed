"""Moderators' acts on comments. Each is in the log; of two at once one wins, the other is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.discussion.advising.learning import asked
from dateline.discussion.book import note
from dateline.discussion.hearing import approved
from dateline.discussion.letters import TRAVEL, UNDO
from dateline.discussion.models import Comment, LogLine, Report, Statement
from dateline.discussion.moving import Open, opened
from dateline.discussion.permitted import MODERATE
from dateline.discussion.verdicts import (
    VERDICTS,
    Reasons,
    hold_readers,
    last_decision,
    pass_verdict,
    settle,
    shift_record,
)
from dateline.discussion.weighing import weigh
from dateline.people.public import NotAllowed, User, must_have

WORDS = {
    "publish": gettext_lazy("published"), "keep": gettext_lazy("kept"),
    "hold": gettext_lazy("set back to be read"), "refuse": gettext_lazy("refused"),
    "remove": gettext_lazy("removed"), "restore": gettext_lazy("restored"),
}
FLAGS = ("featured", "pinned")
TOLD = ("publish", "restore")
"""Verdicts that are good news for the writer; of the others the statement tells."""


class Overtaken(NotAllowed):
    """Somebody else was faster, or the comment is no longer what was looked at."""


def marks(comments: Iterable[Comment]) -> dict[int, str]:
    """What each comment was when it was looked at; `decide` takes it back as `mark`.

    It changes with the state, with every act in the log, and when the text is edited.
    """
    rows = list(comments)
    subjects = [f"comment:{row}" for row in rows]
    lines = LogLine.objects.filter(subject__in=subjects).order_by()
    newest = dict(lines.values_list("subject").annotate(seq=Max("seq")))
    return {row.pk: _mark(row, newest.get(f"comment:{row}", 0)) for row in rows}


def _mark(row: Comment, seq: int) -> str:
    edited = f"{row.edited_at.timestamp():.6f}" if row.edited_at else "0"
    return f"{row.state}-{seq}-{edited}"


def decide(
    comment: int, verdict: str, *, by: User, at: datetime, mark: str = "",
    reasons: Reasons | None = None, source: str = "",
) -> LogLine:
    """Pass one of `VERDICTS` on a comment (by primary key); returns the line of the log.

    `mark`: as `marks` gave it; raises Overtaken if the comment is another one now. `reasons` are
    needed to refuse and to remove. Raises NotAllowed with the reason in words.
    """
    must_have(by, MODERATE, _("Deciding on a comment"))
    with holding(comment, by=by, mark=mark) as (held, row):
        _fits(row, verdict, reasons)
        done = pass_verdict(held, row, verdict, by=by, at=at, reasons=reasons, source=source)
        if verdict in TOLD:
            approved(row, at=at)
        line = note("decide", f"comment:{row}", done, by=by, at=at)
        asked(line.seq)
        return line


@contextmanager
def holding(comment: int, *, by: User, mark: str = "") -> Iterator[tuple[Open, Comment]]:
    """Hold the thread of a comment, and read the comment under that lock."""
    thread = Comment.objects.filter(pk=comment).values_list("thread", flat=True).first()
    if thread is None:
        raise NotAllowed(_("There is no such comment."))
    with opened(thread) as held:
        row = Comment.objects.select_related("reader", "statement").get(pk=comment)
        row.thread = held.thread
        if row.reader.user_id == by.pk:
            raise NotAllowed(_("This is your own comment: somebody else decides on it."))
        if mark and marks([row])[row.pk] != mark:
            raise Overtaken(_said(row))
        yield held, row


def _said(row: Comment) -> str:
    last = last_decision(row)
    if last is None or last.by is None:
        return _("Nothing was done: the comment is no longer what you looked at.")
    return _("Nothing was done: %(person)s was faster; the comment is %(state)s now.") % {
        "person": last.by, "state": row.get_state_display()}


def _fits(row: Comment, verdict: str, reasons: Reasons | None) -> None:
    asked = VERDICTS.get(verdict)
    if asked is None or row.state != asked.was:
        raise Overtaken(_("Nothing was done: the comment is %(state)s.") % {
            "state": row.get_state_display()})
    if asked.restriction and (reasons is None or not reasons.facts.strip()
                              or (reasons.clause is None and not reasons.law.strip())):
        raise NotAllowed(_("Nothing is restricted without a reason: name a clause or a law."))
    if verdict == "restore" and _appealed(row.statement):
        raise NotAllowed(_("There is an appeal against this: answer the appeal."))


def _appealed(statement: Statement | None) -> bool:
    appeal = getattr(statement, "appeal", None)
    return appeal is not None and appeal.outcome == ""


def undo(seq: int, *, by: User, at: datetime) -> LogLine:
    """Take back a decision (its line's number) within 10 seconds, by who made it."""
    must_have(by, MODERATE, _("Deciding on a comment"))
    line = LogLine.objects.filter(seq=seq, act="decide", by=by).first()
    if line is None or at - line.at > UNDO + TRAVEL:
        raise NotAllowed(_("This can no longer be undone: decide again."))
    done: dict[str, Any] = line.payload
    with holding(done["comment"], by=by) as (held, row):
        last = last_decision(row)
        if last is None or last.seq != seq or row.state != done["to"]:
            raise Overtaken(_said(row))
        before = _take_back(held, row, done, at)
        return note("undo", f"comment:{row}", before | {"undoes": seq}, by=by, at=at)


def _take_back(held: Open, row: Comment, done: dict[str, Any], at: datetime) -> dict[str, Any]:
    reports = Report.objects.filter(pk__in=[pk for pk, _outcome in done["reports"]])
    hold_readers([row.reader_id, *reports.values_list("reader", flat=True)])
    Statement.objects.filter(reference=done["statement"]).update(reversed_at=at)
    Statement.objects.filter(reference=done["statement_before"]).update(reversed_at=None)
    kept = Statement.objects.filter(reference=done["statement_before"]).first()
    held.move(row, Comment.State(done["was"]), at=at, statement=kept)
    shift_record(row.reader_id, done["counted"], done["counted_before"])
    for before in ("", "upheld"):
        settle([pk for pk, was in done["reports"] if was == before], done["settled"], before)
    row.weight = weigh(row, at)
    row.save(update_fields=["weight"])
    return {"comment": row.pk, "to": done["was"], "counted": done["counted_before"]}


def flag(comment: int, name: str, on: bool, *, by: User, at: datetime) -> LogLine:
    """Feature or pin a public comment, or end it. `name`: `featured` or `pinned`."""
    must_have(by, MODERATE, _("Featuring a comment"))
    if name not in FLAGS:
        raise ValueError(f"{name!r} is no flag of a comment")
    with holding(comment, by=by) as (held, row):
        if on and row.state != Comment.State.PUBLIC:
            raise NotAllowed(_("Only a public comment is featured or pinned."))
        setattr(row, name, on)
        row.save(update_fields=[name])
        held.changed()
        return note(name, f"comment:{row}", {"comment": row.pk, "on": on}, by=by, at=at)
