"""Parts of the roll: ten thousand stories each, by publication number, and their keys; and the key
of an index."""

from __future__ import annotations

PART = 10_000


def part_key(part: int) -> str:
    """What a page depends on that tells of the stories of a part."""
    return f"roll:{part}"


def index_key(family: str) -> str:
    """What a page depends on that tells which terms of a family have stories, and their names."""
    return f"index:{family}"


def keys_of(number: int, *, first: bool) -> dict[str, None]:
    """What a new version of the story of this number touches; `first`: it is its first one."""
    keys = {part_key(number // PART): None}
    if first and number % PART == 0:
        keys["roll"] = None
    return keys
