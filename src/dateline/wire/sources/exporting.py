"""The sources' part of an export: all but their keys. The bytes lie in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.lib.rows import Table, tables
from dateline.wire.models import Arrival, Incoming, Reject, Source

_READER = "reader"
_NO_EXPORT = {"lease", "leased_until"}


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table; run it in one snapshot."""
    for table in tables((Source, Incoming, Arrival, Reject), _READER):
        yield Table(table.name, map(_shown, table.rows), table.total)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _NO_EXPORT}
