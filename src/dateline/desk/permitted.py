"""Who may do what: checked in the act, whatever button or address it was reached by."""

from __future__ import annotations

from typing import Any

from dateline.people.public import may, refusal


class NotPermitted(PermissionError):
    """The person's roles do not permit the act; the text says whose do."""


def must_have(by: Any, roles: frozenset[str] | set[str], what: str) -> None:
    """Raise NotPermitted unless `by` has one of the roles; None is the house itself."""
    if by is not None and not may(by, roles):
        raise NotPermitted(refusal(roles, what))
