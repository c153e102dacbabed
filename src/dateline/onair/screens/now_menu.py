"""Where the screen *On air* is."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.onair.screens.now_screen import Now, parts


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("radio/", Now.as_view(), name="onair_now"),
        path("radio/parts/", parts, name="onair_now_parts"),
    ]


def items() -> list[MenuItem]:
    """The first of the menu *Radio*."""
    return [MenuItem(_("On air"), reverse_lazy("onair_now"), name="onair-now", icon_name="media",
                     order=10)]
