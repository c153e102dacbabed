"""The wire in Wagtail's admin: one module a screen."""

from dateline.wire.sources.screens import menu as incoming_menu
from dateline.wire.subscribers.screens import menu, panels

__all__ = ["incoming_menu", "menu", "panels"]
