"""The archive in Wagtail's admin: addresses of what each part has in `screens/*_menu.py`."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from wagtail import hooks

from dateline.archive import screens

_MENUS = [
    importlib.import_module(f"{screens.__name__}.{found.name}")
    for found in pkgutil.iter_modules(screens.__path__) if found.name.endswith("_menu")
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [each for menu in _MENUS for each in menu.addresses()]
