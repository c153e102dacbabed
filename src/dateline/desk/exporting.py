"""The desk's part of an export: media topics, terms, working copies."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.desk.models import Naming, Story, Term, Topic
from dateline.lib.rows import Table, tables


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the desk; run it in one snapshot."""
    return tables((Topic, Term, Story, Naming), READER)
