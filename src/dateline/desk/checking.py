"""What `dateline check` verifies of the desk: it and the record never disagree."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER, snapshot
from dateline.desk.models import NEVER_PUBLIC, Story
from dateline.lib.progress import Told, untold
from dateline.record.public import states, total

CHUNK = 2000


class DeskBreach(Exception):
    """Desk and record disagree; the text names the first story that shows it."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, in one snapshot; raises DeskBreach."""
    with snapshot():
        yield _agree(progress)


def _agree(progress: Told) -> str:
    seen = public = last = 0
    rows_of = Story.objects.using(READER).order_by("pk")
    stories, number = rows_of.values_list("pk", "guid", "state"), rows_of.count()
    while rows := list(stories.filter(pk__gt=last)[:CHUNK]):
        held = states([guid for _, guid, _ in rows])
        last = rows[-1][0]
        for _, guid, state in rows:
            expected = None if state in NEVER_PUBLIC else state
            if held.get(guid) != expected:
                there = held.get(guid, "unknown")
                raise DeskBreach(f"story {guid} is {state} here, {there} in the record")
            seen, public = seen + 1, public + (guid in held)
        progress("working copies", seen, number)
    if public != total():
        raise DeskBreach(f"the record has {total()} stories, the desk knows {public} of them")
    return f"{seen} working copies agree with the record"
