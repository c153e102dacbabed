"""Who may change the staff: administrators, one at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from dateline.people.models import User
from dateline.people.roles import ADMINISTRATOR, ROLES, roles_of


class NotAllowed(Exception):
    """What may not be done; the text says why, and what to do."""


def administering(by: User) -> None:
    """Hold the staff until the transaction ends; raises NotAllowed where `by` may not change it.

    Two administrators who put each other out are served one after the other: one is left.
    """
    Group.objects.select_for_update().get(name=ADMINISTRATOR)
    if ADMINISTRATOR not in roles_of(User.objects.get(pk=by.pk)):
        raise NotAllowed(_("Only administrators manage the staff."))


def known_roles(roles: Iterable[str]) -> list[str]:
    """The roles in their order; raises NotAllowed for none, or for one that does not exist."""
    asked = set(roles)
    if not asked or not asked <= set(ROLES):
        raise NotAllowed(_("Choose at least one role."))
    return [role for role in ROLES if role in asked]
