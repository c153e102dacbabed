"""The record's part of an export, in the order that restores it: table by table, with its files."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.lib.parts import Contradiction, Part
from dateline.lib.rows import Kept, Table
from dateline.record.checking import RecordBreach, verify_restored
from dateline.record.indexing import file_names
from dateline.record.models import (
    Day,
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

_LEDGER = Kept(Ledger, begun=True, moving=frozenset({"codes_skipped"}))
_NAMES = Kept(TermName, secret={"letter": "", "sorts": ""})
"""Where a name stands in an index is made from the name."""
_BEFORE = (Setting, Emblem, Front, Term)
_AFTER = (Merge, Story, Version, Placement, Shown, Day, Entry)


def _files(using: str) -> Iterator[str]:
    """The files that stories show or showed; those of erased stories are gone."""
    shown = Shown.objects.using(using).exclude(story__state="erased").order_by("name")
    for name in shown.values_list("name", flat=True).distinct().iterator():
        yield f"pictures/{name[:2]}/{name}"


def _settle() -> None:
    try:
        verify_restored()
    except RecordBreach as breach:
        raise Contradiction(str(breach)) from None
    file_names(TermName)


PART = Part(
    (_LEDGER, *map(Kept, _BEFORE), _NAMES, *map(Kept, _AFTER)), {}, _files, _settle,
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the record; run it in one snapshot."""
    return PART.tables(using)
