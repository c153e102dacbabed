"""The desk in Wagtail: what saving means, and one module a screen under `screens`."""

from dateline.desk import addresses, saving
from dateline.desk.screens import menu, pictures, stories

__all__ = ["addresses", "menu", "pictures", "saving", "stories"]
