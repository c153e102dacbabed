"""The archive's part of an export. A new table is a line: kept, or left out with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import (
    AlertCursor,
    Brought,
    FoundDossier,
    Keeper,
    OldAddress,
    SavedSearch,
    Statement,
    StatementBook,
    ToldStory,
)
from dateline.delivery.public import READER
from dateline.lib.parts import Part
from dateline.lib.rows import Kept, Table

_ANEW = "computed anew from the record"

PART = Part(
    (
        *map(Kept, (Brought, OldAddress)),
        Kept(Keeper, secret={"letter": None}, added={"language": ""}),
        *map(Kept, (SavedSearch, ToldStory)),
        Kept(AlertCursor, digested=False),
        Kept(StatementBook, digested=False, added={"rules": 0}),
        Kept(Statement, digested=False, added={
            "place": None, "rules": None, "decided_at": None, "was": None}),
        Kept(FoundDossier, digested=False, added={"left": []}),
    ),
    {
        "archive.RelatedRow": _ANEW,
        "archive.RelatedList": _ANEW,
        "archive.RelatedCursor": _ANEW,
        "archive.OfferedSearch": "a mailed way in",
    },
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the archive; run it in one snapshot."""
    return PART.tables(using)
