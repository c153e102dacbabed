"""How many comments a story has: read one by one, or for all lines of a list at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from dateline.delivery.public import READER, depends_on, selector
from dateline.discussion.models import Thread


@dataclass(frozen=True)
class Count:
    """Of one thread: the public comments there are, and how many there ever were (`turns`)."""

    comments: int = 0
    turns: int = 0


_NONE = Count()
_read: ContextVar[Mapping[str, Count] | None] = ContextVar("counts", default=None)


@selector
def counted(code: str) -> Count:
    """The counts of the thread of a story's code; of none where nobody has said anything."""
    depends_on(f"comments:{code}")
    read = _read.get()
    if read is None or code not in read:
        read = _counts([code])
    return read[code]


def talked(code: str) -> bool:
    """Whether anybody ever said anything in public on the story of this code."""
    return counted(code).turns > 0


@contextmanager
def counted_ahead(wanted: Sequence[tuple[str | int, ...]]) -> Iterator[None]:
    """Within, the counts of these fragments (their first argument is the code) are read already.

    Whoever shows one still says that he depends on it.
    """
    token = _read.set(_counts([str(args[0]) for args in wanted]))
    try:
        yield
    finally:
        _read.reset(token)


def _counts(codes: Sequence[str]) -> dict[str, Count]:
    rows = Thread.objects.using(READER).filter(code__in=codes)
    known = {code: Count(comments, turns)
             for code, comments, turns in rows.values_list("code", "comments", "turns")}
    return {code: known.get(code, _NONE) for code in codes}
