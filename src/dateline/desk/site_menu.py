"""The front page desk and the settings desk in Wagtail's admin: addresses, and places in the menu.

Imported by `wagtail_hooks`, where Wagtail looks.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.front import acts as front_acts
from dateline.desk.front import views as front
from dateline.desk.settings import acts as settings_acts
from dateline.desk.settings import views as settings
from dateline.people.public import roles_of


class RoleItem(MenuItem):
    """Shown to those who have one of the roles."""

    def __init__(self, roles: frozenset[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return bool(roles_of(request.user) & self.roles)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def front_item() -> RoleItem:
    """To the front page."""
    return RoleItem(front_acts.ROLES, _("Front page"), reverse_lazy("front_page"),
                    name="front-page", icon_name=front.ICON, order=150)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def settings_item() -> RoleItem:
    """To the settings of the site."""
    return RoleItem(settings_acts.ROLES, _("The site"), reverse_lazy("site_settings"),
                    name="site-settings", icon_name=settings.ICON, order=9000)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """The screens' addresses, behind Wagtail's sign-in."""
    return [
        path("front/", front.front, name="front_page"),
        path("front/search/", front.search, name="front_search"),
        path("front/preview/", front.preview, name="front_preview"),
        path("front/history/", front.history, name="front_history"),
        path("front/planned/<int:number>/", front.planned, name="front_planned"),
        path("front/planned/<int:number>/cancel/", front.cancel, name="front_cancel"),
        path("site/", settings.site, name="site_settings"),
        path("site/check/", settings.check, name="site_check"),
        path("site/preview/", settings.preview, name="site_preview"),
        path("site/preview/accent-<str:colour>.css", settings.accent, name="site_accent"),
    ]
