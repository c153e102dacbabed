"""The people's part of an export: who, with which roles, and the security log; no secrets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.lib.rows import Table, tables
from dateline.people.models import SecurityEntry, User
from dateline.people.roles import ROLES

_READER = "reader"
_SHOWN = ("id", "email", "first_name", "last_name", "is_active", "is_superuser", "date_joined",
          "last_login", "away_until")
"""Columns that may leave the house: no password, and no second factor is in another table."""


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of people; run it in one snapshot."""
    people = User.objects.using(_READER).order_by("pk")
    yield Table("people-user", _rows(people), people.count())
    yield from tables((SecurityEntry,), _READER)


def _rows(people: Any) -> Iterator[dict[str, Any]]:
    for user in people.prefetch_related("groups").iterator(2000):
        held = {group.name for group in user.groups.all()}
        roles = [role for role in ROLES if role in held]
        yield {name: getattr(user, name) for name in _SHOWN} | {"roles": roles}
