"""Whether a subscriber knows that a story is over, as its rows of the ledger say.

A subscriber may be sent copy on several ways, which may be several machines. One that was handed a
text has to receive the end of it on that very way: another's receipt proves nothing about it. Where
the subscriber comes for its copy, or the way is not there any more, any receipt of the end will do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.wire.models import Handover


@dataclass(frozen=True)
class Ending:
    """The text that was handed last, where its end is missing if it is anywhere.

    `told`: the end was handed over after it; `received`: when the last of the ways said so, None
    while one has not.
    """

    text: Handover
    told: bool
    received: datetime | None


def ending(rows: Sequence[Handover], lanes: Collection[int]) -> Ending | None:
    """Of one subscriber and one story, in order; `lanes`: the ways that are there. None for who
    never had a text."""
    found = list(_of_each_way(rows, lanes))
    if not found:
        return None
    missing = [each for each in found if each.received is None]
    if missing:
        return min(missing, key=_urgency)
    return max(found, key=lambda each: each.received or each.text.last_at)


def _urgency(each: Ending) -> tuple[bool, bool, float]:
    """Who was not told first, then whose text has no receipt, then the newest text."""
    text = each.text
    return each.told, text.received_at is not None, -text.last_at.timestamp()


def _of_each_way(rows: Sequence[Handover], lanes: Collection[int]) -> Iterator[Ending]:
    texts: dict[int, Handover] = {}
    for row in rows:
        if not row.canceled:
            texts[row.lane if row.lane in lanes else 0] = row
    for lane, text in texts.items():
        ends = [row for row in rows if row.canceled and row.number >= text.number
                and row.last_at >= text.last_at and (not lane or row.lane == lane)]
        said = [row.received_at for row in ends if row.received_at is not None]
        yield Ending(text, bool(ends), min(said, default=None))
