"""The wire in Wagtail's admin: one module a screen."""

from dateline.wire.subscribers.screens import menu, panels

__all__ = ["menu", "panels"]
