"""The decisions of persons that can be learned from: the newest one on each comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dateline.discussion.advising.features import SIGNS
from dateline.discussion.models import Comment, LogLine
from dateline.discussion.weighing import DECIDED

MOST = 50_000
"""The newest so many comments that were decided on are learned from."""
LOOKED_AT = 400_000
"""So many lines of the log, from the newest, are looked through for them at most."""
BATCH = 500
_KINDS = {"approved": False, "refused": True}


@dataclass(frozen=True)
class Decided:
    """The begin of a text, and whether a person had it removed; `at`: when it was decided.

    `shape`, `near`: as a comment has them.
    """

    at: datetime
    text: str
    removed: bool
    shape: str
    near: int


def decisions() -> Iterator[Decided]:
    """What persons decided, the oldest first. A reversed one counts as what it became.

    Left out: what only a program decided, what was set back or taken back undecided, texts that
    were changed after the decision, taken back by their writer, or erased.
    """
    newest = _newest()
    for begin in range(0, len(newest), BATCH):
        span = newest[begin : begin + BATCH]
        rows = Comment.objects.filter(pk__in=[pk for pk, _removed, _at in span]).exclude(
            text="").exclude(state=Comment.State.DELETED).in_bulk()
        for pk, removed, at in span:
            row = rows.get(pk)
            if row is not None and (row.edited_at is None or row.edited_at <= at):
                yield Decided(at, row.text[:SIGNS], removed, row.shape, row.near)


def _newest() -> list[tuple[int, bool, datetime]]:
    """The last word on each comment, with its time, in the order of the log."""
    lines = LogLine.objects.filter(act__in=DECIDED)
    rows = lines.order_by("-seq").values_list("at", "payload")[:LOOKED_AT]
    found: list[tuple[int, bool, datetime]] = []
    seen: set[int] = set()
    for at, payload in rows.iterator(2000):
        pk, counted = payload.get("comment"), payload.get("counted")
        if pk is not None and pk not in seen and counted in _KINDS:
            found.append((pk, _KINDS[counted], at))
        seen.add(pk)
        if len(found) == MOST:
            break
    return found[::-1]
