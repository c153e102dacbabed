"""Who may look at subscribers, and who may change them: checked in the act."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.people.public import (
    ADMINISTRATOR,
    CHIEF,
    EDITOR,
    WIRE,
    NotAllowed,
    User,
    role_names,
    roles_of,
)

MANAGE = frozenset({WIRE, CHIEF, ADMINISTRATOR})
LOOK = MANAGE | {EDITOR}


def must_manage(by: User | None) -> None:
    """Raise NotAllowed unless `by` may change who receives what; None is the house itself."""
    if by is not None and not roles_of(by) & MANAGE:
        raise NotAllowed(_("Products and subscribers are changed by one of the roles %s.")
                         % role_names(MANAGE))
