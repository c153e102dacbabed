"""The discussion's part of an export, in the order that restores it.

Not in it: links that let somebody in, and what is learned anew from decisions (advice).
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
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
from dateline.lib.rows import Table, tables


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the discussion; run it in one snapshot."""
    standards, people = (Standards, Clause), (Reader, Acceptance)
    said = (Policy, WordRule, Thread, Comment, Statement, Draft, Like, Report)
    decided = (Sanction, Appeal, IllegalNotice, Notification, Book, LogLine)
    return tables((*standards, *people, *said, *decided), READER)
