"""The log of decisions: each line carries the digest of the one before it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from dateline.discussion.models import Book, LogLine
from dateline.lib import canonical
from dateline.people.public import User

Payload = dict[str, Any]


class BrokenLog(Exception):
    """The log of decisions does not hold; the text says at which line."""


def note(
    act: str, subject: str, payload: Payload | None = None, *, by: User | None, at: datetime
) -> LogLine:
    """Add a line, in the transaction of what it tells. `payload` has no text of a reader's."""
    if not connection.in_atomic_block:
        raise RuntimeError("a line of the log belongs in the transaction of what it tells")
    book = Book.objects.select_for_update().get()
    line = LogLine(seq=book.seq + 1, at=at.astimezone(UTC), by=by, act=act, subject=subject,
                   payload=payload, previous=book.digest)
    line.digest = canonical.digest(chained(line))
    line.save(force_insert=True)
    book.seq, book.digest = line.seq, line.digest
    book.save()
    return line


def chained(line: LogLine) -> Payload:
    """What a line's digest is over."""
    return {
        "seq": line.seq, "at": line.at.isoformat(), "by": line.by_id, "act": line.act,
        "subject": line.subject, "payload": canonical.digest(line.payload),
        "previous": line.previous,
    }


def verify(*, using: str = DEFAULT_DB_ALIAS) -> int:
    """Go through the whole log; returns how many lines it has. Raises BrokenLog."""
    book, seq, digest = Book.objects.using(using).get(), 0, ""
    for line in LogLine.objects.using(using).order_by("seq").iterator():
        seq += 1
        if line.seq != seq or line.previous != digest:
            raise BrokenLog(f"line {seq} is missing, or is not what followed the one before it")
        digest = canonical.digest(chained(line))
        if digest != line.digest:
            raise BrokenLog(f"line {seq} was changed after it was written")
    if (book.seq, book.digest) != (seq, digest):
        raise BrokenLog(f"the log ends at line {seq}, but {book.seq} were written")
    return seq
