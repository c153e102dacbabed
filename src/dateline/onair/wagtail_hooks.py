"""The radio in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.onair.screens import counting_menu


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return counting_menu.addresses()


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def listeners_item() -> MenuItem:
    """The way to the screen of listeners."""
    return counting_menu.items()[0]
