"""How far a story's last public change has come: which web machines have it in force."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.delivery.public import Machine, StoreTrouble, last_touched, machines
from dateline.desk.models import Story
from dateline.record import public as record


@dataclass(frozen=True)
class Reach:
    """The tick of the change, the machines that have it, and those that have not."""

    tick: int
    having: tuple[Machine, ...]
    lacking: tuple[Machine, ...]

    @property
    def total(self) -> int:
        """How many machines there are."""
        return len(self.having) + len(self.lacking)

    @property
    def whole(self) -> bool:
        """Whether all have it."""
        return not self.lacking


def reach(story: Story) -> Reach | None:
    """None on a single machine, and for a story that was never public.

    The acknowledgement of an act is of the machine it was done on; this is of all the others.
    """
    known = machines()
    standing = record.standing(str(story.guid)) if len(known) > 1 else None
    if standing is None:
        return None
    try:
        tick = last_touched(standing.key)
    except StoreTrouble:
        return None
    having = tuple(each for each in known if each.has(tick))
    lacking = tuple(each for each in known if not each.has(tick))
    return Reach(tick, having, lacking)
