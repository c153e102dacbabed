"""The archive in Wagtail's admin."""

from dateline.archive.screens import statement_menu

__all__ = ["statement_menu"]
