"""What a person does in the newsroom. A role is a group of the same name; a person may have more.

What each role may do is each room's own to say (the desk's is in `desk.table`). The administrator
is above all others, and the only one who gives roles.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dateline.lib.listing import listed
from dateline.people.models import User

REPORTER, EDITOR, CHIEF, MODERATOR, BROADCASTER, WIRE, ADMINISTRATOR = ROLES = (
    "reporter", "editor", "chief editor", "moderator", "broadcaster", "wire manager",
    "administrator",
)
PUBLISHING = frozenset({EDITOR, CHIEF, ADMINISTRATOR})
"""Roles that must have a second factor, unless the newsroom only offers it."""
ROLE_NAMES = {
    "reporter": _("reporter"), "editor": _("editor"), "chief editor": _("chief editor"),
    "moderator": _("moderator"), "broadcaster": _("broadcaster"),
    "wire manager": _("wire manager"), "administrator": _("administrator"),
}
"""What a role is called on the desk; its group has the English name."""


def roles_of(user: Any) -> frozenset[str]:
    """The roles of a person; all of them for a superuser, none for who may not sign in."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    return frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)


def role_names(roles: Iterable[str]) -> str:
    """Roles in words, in their order."""
    asked = set(roles)
    return listed(str(ROLE_NAMES[role]) for role in ROLES if role in asked)


def administrators() -> QuerySet[User]:
    """Who may manage the staff now, the first one first."""
    having = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR)
    return User.objects.filter(having, is_active=True).distinct().order_by("pk")
