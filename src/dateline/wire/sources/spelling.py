"""A received item as JSON, and back: what the queue keeps of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from dateline.formats.item import Link, NewsItem, Notice, Picture, Place, Rendition, Subject
from dateline.formats.wirebody import Body, from_html, from_text
from dateline.lib import canonical

_NO_SIGNS = re.compile("[\x00\ud800-\udfff]")
_TIMES = ("version_created", "first_created", "published", "expires", "embargoed")
_PARTS = {"dossiers": Link, "subjects": Subject, "related": Link}


def storable(text: str) -> str:
    """The text with U+FFFD for signs that no database keeps: NUL and half surrogate pairs."""
    return _NO_SIGNS.sub("\ufffd", text)


def spelled(value: Any) -> Any:
    """The item, or any part of it, as JSON; times in ISO 8601."""
    if is_dataclass(value):
        return {field.name: spelled(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [spelled(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return storable(value) if isinstance(value, str) else value


def item_of(said: dict[str, Any]) -> NewsItem:
    """The item that was spelled."""
    made: dict[str, Any] = dict(said)
    for name in _TIMES:
        made[name] = datetime.fromisoformat(made[name]) if made[name] else None
    for name, part in _PARTS.items():
        made[name] = tuple(part(**one) for one in made[name])
    made["bylines"] = tuple(made["bylines"])
    made["located"] = Place(**made["located"]) if made["located"] else None
    made["notices"] = tuple(
        Notice(**one | {"at": datetime.fromisoformat(one["at"])}) for one in made["notices"]
    )
    made["pictures"] = tuple(
        Picture(**one | {"renditions": tuple(Rendition(**each) for each in one["renditions"])})
        for one in made["pictures"]
    )
    return NewsItem(**made)


def body_of(item: NewsItem) -> Body:
    """Its text in blocks; cleaned once more, whatever the codec did."""
    return from_html(item.body_html) if item.body_html.strip() else from_text(item.body_text)


def content_digest(said: dict[str, Any]) -> str:
    """What names the content: two arrivals that say the same have the same."""
    return canonical.digest(said)


def identifier(item: NewsItem, content: str) -> tuple[str, str]:
    """The sender's id of an item, and its key here; without one it is known by its content."""
    ident = storable(item.guid or item.uri)
    return ident, hashlib.sha256(f"id:{ident}".encode()).hexdigest() if ident else content
