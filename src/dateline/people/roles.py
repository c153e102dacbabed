"""What a person does in the newsroom. A role is a group of the same name; a person may have more.

What each role may do is each room's own to say (the desk's is in `desk.table`).
"""

from __future__ import annotations

from typing import Any

REPORTER, EDITOR, CHIEF, MODERATOR, BROADCASTER, WIRE, ADMINISTRATOR = ROLES = (
    "reporter", "editor", "chief editor", "moderator", "broadcaster", "wire manager",
    "administrator",
)


def roles_of(user: Any) -> frozenset[str]:
    """The roles of a person; all of them for a superuser, none for who may not sign in."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    return frozenset(user.groups.values_list("name", flat=True)) & frozenset(ROLES)
