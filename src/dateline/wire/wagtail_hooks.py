"""The wire on the desk, in Wagtail's admin."""

from dateline.wire.sources.screens import menu

__all__ = ["menu"]
