"""What `dateline check` verifies of the desk: it and the record never disagree."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.desk.models import Story
from dateline.record.public import standing


class DeskBreach(Exception):
    """Desk and record disagree; the text names the first story that shows it."""


def check() -> Iterator[str]:
    """Yield a line for each thing verified; raises DeskBreach."""
    total = 0
    for guid, state in Story.objects.values_list("guid", "state").iterator():
        held = standing(str(guid))
        public = held.state if held else None
        if public != (state if state not in ("draft", "in review", "embargoed") else None):
            raise DeskBreach(f"story {guid} is {state} here, {public or 'unknown'} in the record")
        total += 1
    yield f"{total} working copies agree with the record"
