"""What a verdict does to a comment, its writer's record and those of its reporters.

Run under the thread's lock. What it did is a payload that goes into the log, and by which it can
be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from dateline.discussion.models import Clause, Comment, LogLine, Reader, Report, Statement
from dateline.discussion.moving import Open
from dateline.discussion.statements import state_reasons
from dateline.discussion.weighing import DECIDED, weigh
from dateline.people.public import User

PENDING, PUBLIC, RESTRICTED = map(Comment.State, ("pending", "public", "restricted"))


@dataclass(frozen=True)
class Verdict:
    """From which state to which; how it counts for the writer; what becomes of open reports."""

    was: Comment.State
    to: Comment.State
    counts: str
    reports: str
    restriction: str = ""


VERDICTS = {
    "publish": Verdict(PENDING, PUBLIC, "approved", "dismissed"),
    "keep": Verdict(PUBLIC, PUBLIC, "approved", "dismissed"),
    "hold": Verdict(PUBLIC, PENDING, "", ""),
    "refuse": Verdict(PENDING, RESTRICTED, "refused", "upheld", "refused"),
    "remove": Verdict(PUBLIC, RESTRICTED, "refused", "upheld", "removed"),
    "restore": Verdict(RESTRICTED, PUBLIC, "approved", "dismissed"),
}


@dataclass(frozen=True)
class Reasons:
    """The ground of a restriction: a clause or a law, and what was found, in words."""

    facts: str
    clause: Clause | None = None
    law: str = ""


def last_decision(comment: Comment) -> LogLine | None:
    """The newest line of the log by which a person decided on a comment."""
    rows = LogLine.objects.filter(subject=f"comment:{comment}", act__in=DECIDED)
    return rows.order_by("-seq").first()


def pass_verdict(
    held: Open, comment: Comment, name: str, *, by: User, at: datetime,
    reasons: Reasons | None = None, source: str = "",
) -> dict[str, Any]:
    """Do it; returns what the log is to say."""
    verdict, before = VERDICTS[name], last_decision(comment)
    counted = before.payload["counted"] if before else ""
    reports = _reports(comment, name)
    hold_readers([comment.reader_id, *(report.reader_id for report in reports)])
    held_by, was = comment.statement, comment.state
    statement = None
    if verdict.restriction:
        assert reasons is not None
        origin = source or ("report" if reports else "own")
        statement = state_reasons(
            comment.reader, restriction=verdict.restriction, clause=reasons.clause,
            law=reasons.law, facts=reasons.facts, detected=bool(comment.signals), by=by,
            source=origin, at=at,
        )
    if held_by is not None:
        Statement.objects.filter(pk=held_by.pk).update(reversed_at=at)
    held.move(comment, verdict.to, at=at, statement=statement)
    shift_record(comment.reader_id, counted, verdict.counts)
    settled = _settle(reports, verdict.reports)
    comment.weight = weigh(comment, at)
    comment.save(update_fields=["weight"])
    return {
        "comment": comment.pk, "verdict": name, "was": was, "to": verdict.to,
        "counted": verdict.counts, "counted_before": counted, "reports": settled,
        "settled": verdict.reports,
        "statement": statement and str(statement.reference),
        "statement_before": held_by and str(held_by.reference),
    }


def _reports(comment: Comment, name: str) -> list[Report]:
    """The reports a verdict settles: open ones, and where it restores, those that were upheld."""
    if not VERDICTS[name].reports:
        return []
    outcomes = ("", "upheld") if name == "restore" else ("",)
    return list(Report.objects.filter(comment=comment, outcome__in=outcomes).order_by("pk"))


def hold_readers(readers: list[int]) -> None:
    """Hold the records of these readers, always in the same order."""
    rows: QuerySet[Reader] = Reader.objects.filter(pk__in=set(readers)).order_by("pk")
    list(rows.select_for_update().values_list("pk", flat=True))


def shift_record(reader: int, before: str, after: str) -> None:
    """Count a decision on a reader's comment, in place of the one before it."""
    changes = {name: (name == after) - (name == before) for name in ("approved", "refused")}
    _add(Reader.objects.filter(pk=reader), changes)


def _settle(reports: list[Report], outcome: str) -> list[list[Any]]:
    for before in ("", "upheld"):
        settle([report.pk for report in reports if report.outcome == before], before, outcome)
    return [[report.pk, report.outcome] for report in reports]


def settle(reports: list[int], before: str, after: str) -> None:
    """Give reports another outcome, and count it for who made them.

    One that was upheld and no longer is counts neither as right nor as wrong: a moderator agreed.
    """
    rows = Report.objects.filter(pk__in=reports)
    if not reports or before == after:
        return
    changes = {
        "right": (after == "upheld") - (before == "upheld"),
        "wrong": (after == "dismissed" and before == "") - (before == "dismissed" and after == ""),
    }
    _add(Reader.objects.filter(pk__in=rows.values("reader")), changes)
    rows.update(outcome=after)


def _add(readers: QuerySet[Reader], changes: dict[str, int]) -> None:
    changed = {name: F(name) + by for name, by in changes.items() if by}
    if changed:
        readers.update(**changed)
