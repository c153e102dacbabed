"""Where the screen of listeners is, and its place in the menu of the radio."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.onair.permitted import AIR
from dateline.onair.screens.counting_listeners import ListenersScreen
from dateline.people.public import may


class ForTheAir(MenuItem):
    """A menu item for who may work on the air."""

    def is_shown(self, request: Any) -> bool:
        """To editors and up."""
        return may(request.user, AIR)


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [path("radio/listeners/", ListenersScreen.as_view(), name="onair_listeners")]


def items() -> list[MenuItem]:
    """The way to the screen."""
    return [ForTheAir(_("Listeners"), reverse_lazy("onair_listeners"), name="onair-listeners",
                      icon_name="group", order=80)]
