"""What is asked for in an address."""

from __future__ import annotations

from django.http import QueryDict

LONGEST = 200


def words(sent: QueryDict, name: str = "q") -> str:
    """The words searched for: at most 200 signs, without those that no database takes."""
    return " ".join(sent.get(name, "").replace("\x00", "").split())[:LONGEST]
