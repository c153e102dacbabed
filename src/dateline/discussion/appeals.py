"""Appeals against statements of reasons (Regulation (EU) 2022/2065, Art. 20)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dateline.discussion.book import note
from dateline.discussion.deciding import holding
from dateline.discussion.letters import link, write
from dateline.discussion.models import Appeal, Comment, Sanction, Statement
from dateline.discussion.moving import Open
from dateline.discussion.permitted import MODERATE
from dateline.discussion.statements import until
from dateline.discussion.verdicts import last_decision, pass_verdict, shift_record
from dateline.lib import canonical
from dateline.people.public import NotAllowed, User, must_have

ANSWERED_WITHIN = timedelta(days=7)
LONGEST = 5000


def appeal(statement: Statement, text: str, *, at: datetime) -> Appeal:
    """Say something against a statement, once, within 184 days. Raises NotAllowed in words.

    Who asks is known by the account or by the signed link; a ban does not matter.
    """
    said = text.replace("\0", "").strip()
    if not said:
        raise NotAllowed(_("Write what you have to say against the decision."))
    if len(said) > LONGEST:
        raise NotAllowed(_("An appeal has at most %(most)s signs.") % {"most": LONGEST})
    if at > until(statement):
        raise NotAllowed(_("The time for an appeal is over."))
    if statement.reversed_at is not None:
        raise NotAllowed(_("This decision was taken back; there is nothing to appeal against."))
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                statement=statement, text=said, at=at, due_at=at + ANSWERED_WITHIN,
                first_by=statement.by)
            note("appealed", f"statement:{statement.reference}", {
                "appeal": made.pk, "text": canonical.digest(said)}, by=None, at=at)
    except IntegrityError:
        raise NotAllowed(_("There was an appeal against this decision already.")) from None
    return made


def answer_appeal(appeal: int, outcome: str, answer: str, *, by: User, at: datetime) -> Appeal:
    """Uphold a decision or reverse it (`upheld`, `reversed`), by another person than decided.

    A reversal restores the comment, the counts and the person's standing, or ends the sanction.
    """
    must_have(by, MODERATE, _("Answering an appeal"))
    if outcome not in ("upheld", "reversed"):
        raise ValueError(f"{outcome!r} is no outcome of an appeal")
    if not answer.strip():
        raise NotAllowed(_("An appeal is answered with reasons."))
    with transaction.atomic():
        statement = Statement.objects.filter(appeal=appeal).first()
        if statement is None:
            raise NotAllowed(_("There is no such appeal."))
        if statement.comment_id is not None:
            with holding(statement.comment_id, by=by) as (held, row):
                found = _open(appeal, by)
                done = _restored(held, row, statement, by, at) if outcome == "reversed" else {}
                return _close(found, outcome, answer, by, at, f"comment:{row}", done)
        found = _open(appeal, by)
        if outcome == "reversed":
            Sanction.objects.filter(statement=statement, lifted_at=None).update(lifted_at=at)
        return _close(found, outcome, answer, by, at, f"reader:{statement.reader_id}", {})


def _open(appeal: int, by: User) -> Appeal:
    row = Appeal.objects.select_for_update().get(pk=appeal)
    if row.outcome:
        raise NotAllowed(_("Nothing was done: %(person)s answered this appeal.") % {
            "person": row.decided_by})
    if by.pk in (row.first_by_id, row.statement.reader.user_id):
        raise NotAllowed(_("Another person than who decided first answers an appeal."))
    return row


def _restored(
    held: Open, row: Comment, statement: Statement, by: User, at: datetime
) -> dict[str, Any]:
    """Bring the comment back; of one its author deleted meanwhile, only the record."""
    if row.statement_id == statement.pk:
        return pass_verdict(held, row, "restore", by=by, at=at)
    last = last_decision(row)
    if last is None or last.payload.get("statement") != str(statement.reference):
        return {}
    shift_record(row.reader_id, last.payload["counted"], "approved")
    return {"comment": row.pk, "to": row.state, "counted": "approved"}


def _close(
    row: Appeal, outcome: str, answer: str, by: User, at: datetime, subject: str,
    done: dict[str, Any],
) -> Appeal:
    row.outcome, row.answer = outcome, answer.strip()[:LONGEST]
    row.decided_by, row.decided_at = by, at
    row.save()
    statement = row.statement
    if outcome == "reversed":
        Statement.objects.filter(pk=statement.pk).update(reversed_at=at)
    payload = {"appeal": row.pk, "outcome": outcome, "statement": str(statement.reference),
               "answer": canonical.digest(row.answer)}
    note("appeal" if done else "appeal answered", subject, done | payload, by=by, at=at)
    write(statement.reader, "appeal", {"appeal": row, "link": link(statement)})
    return row


def late(at: datetime) -> int:
    """How many appeals have waited longer than they should."""
    return Appeal.objects.filter(outcome="", due_at__lt=at).count()


