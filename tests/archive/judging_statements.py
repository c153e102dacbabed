"""An editor who decides on statements as they stand."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.archive.models import Statement
from dateline.archive.statements.deciding import Decided, Verdict, decide, mark_of
from dateline.people.public import User

AT = datetime(2026, 3, 2, 13, tzinfo=UTC)


def seen(*rows: Statement) -> dict[int, str]:
    """These statements as somebody sees them now."""
    return {row.id: mark_of(row.standing, row.speaker, row.role) for row in rows}


def confirm(row: Statement, *, by: User, speaker: str = "", role: str | None = None) -> Decided:
    """It is right."""
    return decide(seen(row), Verdict("confirmed", speaker, role), by=by, at=AT)


def deny(row: Statement, *, by: User) -> Decided:
    """It is none."""
    return decide(seen(row), Verdict("denied"), by=by, at=AT)
