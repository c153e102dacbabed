"""CSV, JSON Lines, arrays and folders of JSON, by a map of fields; Substack's export; Arc's ANS.

A map is JSON: our field to theirs, `{"headline": "title", "html": "details.body"}`. A dot goes
inside; `[]` goes through a list: `tags[].name`. `"=…"` is a fixed text. See docs/archive-import.md.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from html import unescape
from pathlib import Path
from typing import Any

import ijson

from dateline.archive.bringing.reading.pages import with_body
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed
from dateline.archive.bringing.times import moment

FIELDS = frozenset({
    "id", "headline", "html", "text", "standfirst", "section", "authors", "tags", "people",
    "places", "organisations", "published_at", "language", "draft", "addresses", "picture",
    "credit", "place",
})
_KINDS = {"tags": "", "people": "person", "places": "place", "organisations": "organisation"}
LONGEST = 20_000_000
"""Signs of one field of a CSV file."""
SUBSTACK = {"id": "post_id", "headline": "title", "standfirst": "subtitle",
            "published_at": "post_date"}
ANS = {
    "id": "_id", "headline": "headlines.basic", "standfirst": "description.basic",
    "section": "taxonomy.primary_section.name", "tags": "taxonomy.tags[].text",
    "authors": "credits.by[].name", "published_at": "first_publish_date",
    "language": "language", "addresses": "canonical_url", "place": "dateline",
    "picture": "promo_items.basic.url",
}


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
    except (OSError, UnicodeDecodeError, ValueError) as error:
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


def parts(path: Path, zone: tzinfo | None, given: Map) -> Parts:
    """Yield a story for each row. Raises NotArchive."""
    for where, row in rows(path):
        yield item(row, where, zone, given) if isinstance(row, dict) else Doubtful(
            where, str(row) if isinstance(row, ValueError) else "it is no object")


def rows(path: Path) -> Iterator[tuple[str, Any]]:
    """Each row and where it stands; a ValueError in its place where one cannot be read."""
    if path.is_dir():
        found = sorted(one for one in path.rglob("*.json") if one.is_file())
        if not found:
            raise NotArchive("there is no JSON file below it")
        for one in found:
            yield from _file(one, str(one.relative_to(path)))
    elif path.suffix.lower() in (".csv", ".tsv"):
        yield from _csv(path)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _lines(path)
    else:
        yield from _array(path)


def _file(path: Path, where: str) -> Iterator[tuple[str, Any]]:
    try:
        yield where, json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        yield where, ValueError(f"it is not JSON: {error}"[:300])


def _csv(path: Path) -> Iterator[tuple[str, Any]]:
    csv.field_size_limit(LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            tabs = path.suffix.lower() == ".tsv"
            reader = csv.DictReader(file, delimiter="\t" if tabs else ",", strict=False)
            for row in reader:
                yield f"line {reader.line_num}", {
                    key: value for key, value in row.items() if isinstance(key, str)}
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotArchive(f"it cannot be read: {error}") from None


def _lines(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield from ((f"line {number}", row) for _, row in _row(line))


def _row(line: bytes) -> Iterator[tuple[str, Any]]:
    try:
        yield "", json.loads(line)
    except ValueError as error:
        yield "", ValueError(f"it is not JSON: {error}"[:300])


def _array(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        with path.open("rb") as file:
            first = file.read(1)
            while first.isspace():
                first = file.read(1)
            file.seek(0)
            if first != b"[":
                yield "1", json.load(file)
                return
            for number, row in enumerate(ijson.items(file, "item", use_float=True), 1):
                yield f"row {number}", row
    except (ijson.JSONError, ValueError) as error:
        raise NotArchive(f"it is not JSON to its end: {error}"[:300]) from None


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
        ref=f"{given.system}:{number}"[:200], where=where, headline=title, html=html, text=text,
        standfirst=_one(said, "standfirst"), section=_one(said, "section")[:200],
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
    return [str(one) for one in found if isinstance(one, str | int | float) and str(one).strip()]


def _one(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "").strip()


def _several(said: Mapping[str, list[str]], name: str) -> list[str]:
    """Names; one text may hold several, parted by semicolons or, without those, commas."""
    given = said.get(name, [])
    if len(given) == 1:
        given = given[0].split(";" if ";" in given[0] else ",")
    return list(dict.fromkeys(one.strip()[:200] for one in given if one.strip()))


def substack(path: Path, zone: tzinfo | None) -> Parts:
    """Substack's export: a folder with posts.csv, and posts/<id>.html. Raises NotArchive."""
    for where, row in _csv(path / "posts.csv"):
        if row.get("type") not in (None, "", "newsletter", "podcast", "thread"):
            yield Passed(str(row["type"]))
            continue
        file = path / "posts" / f"{row.get('post_id') or ''}.html"
        if not file.is_file() or file.parent != path / "posts":
            yield Doubtful(where, "there is no file with its text")
            continue
        slug = str(row["post_id"]).partition(".")[2]
        made = item({name: unescape(str(value or "")) for name, value in row.items()}, where, zone,
                    Map(SUBSTACK | {"html": "title"}, "substack"))
        if isinstance(made, Item):
            draft = str(row.get("is_published")).upper() != "TRUE"
            made = with_body(_amended(made, draft, f"/p/{slug}"), file)
        yield made


def _amended(made: Item, draft: bool, address: str) -> Item:
    return Item(**vars(made) | {"draft": draft, "addresses": (address,)})


def arc(path: Path, zone: tzinfo | None) -> Parts:
    """Arc XP's ANS: stories as JSON, one a file, a line, or in an array. Raises NotArchive."""
    for where, row in rows(path):
        if not isinstance(row, dict):
            yield Doubtful(where, str(row)[:300])
        elif row.get("type") != "story":
            yield Passed(str(row.get("type") or "no ANS")[:40])
        else:
            body = "\n".join(filter(None, map(_element, row.get("content_elements") or ())))
            row = row | {"_html": body, "_id": row.get("_id") or row.get("canonical_url")}
            made = item(row, where, zone, Map(ANS | {"html": "_html"}, "arc"))
            draft = row.get("publishing", {}).get("has_published_edition") is False
            yield Item(**vars(made) | {"draft": draft}) if isinstance(made, Item) else made


def _element(element: Any) -> str:
    """One content element (ANS 0.10) as HTML."""
    kind, said = element.get("type"), element.get("content") or ""
    if kind == "header":
        return f"<h2>{said}</h2>"
    if kind == "list":
        tag = "ol" if element.get("list_type") == "ordered" else "ul"
        points = "".join(f"<li>{one.get('content') or ''}</li>" for one in element.get("items", ()))
        return f"<{tag}>{points}</{tag}>"
    if kind == "quote":
        inside = "".join(map(_element, element.get("content_elements") or ()))
        return f"<blockquote>{inside}</blockquote>"
    if kind == "image" and element.get("url"):
        return (f'<figure><img src="{element["url"]}"><figcaption>{element.get("caption") or ""}'
                "</figcaption></figure>")
    return said if kind == "raw_html" else f"<p>{said}</p>" if said else ""
