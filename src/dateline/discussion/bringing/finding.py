"""The story a conversation of another system is about."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from dateline.delivery.public import snapshot
from dateline.desk.public import find
from dateline.discussion.bringing.shapes import Conversation, NotComments
from dateline.record import public as record

Version = record.Version
_CODE = re.compile(r"~([0-9A-Za-z]{6,12})(?:\.json)?/?$")
_SOURCE_LEAST = 8
"""A shorter name, such as `18`, is no source id: every system has an 18."""


def read_map(path: Path) -> dict[str, str]:
    """A table of two columns: an old address or id, and our address or code. Raises NotComments."""
    stories: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file):
                if len(line) < 2 and any(line):
                    raise NotComments(f"{path}: {line[0][:80]!r} has no second column")
                if len(line) >= 2:
                    stories[plain(line[0])] = line[1].strip()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotComments(f"{path} cannot be read: {error}") from None
    return stories


def plain(name: str) -> str:
    """An address without scheme, `www.`, fragment and the slash at its end; other names as is."""
    name = name.strip()
    if not re.match(r"https?://", name, re.IGNORECASE):
        return name.removeprefix("www.").rstrip("/") or name
    try:
        parts = urlsplit(name)
    except ValueError:
        return name
    host = parts.netloc.lower().removeprefix("www.")
    if parts.query:
        return f"{host}{parts.path or '/'}?{parts.query}"
    return host + parts.path.rstrip("/")


def story_of(about: Conversation, stories: Mapping[str, str]) -> Version | None:
    """The story, whatever its state: by the map, by guid, code, address, or the source it has at
    the desk. None: there is none."""
    for name in (about.ref, about.address, *about.names):
        if name and plain(name) in stories:
            return _by_code(stories[plain(name)])
    if about.guid:
        return _by_guid(about.guid)
    found = _by_code(about.code) or _by_code(about.address)
    return found or next(filter(None, map(_named, (about.address, *about.names))), None)


def _named(name: str) -> Version | None:
    """By a name that is our address, a guid, or a source id."""
    found = _by_code(name) or _by_guid(name)
    if found is None and len(name) >= _SOURCE_LEAST and name.isprintable():
        working = find(source=name)
        found = _by_guid(working.guid) if working else None
    return found


def _by_guid(text: str) -> Version | None:
    try:
        standing = record.standing(str(UUID(text.removeprefix("urn:uuid:"))))
    except ValueError:
        return None
    return _by_code(standing.code) if standing else None


def _by_code(text: str) -> Version | None:
    """By a code, or an address that ends in one: the present one, older ones, the short link."""
    match = _CODE.search(text.split("?")[0].split("#")[0])
    code = match[1] if match else text.strip()
    if not record.valid_code(code):
        return None
    with snapshot():
        return record.story(code)
