"""The record's part of an export, in the order that restores it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.lib.rows import Table, tables
from dateline.record.models import (
    Emblem,
    Entry,
    Front,
    Ledger,
    Merge,
    Placement,
    Setting,
    Shown,
    Story,
    Term,
    TermName,
    Version,
)


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the record; run it in one snapshot."""
    of_terms, of_stories = (Term, TermName, Merge), (Story, Version, Placement, Shown, Entry)
    return tables((Ledger, Setting, Emblem, Front, *of_terms, *of_stories), READER)
