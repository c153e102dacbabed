"""The desk in Wagtail: one module a screen under `screens`."""

from dateline.desk.screens import menu, stories

__all__ = ["menu", "stories"]
