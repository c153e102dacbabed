"""Where the desk's search is, and who sees it in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.archive.saving.desk_screen import Finding
from dateline.people.public import roles_of


class ForTheNewsroom(MenuItem):
    """A menu item for whoever has a role."""

    def is_shown(self, request: Any) -> bool:
        """To the newsroom."""
        return bool(roles_of(request.user))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [path("search/", Finding.as_view(), name="archive_finding")]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def item() -> MenuItem:
    """The way to it."""
    return ForTheNewsroom(_("Search the archive"), reverse_lazy("archive_finding"),
                          name="archive-search", icon_name="search", order=110)
