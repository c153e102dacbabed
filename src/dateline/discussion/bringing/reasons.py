"""Why a comment that is brought in is restricted: nothing is without a statement (Art. 17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from dateline.discussion.bringing.shapes import Brought
from dateline.discussion.bringing.times import NoTime, moment
from dateline.discussion.models import Clause, Comment, Statement
from dateline.discussion.standards import clause_of
from dateline.discussion.statements import LONGEST_FACTS, keep, redress_of, scope_of
from dateline.discussion.text import clean
from dateline.people.public import User, in_newsroom_language

SPAM = "3.2"
"""The clause of the standards we begin with that speaks of advertising."""
_OF_COMMENTS = ("refused", "removed")


def reasons_for(
    comment: Comment, brought: Brought, *, system: str, clause: str, by: User | None, at: datetime
) -> Statement:
    """Keep the statement for a comment, in the caller's transaction. Nobody is mailed.

    `clause` is its ground unless the file tells one. A person decided only where `by` answers for
    that here: else it says what is true here, that a program did.
    """
    told = brought.reasons or {}
    statement = (_kept(told, brought, system, clause) if "kept" in told or not told.get("facts")
                 else _told(told, brought, clause, at=at))
    statement.reader, statement.comment = comment.reader, comment
    person = not told.get("decided", True) and by is not None
    statement.by, statement.decided = (by, False) if person else (None, True)
    keep(statement, at=at)
    return statement


def _kept(told: dict[str, Any], brought: Brought, system: str, clause: str) -> Statement:
    """Spam, and what a moderator of the other system threw away; it tells no more."""
    with in_newsroom_language():
        scope, redress = scope_of("refused"), redress_of()
    kept = clean(str(told.get("kept", "")))[:40] or "restricted"
    return Statement(
        restriction="refused", ground="standards", clause=clause_of(clause),
        facts=f"Imported as “{kept}” from {system}.", detected=kept == "spam", scope=scope,
        source="own",
        redress=redress, begins_at=brought.at)


def _told(told: dict[str, Any], brought: Brought, clause: str, *, at: datetime) -> Statement:
    said = {name: clean(str(told.get(name) or "")) for name in (
        "restriction", "law", "facts", "scope", "source", "redress", "clause", "clause_title",
        "reference", "begins_at")}
    facts, law = said["facts"][:LONGEST_FACTS], said["law"][:200]
    found = None
    if told.get("ground") != "illegal" or not law:
        found, facts = _clause(told, said, clause, facts)
    with in_newsroom_language():
        scope, redress = said["scope"][:200] or scope_of("removed"), said["redress"] or redress_of()
    return Statement(
        reference=_reference(said["reference"]),
        restriction=said["restriction"] if said["restriction"] in _OF_COMMENTS else "removed",
        ground="standards" if found else "illegal", clause=found, law="" if found else law,
        facts=facts, detected=bool(told.get("detected")), scope=scope, redress=redress,
        source=said["source"] if said["source"] in ("own", "report", "notice") else "own",
        begins_at=_begins(said["begins_at"], brought, at))


def _clause(
    told: dict[str, Any], said: dict[str, str], usual: str, facts: str
) -> tuple[Clause, str]:
    """The same clause here; where there is none of that title, the usual one, and it is said."""
    rows = Clause.objects.filter(number=said["clause"], title=said["clause_title"])
    version = told.get("standards")
    same = rows.filter(standards__version=version) if isinstance(version, int) else rows.none()
    found = same.first() or rows.order_by("-standards__version").first()
    if found is not None:
        return found, facts
    cited = f" (It was clause {said['clause'][:10]}, {said['clause_title'][:120]}.)"
    return clause_of(usual), facts[: LONGEST_FACTS - len(cited)] + cited


def _reference(text: str) -> UUID:
    """The same reference, if it is one and nobody here has it."""
    fresh = Statement().reference
    try:
        given = UUID(text)
    except ValueError:
        return fresh
    return fresh if Statement.objects.filter(reference=given).exists() else given


def _begins(text: str, brought: Brought, at: datetime) -> datetime:
    try:
        return moment(text, now=at)
    except NoTime:
        return brought.at
