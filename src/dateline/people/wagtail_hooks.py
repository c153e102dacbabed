"""People in Wagtail's admin: the staff desk, one's own security, no other users and groups."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.people.gate import SET_UP, wants_second_factor
from dateline.people.roles import ADMINISTRATOR, roles_of
from dateline.people.views import log, staff

_CLOSED = {"users", "groups"}


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """The staff desk's."""
    return [
        path("staff/", staff.Staff.as_view(), name="people_staff"),
        path("staff/invite/", staff.Invite.as_view(), name="people_invite"),
        path("staff/invited/<int:pk>/", staff.Invited.as_view(), name="people_invited"),
        path("staff/log/", log.Log.as_view(), name="people_log"),
        path("staff/<int:pk>/", staff.Person.as_view(), name="people_person"),
    ]


class ForAdministrators(MenuItem):
    """A menu item that only administrators see."""

    def is_shown(self, request: Any) -> bool:
        """To administrators."""
        return ADMINISTRATOR in roles_of(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def staff_item() -> MenuItem:
    """The way to the staff."""
    return ForAdministrators(
        _("Staff"), reverse_lazy("people_staff"), name="staff", icon_name="group", order=900
    )


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def remind(request: Any, items: list[Any]) -> None:
    """A standing reminder for who came in without the second factor that the role needs."""
    if wants_second_factor(request.user):
        label = (
            _("Add a second factor") if settings.SECOND_FACTOR_REQUIRED
            else _("Protect your account")
        )
        items.append(MenuItem(label, SET_UP, name="second-factor", icon_name="warning", order=1))


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator]
def without_users(request: Any, items: list[Any]) -> None:
    """Wagtail's users and groups are closed."""
    items[:] = [item for item in items if item.name not in _CLOSED]


@hooks.register("construct_search")  # type: ignore[untyped-decorator]
def without_search(request: Any, areas: list[Any]) -> None:
    """And not searched."""
    areas[:] = [area for area in areas if area.name not in _CLOSED]


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]
def security_item(request: Any) -> dict[str, Any]:
    """Passkeys and authenticator app."""
    return {
        "url": SET_UP, "label": _("Sign-in and security"),
        "help_text": _("Passkeys, authenticator app, recovery codes."),
    }


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]
def password_item(request: Any) -> dict[str, Any]:
    """The password."""
    return {
        "url": reverse("account_change_password"), "label": _("Change password"),
        "help_text": _("At least 12 signs."),
    }


@hooks.register("register_account_menu_item")  # type: ignore[untyped-decorator]
def sessions_item(request: Any) -> dict[str, Any]:
    """Where one is signed in."""
    return {
        "url": reverse("usersessions_list"), "label": _("Sessions"),
        "help_text": _("Where you are signed in, and an end to it."),
    }
