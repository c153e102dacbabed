"""In which order the comments of a thread are kept: by time, and none before what it answers."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from heapq import heapify, heappop, heappush

from dateline.discussion.bringing.staging import Row

Key = tuple[int, str, int]
LOST, CIRCLE = "what it answers is not in the file", "it answers what answers it"


def in_order(
    rows: Sequence[Row], there: Container[str]
) -> Iterator[tuple[Row, str, str]]:
    """Yield each row, the ref of the one it stands below (empty: the top), and why not elsewhere.

    `there`: refs that were kept before. A circle is cut at its earliest comment.
    """
    refs, below = {row.ref for row in rows}, dict[str, list[Row]]()
    ready: list[tuple[Key, Row]] = []
    for row in rows:
        if row.parent in refs:
            below.setdefault(row.parent, []).append(row)
        else:
            ready.append((_key(row), row))
    heapify(ready)
    circles = iter(sorted((row for rows in below.values() for row in rows), key=_key))
    done: set[str] = set()
    while True:
        cut = "" if ready else CIRCLE
        if not ready:
            first = next((row for row in circles if row.ref not in done), None)
            if first is None:
                return
            ready.append((_key(first), first))
        row = heappop(ready)[1]
        done.add(row.ref)
        known = row.parent in there or row.parent in refs
        yield row, "" if cut or not known else row.parent, cut or _why(row, known=known)
        for answer in below.pop(row.ref, ()):
            if answer.ref not in done:
                heappush(ready, (_key(answer), answer))


def _why(row: Row, *, known: bool) -> str:
    return LOST if row.parent and not known else ""


def _key(row: Row) -> Key:
    return row.number, row.at, row.id
