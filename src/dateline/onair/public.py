"""The door of the radio (DESIGN 6)."""

from dateline.onair.frames import register_frame

urls = "dateline.onair.urls"

__all__ = ["register_frame", "urls"]
