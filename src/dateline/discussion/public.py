"""The door of the discussion (DESIGN 6)."""

from dateline.discussion.frames import register_frame

urls = "dateline.discussion.urls"

__all__ = ["register_frame", "urls"]
