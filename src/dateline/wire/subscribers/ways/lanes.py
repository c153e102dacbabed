"""Lanes: each way of a subscriber that is sent to, and what is next on it.

In order: a number goes out when the one before it is received. What fails is tried again, the
longer it fails the later, and nothing is left out. A kill that has to wait for its turn is told at
once besides, as a notice.
"""

from __future__ import annotations

import random
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dateline.wire.models import Allotment, Way

GIVEN = ("push", "drop", "mail")
FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0
"""Seconds until a failed hand-over is tried again: one, two, four … five minutes."""
PATIENCE = timedelta(hours=24)
"""So long a way may fail before the desk is told."""
AHEAD = 20
PROMPT = 1.0
"""Seconds after which a message under way keeps a kill waiting too long."""


@dataclass(eq=False)
class Lane:
    """One way: `last` is the last number of its sequence, as far as it was looked at.

    `rows` are its next numbers, in order, as far as they are at hand; `kills` are cancellations
    that were not told yet, of numbers whose turn has not come. `since`: when what is under way
    began (monotonic, seconds).
    """

    way: Way
    last: int = 0
    rows: deque[Allotment] = field(default_factory=deque)
    kills: deque[Allotment] = field(default_factory=deque)
    busy: bool = False
    since: float = 0.0
    telling: bool = False
    tell_at: datetime | None = None
    told: int = 0

    def add(self, row: Allotment) -> None:
        """A new number of its sequence."""
        if len(self.rows) < AHEAD and row.number == self._end + 1:
            self.rows.append(row)
        self.last = max(self.last, row.number)
        if row.kind == "cancel":
            self.kills.append(row)

    @property
    def _end(self) -> int:
        return self.rows[-1].number if self.rows else self.way.number

    @property
    def rests(self) -> bool:
        """Whether it has nothing to be looked for: asked of a thousand lanes at every turn."""
        return not self.kills and (self.busy or self.way.number >= self.last)

    def is_due(self, now: datetime) -> bool:
        """Whether its next number may go out."""
        waits = self.way.next_at is not None and self.way.next_at > now
        return not self.busy and not waits and self.way.number < self.last

    def next(self) -> Allotment | None:
        """Its next number; None where the sequence ends."""
        while self.rows and self.rows[0].number <= self.way.number:
            self.rows.popleft()
        if not self.rows or self.rows[0].number != self.way.number + 1:
            found = Allotment.objects.filter(
                subscriber=self.way.subscriber_id, number__gt=self.way.number
            )
            self.rows = deque(found.order_by("number")[:AHEAD])
        return self.rows[0] if self.rows else None

    def notice(self, now: datetime) -> Allotment | None:
        """A kill to be told ahead of its turn, now."""
        while self.kills and self.kills[0].number <= max(self.way.number, self.way.noticed):
            self.kills.popleft()
        if self.telling or not self.kills or (self.tell_at is not None and self.tell_at > now):
            return None
        return None if self._is_prompt() else self.kills[0]

    def _is_prompt(self) -> bool:
        """Whether the first kill's turn comes in a moment: then it needs no notice."""
        slow = self.busy and time.monotonic() - self.since > PROMPT
        return not slow and not self.way.attempts and (
            self.kills[0].number - self.way.number <= AHEAD
        )


def backoff(attempts: int, asked: float | None = None) -> timedelta:
    """How long to wait after so many failures in a row, a quarter more or less."""
    usual = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return timedelta(seconds=asked or usual * random.uniform(0.75, 1.25))  # noqa: S311
