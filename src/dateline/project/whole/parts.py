"""Every room's part, in the order that an import restores them."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from dateline.archive import public as archive
from dateline.desk import public as desk
from dateline.discussion import public as discussion
from dateline.lib.parts import Part
from dateline.lib.rows import Kept
from dateline.onair import public as onair
from dateline.people import public as people
from dateline.record import public as record
from dateline.wire import public as wire

PARTS = tuple(room.PART for room in (people, record, desk, wire, discussion, onair, archive))
_HISTORY = "ticks are of one history: an import begins another"
LEFT_OUT = {
    "delivery.Head": _HISTORY,
    "delivery.Tick": _HISTORY,
    "delivery.Node": "which machines there are",
    "jobs.Job": "work that waits, such as mails with links, is done where it was asked for",
} | {label: reason for part in PARTS for label, reason in part.left_out.items()}
"""By label: the tables that are in no export, and why."""


def kept() -> Iterator[tuple[Part, Kept]]:
    """Each table with the part that it is of."""
    for part in PARTS:
        for each in part.kept:
            yield part, each


def files(using: str) -> Generator[str]:
    """The names of the files that the rows of a database name."""
    for part in PARTS:
        yield from part.files(using)


def full(using: str) -> str:
    """The first table with a row of somebody's own; empty in an installation that has nothing."""
    return next(filter(None, (part.full(using) for part in PARTS)), "")


def lacking(using: str) -> dict[str, int]:
    """How many rows of which table wait for a secret that an import could not bring."""
    return {name: count for part in PARTS for name, count in part.lacking(using).items()}
