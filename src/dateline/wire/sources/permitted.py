"""Who may do what with copy from outside: checked in the act, whatever led to it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.lib.listing import listed
from dateline.people.public import (
    ADMINISTRATOR,
    CHIEF,
    EDITOR,
    REPORTER,
    ROLE_NAMES,
    WIRE,
    User,
    roles_of,
)

LOOK = frozenset({REPORTER, EDITOR, CHIEF, WIRE, ADMINISTRATOR})
TAKE = frozenset({EDITOR, CHIEF})
MANAGE = frozenset({CHIEF, WIRE, ADMINISTRATOR})


class MayNot(PermissionError):
    """The person's roles do not permit the act; the text says whose do."""


def may(by: User, roles: frozenset[str]) -> bool:
    """Whether a person has one of the roles."""
    return bool(roles_of(by) & roles)


def must(by: User | None, roles: frozenset[str], what: str) -> None:
    """Raise MayNot unless `by` has one of the roles; None is the house itself."""
    if by is not None and not may(by, roles):
        who = listed(str(ROLE_NAMES[role]) for role in sorted(roles))
        raise MayNot(_("%(what)s: this takes one of the roles %(who)s") % {
            "what": what, "who": who})
