"""Who may decide on statements: checked in the act, whatever button it was reached by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.lib.listing import listed
from dateline.people.public import (
    ADMINISTRATOR,
    CHIEF,
    EDITOR,
    ROLE_NAMES,
    NotAllowed,
    roles_of,
)

DECIDE = frozenset({EDITOR, CHIEF, ADMINISTRATOR})
"""Who confirms, amends and denies."""
ARRANGE = frozenset({CHIEF, ADMINISTRATOR})
"""Who says whether readers see what is not confirmed."""


def may(user: Any, roles: frozenset[str]) -> bool:
    """Whether a person has one of the roles."""
    return bool(roles_of(user) & roles)


def must_have(by: Any, roles: frozenset[str], what: str) -> None:
    """Raise NotAllowed, which says whose roles do, unless `by` has one of them."""
    if not may(by, roles):
        who = listed(str(ROLE_NAMES[role]) for role in sorted(roles))
        raise NotAllowed(_("%(what)s: this takes one of the roles %(who)s") % {
            "what": what, "who": who})
