"""The desk in Wagtail: what saving means, and one module a screen under `screens`."""

from dateline.desk import addresses, saving, site_menu
from dateline.desk.screens import (
    bulk,
    dashboard,
    delivering,
    machines,
    menu,
    pasting,
    pictures,
    stories,
)

__all__ = [
    "addresses", "bulk", "dashboard", "delivering", "machines", "menu", "pasting", "pictures",
    "saving", "site_menu", "stories",
]
