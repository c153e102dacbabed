"""The desk in Wagtail: what saving means, and one module a screen under `screens`."""

from dateline.desk import saving, site_menu
from dateline.desk.screens import menu, pictures, stories

__all__ = ["menu", "pictures", "saving", "site_menu", "stories"]
