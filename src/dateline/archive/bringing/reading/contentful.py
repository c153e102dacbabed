"""Contentful's export and the answers of its Content Delivery API: entries, in several languages,
that link to each other and to files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson

from dateline.archive.bringing.reading.ghost import rows as json_rows
from dateline.archive.bringing.reading.opening import broken_json
from dateline.archive.bringing.reading.rich_text import has_text
from dateline.archive.bringing.reading.rows import Rows, unbroken
from dateline.archive.bringing.reading.saying import inside, text
from dateline.archive.bringing.shapes import Passed

Row = dict[str, Any]
NO_STORY = re.compile(r"(?:landing|static|home)?[-_]?page|settings?|navigation|menu|author|person"
                      r"|category|tag|redirect", re.I)
"""Kinds of what has a text and is no story."""
_LOCALE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")


def entries_of(path: Path) -> str:
    """Where its entries are: `entries` of an export, `items` of an answer of its API."""
    if not path.is_file() or path.suffix.lower() != ".json":
        return ""
    with path.open("rb") as file:
        head = file.read(4000)
    if b'"contentTypes"' in head or (b'"entries"' in head and b'"sys"' in head):
        return "entries"
    return "items" if re.match(rb'\s*\{\s*"sys"\s*:\s*\{\s*"type"\s*:\s*"Array"', head) else ""


def entries(path: Path, name: str) -> Rows:
    """Its entries, each in every language it has a text in; linked ones of an answer beside."""
    for place in (name,) if name == "entries" else (name, "includes.Entry"):
        for where, row in _named_rows(path, place):
            for one in _languages(row) if isinstance(row, dict) else [row]:
                yield where, one | {"beside": place != name} if isinstance(one, dict) else one


def _named_rows(path: Path, place: str) -> Rows:
    try:
        for number, row in enumerate(json_rows(path, f"{place}.item"), 1):
            yield f"{place} {number}", row
    except (ijson.JSONError, ValueError) as error:
        raise broken_json(path, error) from None


def _languages(row: Row) -> Iterator[Row]:
    fields = row.get("fields")
    if not isinstance(fields, dict) or not fields or not all(
            isinstance(one, dict) and one and all(map(_LOCALE.fullmatch, one))
            for one in fields.values()):
        yield row
        return
    many = sorted({name for one in fields.values() for name in one}, key=lambda name: -sum(
        name in one for one in fields.values()))
    for number, name in enumerate(many):
        said = {key: one[name] if name in one else one[many[0]] if not number else None
                for key, one in fields.items() if name in one or many[0] in one}
        yield row | {"fields": said, "language": name, "translated": number > 0}


def assets(path: Path, name: str) -> dict[str, Row]:
    """The addresses of its files, by their ids."""
    found = dict[str, Row]()
    place = "assets" if name == "entries" else "includes.Asset"
    for _, row in unbroken(_named_rows(path, place)):
        file = inside(row, "fields.file")
        if isinstance(file, dict) and "url" not in file:
            file = next(iter(file.values()), None)
        if address := text(file, "url"):
            found[text(row, "sys.id")] = {
                "url": f"https:{address}" if address.startswith("//") else address}
    return found


def entry(row: Row) -> Row | Passed:
    """One entry in one language as an object of plain fields."""
    fields: Row = row["fields"]
    kind = text(row, "sys.contentType.sys.id")
    if row.get("beside") or NO_STORY.fullmatch(kind) or not has_text(fields):
        return Passed(f"Contentful {kind or 'entry'}"[:40])
    number = text(row, "sys.id") + (f":{row['language']}" if row.get("translated") else "")
    said = fields | {"id": number, "createdAt": text(
        row, "sys.firstPublishedAt", "sys.publishedAt", "sys.createdAt")}
    if row.get("language") and "language" not in said:
        said["language"] = row["language"]
    is_out = inside(row, "sys.publishedVersion") or inside(row, "sys.publishedAt") or inside(
        row, "sys.revision")
    return said if is_out and not inside(row, "sys.archivedAt") else said | {"draft": "true"}
