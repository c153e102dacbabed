"""What JSON of a stranger says: a text is a text, a list a list, whatever stands there."""

from __future__ import annotations

from typing import Any


def text(row: Any, *names: str) -> str:
    """The first of these that is a text or a number; a dot goes inside: `headlines.basic`."""
    for name in names:
        value = row
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, bool) or value is None or isinstance(value, dict | list):
            continue
        if str(value).strip():
            return str(value).strip()
    return ""


def listed(row: Any, name: str) -> list[Any]:
    """The list at a place; empty where there is none."""
    value = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def objects(row: Any, name: str) -> list[dict[str, Any]]:
    """The objects in the list at a place."""
    return [one for one in listed(row, name) if isinstance(one, dict)]
