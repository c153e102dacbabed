"""Who may do what at the desk: asked where the act is, not only where the button is."""

from __future__ import annotations

from dateline.people.public import User, roles_of


class NotPermitted(PermissionError):
    """This person may not do this; the text says who may."""


def must_have(by: User | None, roles: set[str], what: str) -> None:
    """Raise NotPermitted unless `by` has one of the roles; None is the house itself."""
    if by is not None and not roles & roles_of(by):
        who = " or ".join(sorted(roles))
        raise NotPermitted(f"{by} may not {what}: that is for a {who}.")
