"""The door of the radio (DESIGN 6)."""

from dateline.onair.frames import register_frame
from dateline.onair.schedule.occurring import on_at as programme_at

urls = "dateline.onair.urls"

__all__ = ["programme_at", "register_frame", "urls"]
