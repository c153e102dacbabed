"""The discussion's part of an export, in the order that restores it.

Not in it: links that let somebody in, and what is learned anew from decisions (advice).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS

from dateline.delivery.public import READER
from dateline.discussion.book import BrokenLog, verify
from dateline.discussion.models import (
    Acceptance,
    Appeal,
    Book,
    Clause,
    Comment,
    Draft,
    IllegalNotice,
    Like,
    LogLine,
    Notification,
    Policy,
    Reader,
    Report,
    Sanction,
    Standards,
    Statement,
    Thread,
    WordRule,
)
from dateline.lib.parts import Contradiction, Part
from dateline.lib.rows import Kept, Table

_BEGUN = (Standards, Clause, Policy, Book)
_PEOPLE = (Reader, Acceptance)
_SAID = (WordRule, Thread, Comment, Statement, Draft, Like, Report)
_DECIDED = (Sanction, Appeal, IllegalNotice, Notification, LogLine)


def _verify() -> None:
    """The log of decisions, in the transaction that restored it."""
    try:
        verify(using=DEFAULT_DB_ALIAS)
    except BrokenLog as broken:
        raise Contradiction(f"the log of decisions: {broken}") from None


PART = Part(
    (*(Kept(model, begun=True) for model in _BEGUN), *map(Kept, (*_PEOPLE, *_SAID, *_DECIDED))),
    {
        "discussion.EntryLink": "a mailed way in",
        "discussion.Advice": "learned anew from the decisions",
    },
    settle=_verify,
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the discussion; run it in one snapshot."""
    return PART.tables(using)
