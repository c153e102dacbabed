"""What JSON of a stranger says: a text is a text, a list a list, whatever stands there."""

from __future__ import annotations

import json
import math
import re
from typing import Any

_NOTHING = frozenset({"nan", "NaN", "None", "null", "NULL", "\\N", "NaT", "[]", "{}", "<NA>"})
"""What programs write for nothing."""
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|a|b|i|em|strong|span|blockquote|img|figure)"
                     r"\b[^<>]{0,2000}>", re.I)
_LISTED = re.compile(r"""'((?:[^'\\]|\\.){0,500})'|"((?:[^"\\]|\\.){0,500})\"""")



def text(row: Any, *names: str) -> str:
    """The first of these that is a text or a number; a dot goes inside: `headlines.basic`."""
    for name in names:
        value = inside(row, name)
        if isinstance(value, bool) or value is None or isinstance(value, dict | list):
            continue
        if str(value).strip():
            return str(value).strip()
    return ""


def inside(row: Any, name: str) -> Any:
    """What stands at a place: `taxonomy.primary_section`; None where there is nothing."""
    value = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def listed(row: Any, name: str) -> list[Any]:
    """The list at a place; empty where there is none."""
    value = inside(row, name)
    return value if isinstance(value, list) else []


def objects(row: Any, name: str) -> list[dict[str, Any]]:
    """The objects in the list at a place."""
    return [one for one in listed(row, name) if isinstance(one, dict)]


def texts_at(row: Any, path: str) -> list[str]:
    """Every text or number at a path: a dot goes inside, `[]` through a list."""
    return found_at(row, path)[0]


def found_at(row: Any, path: str) -> tuple[list[str], bool]:
    """The same, and whether a list stood there: also a list that is written as a text."""
    if type(row) is dict and type(text := row.get(path)) is str and path.isidentifier():
        stripped = text.strip()
        if stripped and stripped not in _NOTHING and stripped[0] != "[":
            return [text], False
    found, several = [row], False
    for step in path.split("."):
        name, many = step.removesuffix("[]"), step.endswith("[]")
        found = [one.get(name) if isinstance(one, dict) else None for one in found]
        if many:
            several |= any(isinstance(one, list) for one in found)
            found = [one for held in found
                     for one in (held if isinstance(held, list) else [held])]
    if any(isinstance(one, list) for one in found):
        several = True
        found = [one for held in found for one in (held if isinstance(held, list) else [held])]
    said = [str(one) for one in map(_plain, found) if isinstance(one, str | int | float)
            and not (isinstance(one, float) and math.isnan(one))]
    said = [one for one in said if one.strip() and one.strip() not in _NOTHING]
    if len(said) == 1 and not several and (held := _written(said[0])):
        return held, True
    return said, several


def _plain(value: Any) -> Any:
    """A value that MongoDB's export wraps: `{"$oid": "…"}`, `{"$date": {"$numberLong": "…"}}`."""
    for _ in range(2):
        if isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$"):
            value = next(iter(value.values()))
    return value


def _written(said: str) -> list[str]:
    """The texts of a list in JSON, or as Python writes one; of another text none."""
    said = said.strip()
    if not (said.startswith("[") and said.endswith("]")) or len(said) > 100_000:
        return []
    try:
        held = json.loads(said)
    except (ValueError, RecursionError):
        held = [one or other for one, other in _LISTED.findall(said)]
        if _LISTED.sub("", said[1:-1]).strip(", \n"):
            return []
    return [one for one in held if isinstance(one, str) and one.strip()]


def is_markup(said: str) -> bool:
    """Whether a text is HTML."""
    return _MARKUP.search(said) is not None
