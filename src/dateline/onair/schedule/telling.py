"""Pages are told that the schedule is another one."""

from __future__ import annotations

from dateline.delivery.public import touch
from dateline.onair.schedule.occurring import SCHEDULE

NOW = "onair:now"
"""The key of what is on air: the schedule names the programme in it."""


def tell(*programmes: int) -> None:
    """The last statement of an act's transaction; `programmes`: whose own pages change as well."""
    touch([SCHEDULE, NOW, *(f"onair:programme:{pk}" for pk in programmes)])
