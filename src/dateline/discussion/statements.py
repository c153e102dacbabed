"""Making a statement of reasons (Regulation (EU) 2022/2065, Art. 17)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dateline.discussion.book import note
from dateline.discussion.letters import tell
from dateline.discussion.models import Clause, Reader, Statement
from dateline.lib import canonical
from dateline.people.public import User, in_newsroom_language

APPEAL_DAYS = 184
"""So long a statement can be appealed against (Art. 20: at least six months)."""
LONGEST_FACTS = 2000


def state_reasons(
    reader: Reader, *, restriction: str, clause: Clause | None = None, law: str = "", facts: str,
    detected: bool, by: User | None, source: str = "own", at: datetime,
    ends_at: datetime | None = None, scope: str = "",
) -> Statement:
    """Keep why something of a reader's is restricted, in the caller's transaction; they are told.

    `clause` is the ground, or `law` in words. `detected`: found by a program; `by` None: decided by
    one. Raises ValueError where a ground or the facts are missing.
    """
    if not facts.strip() or (clause is None and not law.strip()):
        raise ValueError("a statement of reasons needs its facts, and a clause or a law")
    with in_newsroom_language():
        where, redress = scope or scope_of(restriction), redress_of()
    statement = Statement(
        reader=reader, restriction=restriction, ground="illegal" if clause is None else "standards",
        clause=clause, law=law.strip()[:200], facts=facts.strip()[:LONGEST_FACTS],
        detected=detected, decided=by is None, scope=where, source=source, begins_at=at,
        ends_at=ends_at, redress=redress, by=by,
    )
    keep(statement, at=at)
    tell(statement, at=at)
    return statement


def keep(statement: Statement, *, at: datetime) -> None:
    """Keep a statement that is made, with its line of the log; nobody is told."""
    clause = statement.clause
    statement.save(force_insert=True)
    note("statement", f"statement:{statement.reference}", {
        "reader": statement.reader_id, "restriction": statement.restriction,
        "clause": clause and clause.number, "standards": clause and clause.standards_id,
        "law": canonical.digest(statement.law) if statement.law else "",
        "facts": canonical.digest(statement.facts), "detected": statement.detected,
        "source": statement.source,
        "ends_at": statement.ends_at and statement.ends_at.isoformat(),
    }, by=statement.by, at=at)


def scope_of(restriction: str) -> str:
    """Where a restriction holds, in the words of the language that is active."""
    if restriction in ("refused", "removed"):
        return _("this comment, for everybody, wherever they read it")
    return _("writing comments anywhere on this site")


def redress_of() -> str:
    """What can be done against a statement, in the words of the language that is active."""
    return _(
        "You may appeal within %(days)s days, free of charge; somebody else than who decided "
        "answers. You may also turn to a certified out-of-court dispute settlement body "
        "(Regulation (EU) 2022/2065, Article 21) or to a court."
    ) % {"days": APPEAL_DAYS}


def until(statement: Statement) -> datetime:
    """Until when a statement can be appealed against."""
    return statement.begins_at + timedelta(days=APPEAL_DAYS)
