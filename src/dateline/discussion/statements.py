"""Statements of reasons (Regulation (EU) 2022/2065, Art. 17), made with what they are about."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dateline.discussion.book import note
from dateline.discussion.models import Clause, Reader, Statement
from dateline.people.public import User


def state_reasons(
    reader: Reader, *, restriction: str, clause: Clause | None = None, law: str = "", facts: str,
    detected: bool, by: User | None, source: str = "own", at: datetime,
    ends_at: datetime | None = None, scope: str = "",
) -> Statement:
    """Why something of a reader's is restricted, in the transaction that restricts it."""
    made = Statement.objects.create(
        reader=reader, restriction=restriction, ground="illegal" if law else "standards",
        clause=clause, law=law, facts=facts, detected=detected, decided=by is None,
        scope=scope or _("This comment, everywhere it was shown."), source=source, begins_at=at,
        ends_at=ends_at, by=by, redress=_(
            "You can object here within 184 days, free of charge; somebody else decides then. You "
            "can also turn to a certified out-of-court body or to a court."))
    note("statement", f"statement:{made.reference}",
         {"reader": reader.pk, "restriction": restriction, "clause": str(clause or ""),
          "law": law, "detected": detected}, by=by, at=at)
    return made
