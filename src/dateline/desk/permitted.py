"""Who may do what: checked in the act, whatever button or address it was reached by."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.lib.listing import listed
from dateline.people.public import ROLE_NAMES, roles_of


class NotPermitted(PermissionError):
    """The person's roles do not permit the act; the text says whose do."""


def must_have(by: Any, roles: frozenset[str] | set[str], what: str) -> None:
    """Raise NotPermitted unless `by` has one of the roles; None is the house itself."""
    if by is not None and not roles_of(by) & roles:
        who = listed(str(ROLE_NAMES[role]) for role in sorted(roles))
        raise NotPermitted(_("%(what)s: this takes one of the roles %(who)s") % {
            "what": what, "who": who,
        })
