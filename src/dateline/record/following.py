"""The log as its consumers read it: in order, from a cursor, each entry once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dateline.delivery.public import epoch
from dateline.record.models import Entry


@dataclass(frozen=True)
class LogEntry:
    """One entry. `news` is False for backfile, which makes no noise; `guid` of the story if any."""

    seq: int
    at: datetime
    act: str
    signal: str
    news: bool
    code: str
    version: int
    guid: str


class OtherEpoch(Exception):
    """The cursor belongs to another history: replay from entry 1."""


def follow(cursor: str = "") -> Iterator[tuple[str, LogEntry]]:
    """Yield (cursor after it, entry) for all entries after `cursor`; raises OtherEpoch."""
    mine = epoch()
    theirs, _, seq = cursor.partition(":")
    if cursor and (theirs != mine or not seq.isdecimal()):
        raise OtherEpoch(f"this log's epoch is {mine}: replay from 1")
    rows = Entry.objects.filter(seq__gt=int(seq or 0)).order_by("seq").select_related("story")
    for row in rows.iterator(1000):
        code = row.story.code if row.story else ""
        yield f"{mine}:{row.seq}", LogEntry(
            row.seq, row.at, row.act, row.signal, row.kind == "news", code, row.version or 0,
            str(row.story.guid) if row.story else "",
        )
