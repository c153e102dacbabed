"""The desk's part of an export: topics, terms, working copies, what is known of pictures, planned
front pages, and who made an entry."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.desk.models import (
    Naming,
    Note,
    Picture,
    PlannedFront,
    Signed,
    Story,
    Term,
    Topic,
    Withheld,
)
from dateline.lib.rows import Table, tables


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the desk; run it in one snapshot."""
    return tables((Topic, Term, Picture, Story, Naming, Note, PlannedFront, Signed, Withheld),
                  READER)
