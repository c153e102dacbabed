"""CSV, JSON Lines, arrays and folders of JSON, by a map of fields.

A map is JSON: our field to theirs, `{"headline": "title", "html": "details.body"}`. A dot goes
inside; `[]` goes through a list: `tags[].name`. `"=…"` is a fixed text. See docs/archive-import.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.rows import csv_rows, line_rows, rows
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, ref
from dateline.archive.bringing.times import moment

FIELDS = frozenset({
    "id", "headline", "html", "text", "standfirst", "section", "authors", "tags", "people",
    "places", "organisations", "published_at", "language", "draft", "addresses", "picture",
    "credit", "place",
})
_KINDS = {"tags": "", "people": "person", "places": "place", "organisations": "organisation"}


@dataclass(frozen=True)
class Map:
    """Our fields by theirs. `system` begins the refs."""

    fields: Mapping[str, str]
    system: str = "table"
    fixed: Mapping[str, str] = field(default_factory=dict)


def read_map(path: Path) -> Map:
    """A map of fields. Raises NotArchive."""
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise NotArchive(f"{path} is no map of fields: {error}"[:300]) from None
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise NotArchive(f"{path} is no map of fields: it is a JSON object of texts")
    system = said.pop("system", "table").removeprefix("=")
    unknown = sorted(set(said) - FIELDS)
    if unknown:
        raise NotArchive(f"{path}: {', '.join(unknown)} is no field of ours; there are "
                         f"{', '.join(sorted(FIELDS))}")
    if "id" not in said or not {"html", "text"} & set(said):
        raise NotArchive(f"{path}: it takes `id`, and `html` or `text`")
    fixed = {name: one[1:] for name, one in said.items() if one.startswith("=")}
    return Map({name: one for name, one in said.items() if name not in fixed}, system, fixed)


def parts(path: Path, zone: tzinfo | None, given: Map, form: str = "") -> Parts:
    """Yield a story for each row; the file's ending says what it is unless `form` does.

    Raises NotArchive.
    """
    read = {"csv": csv_rows, "jsonl": line_rows}.get("" if path.is_dir() else form, rows)
    for where, row in read(path):
        yield item(row, where, zone, given) if isinstance(row, dict) else Doubtful(
            where, str(row) if isinstance(row, ValueError) else "it is no object")


def item(row: dict[str, Any], where: str, zone: tzinfo | None, given: Map) -> Part:
    """The story a row says."""
    said = {name: _at(row, path) for name, path in given.fields.items()}
    said |= {name: [one] for name, one in given.fixed.items()}
    number, title = _one(said, "id"), _one(said, "headline")
    where = f"{where} “{title[:80]}”" if title else where
    if not number:
        return Doubtful(where, f"{given.fields.get('id', 'id')}: it has no id to be found by again")
    html, text = _one(said, "html"), _one(said, "text")
    if not title and not html and not text:
        return Doubtful(where, "it has neither a headline nor a text")
    date = _one(said, "published_at")
    when = moment(date, zone)
    return Item(
        ref=ref(given.system, number), where=where, headline=title, html=html, text=text,
        standfirst=_one(said, "standfirst"), section=_one(said, "section"),
        authors=tuple(_several(said, "authors")),
        tags=tuple((name, kind) for key, kind in _KINDS.items()  # type: ignore[misc]
                   for name in _several(said, key)),
        published_at=when, date_said="" if when else date, language=_one(said, "language"),
        draft=_one(said, "draft").lower() in ("1", "true", "yes", "draft"),
        addresses=tuple(one for one in said.get("addresses", ())
                        if one.startswith(("/", "http://", "https://"))),
        picture=_one(said, "picture"), credit=_one(said, "credit"), place=_one(said, "place"),
    )


def _at(value: Any, path: str) -> list[str]:
    """Every text at a path."""
    found = [value]
    for step in path.split("."):
        name, many = step.removesuffix("[]"), step.endswith("[]")
        found = [one.get(name) if isinstance(one, dict) else None for one in found]
        if many:
            found = [one for several in found if isinstance(several, list) for one in several]
    return [str(one) for one in found if isinstance(one, str | int | float) and str(one).strip()
            and not (isinstance(one, float) and math.isnan(one))]


def _one(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "").strip()


def _several(said: Mapping[str, list[str]], name: str) -> list[str]:
    """Names; one text may hold several, parted by semicolons or, without those, commas."""
    given = said.get(name, [])
    if len(given) == 1:
        given = given[0].split(";" if ";" in given[0] else ",")
    return list(dict.fromkeys(one.strip() for one in given if one.strip()))
