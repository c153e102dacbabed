"""What is kept already of the comments of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from dateline.discussion.bringing.staging import Row
from dateline.discussion.bringing.times import stamp
from dateline.discussion.models import Comment, Thread

BATCH = 250
T = TypeVar("T")


class Standing(NamedTuple):
    """A comment that is kept: what is needed to put another below it."""

    pk: int
    number: int
    depth: int
    root: int
    path: str
    state: str
    thread: int
    was_public: bool


_FIELDS = (
    "pk", "number", "depth", "root", "path", "state", "thread_id", "at", "public_at", "source")


def standing_of(rows: Sequence[Row], thread: Thread | None, guid: str) -> dict[str, Standing]:
    """By ref, what is kept of these already, and all else of the thread by its own ref."""
    there: dict[str, Standing] = {}
    found = Comment.objects.filter(thread=thread) if thread else Comment.objects.none()
    for row in found.values(*_FIELDS):
        there[row["source"] or own_ref(guid, row["number"], row["at"])] = _standing(row)
    for some in batches((row.ref for row in rows if row.ref not in there), BATCH):
        elsewhere = Comment.objects.filter(source__in=some)
        there |= {row["source"]: _standing(row) for row in elsewhere.values(*_FIELDS)}
    return there


def _standing(row: dict[str, Any]) -> Standing:
    return Standing(row["pk"], row["number"], row["depth"], row["root"], row["path"], row["state"],
                    row["thread_id"], row["public_at"] is not None)


def own_ref(guid: str, number: int, at: datetime) -> str:
    """What a comment that was written here is called in a file.

    By its time it differs from one of the same number in another copy of this installation.
    """
    return f"dateline:{guid}/{number}/{stamp(at)}"


def batches(items: Iterator[T], size: int) -> Iterator[list[T]]:
    """So many at a time."""
    while some := list(islice(items, size)):
        yield some
