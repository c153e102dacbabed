"""The log as its consumers read it: in order, from a cursor, each entry once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from dateline.delivery.public import epoch
from dateline.record.models import Entry


@dataclass(frozen=True)
class LogEntry:
    """One entry. `news` is False for backfile, which makes no noise; `guid` of the story if any.

    `term`: the number of the term whose stories now say another name, kind or term; else 0.
    """

    seq: int
    at: datetime
    act: str
    signal: str
    news: bool
    code: str
    version: int
    guid: str
    term: int = 0


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
            str(row.story.guid) if row.story else "", _term(row),
        )


def _term(row: Entry) -> int:
    if row.act not in ("merge", "rename", "retype") or not row.payload:
        return 0
    return int(row.payload.get("kept") or row.payload["number"])


_TAKEN_DOWN = ("withdraw", "expire", "kill", "erase")


def taken_down_since(seq: int) -> bool:
    """Whether an entry past this one took a story out of public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM record_entry WHERE seq > %s AND act IN (%s, %s, %s, %s) "
                       "LIMIT 1", [seq, *_TAKEN_DOWN])
        return cursor.fetchone() is not None


@dataclass(frozen=True)
class TakenDown:
    """What entries up to `seq` took out of public: of each story its last such act, by guid.

    `digest` is that entry's.
    """

    seq: int
    digest: str
    acts: Mapping[str, str]


def taken_down(seq: int, *, seen: TakenDown | None = None) -> TakenDown:
    """What was taken out of public past this entry and past what was `seen`, in one look through
    the log; `seen` counts for nothing where it is of another history. Asked after every tick."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, digest FROM record_entry ORDER BY seq DESC LIMIT 1")
        head, digest = cursor.fetchone() or (0, "")
        if seen:
            cursor.execute("SELECT 1 FROM record_entry WHERE seq = %s AND digest = %s",
                           [seen.seq, seen.digest])
            seq = max(seq, seen.seq) if cursor.fetchone() else seq
        cursor.execute("SELECT guid, act FROM record_entry JOIN record_story ON number = story_id "
                       "WHERE seq > %s AND seq <= %s AND act IN (%s, %s, %s, %s) ORDER BY seq",
                       [seq, head, *_TAKEN_DOWN])
        return TakenDown(head, digest, {str(UUID(str(guid))): act for guid, act in cursor})


def changed_since(seq: int, *, most: int) -> tuple[str, ...]:
    """The guids of stories that stood in the log before and again past this entry, at most so many:
    what was said of them then may be wrong now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT guid FROM record_entry JOIN record_story ON number = story_id "
                       "WHERE seq > %s AND version > 1 ORDER BY seq LIMIT %s", [seq, most])
        return tuple(dict.fromkeys(str(UUID(str(guid))) for guid, in cursor))
