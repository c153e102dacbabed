"""The discussion in Wagtail's admin."""

from dateline.discussion.screens import menu

__all__ = ["menu"]
