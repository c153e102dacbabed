"""The archive's part of an export. A new table is a line: kept, or left out with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import Brought, OldAddress
from dateline.delivery.public import READER
from dateline.lib.parts import Part
from dateline.lib.rows import Kept, Table

PART = Part(
    (
        Kept(Brought),
        Kept(OldAddress),
    ),
    {
        "archive.RelatedRow": "computed anew from the record",
    },
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the archive; run it in one snapshot."""
    return PART.tables(using)
