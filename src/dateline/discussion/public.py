"""The door of the discussion (DESIGN 6)."""

from dateline.discussion.frames import register_frame
from dateline.discussion.telling import NotTold, Said, begin_anew, tell

urls = "dateline.discussion.urls"

__all__ = ["NotTold", "Said", "begin_anew", "register_frame", "tell", "urls"]
