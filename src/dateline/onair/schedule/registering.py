"""What this part gives the other rooms when Django is ready."""

from __future__ import annotations

from dateline.delivery.public import register_fragment
from dateline.onair.schedule import pages


def register() -> None:
    """Fragments, jobs and panels of this part."""
    register_fragment("schedule-today", pages.today)
