"""Whether somebody has one of the roles that an act takes: asked in the act, whatever led to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dateline.lib.listing import listed
from dateline.people.administering import NotAllowed
from dateline.people.roles import ROLE_NAMES, roles_of


def may(user: Any, roles: Iterable[str]) -> bool:
    """Whether a person has one of the roles."""
    return not roles_of(user).isdisjoint(roles)


def must_have(by: Any, roles: Iterable[str], what: str) -> None:
    """Raise NotAllowed, which says whose roles do, unless `by` has one of them."""
    if not may(by, roles):
        raise NotAllowed(refusal(roles, what))


def refusal(roles: Iterable[str], what: str) -> str:
    """Why somebody without these roles may not do it, in words."""
    who = listed(str(ROLE_NAMES[role]) for role in sorted(roles))
    return _("%(what)s: this takes one of the roles %(who)s") % {"what": what, "who": who}
