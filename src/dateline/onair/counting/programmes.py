"""Which programme a minute belongs to."""

from __future__ import annotations

from datetime import datetime

from dateline.onair.schedule.occurring import on_at


def programme_of(at: datetime) -> int:
    """The id of the one that is on by the schedule; 0 for none."""
    on = on_at(at)
    return on.programme if on else 0
