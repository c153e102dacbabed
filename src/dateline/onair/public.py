"""The door of the radio (DESIGN 6)."""

urls = "dateline.onair.urls"

__all__ = ["urls"]
