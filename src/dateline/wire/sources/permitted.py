"""Who may do what with copy from outside: checked in the act, whatever led to it."""

from __future__ import annotations

from dateline.people.public import (
    ADMINISTRATOR,
    CHIEF,
    EDITOR,
    REPORTER,
    WIRE,
    User,
    may,
    refusal,
)

LOOK = frozenset({REPORTER, EDITOR, CHIEF, WIRE, ADMINISTRATOR})
TAKE = frozenset({EDITOR, CHIEF})
MANAGE = frozenset({CHIEF, WIRE, ADMINISTRATOR})


class MayNot(PermissionError):
    """The person's roles do not permit the act; the text says whose do."""


def must(by: User | None, roles: frozenset[str], what: str) -> None:
    """Raise MayNot unless `by` has one of the roles; None is the house itself."""
    if by is not None and not may(by, roles):
        raise MayNot(refusal(roles, what))
