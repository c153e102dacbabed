"""The radio in Wagtail's admin: one menu, made of what each part of the room has in `*_menu.py`."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from dateline.onair import screens
from dateline.onair.permitted import AIR
from dateline.people.public import may

_MENUS = [
    importlib.import_module(f"{screens.__name__}.{found.name}")
    for found in pkgutil.iter_modules(screens.__path__) if found.name.endswith("_menu")
]


class Radio(SubmenuMenuItem):
    """The menu: for who may break in."""

    def is_shown(self, request: Any) -> bool:
        """To editors and up."""
        return may(request.user, AIR) and super().is_shown(request)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [each for menu in _MENUS for each in menu.addresses()]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def radio_menu() -> Any:
    """Every part's items."""
    items = [each for menu in _MENUS for each in menu.items()]
    return Radio(_("Radio"), Menu(items=items), name="radio", icon_name="media", order=660)
