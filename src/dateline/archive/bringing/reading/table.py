"""CSV, JSON Lines, arrays and folders of JSON, records in XML, by a map of fields.

A map is JSON: our field to theirs, `{"headline": "title", "html": "details.body"}`. A dot goes
inside; `[]` goes through a list: `tags[].name`. `"=…"` is a fixed text. See docs/archive-import.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from functools import partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading import states
from dateline.archive.bringing.reading.flattening import flattened
from dateline.archive.bringing.reading.guessing import HEADS, SAMPLE, guessed
from dateline.archive.bringing.reading.markdown_text import html_of
from dateline.archive.bringing.reading.rows import Rows, csv_rows, objects, rows
from dateline.archive.bringing.reading.saying import found_at, is_markup, texts_at
from dateline.archive.bringing.reading.xml_rows import xml_rows
from dateline.archive.bringing.shapes import (
    Doubtful,
    Guessed,
    Item,
    Kind,
    NotArchive,
    Part,
    Parts,
    Passed,
    ref,
)
from dateline.archive.bringing.times import Order, moment, order_of
from dateline.lib import canonical

FIELDS = frozenset({
    "id", "headline", "html", "text", "standfirst", "section", "authors", "tags", "people",
    "places", "organisations", "published_at", "language", "draft", "addresses", "picture",
    "credit", "place", "public",
})
_KINDS: dict[str, Kind] = {"tags": "", "people": "person", "places": "place",
                           "organisations": "organisation"}
_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
              "portuguese": "pt", "russian": "ru", "arabic": "ar", "chinese": "zh", "dutch": "nl",
              "turkish": "tr", "japanese": "ja", "polish": "pl", "ukrainian": "uk"}
_SLUG = re.compile(r"[^\s:?#<>/]{1,200}(?:/[^\s:?#<>/]{1,200}){0,9}/?")
_BY = re.compile(r"^by[\s:]+(?=\S)", re.I)
_AND = re.compile(r"\s*(?:[;|,]|\s(?:and|&)\s)\s*")


@dataclass(frozen=True)
class Map:
    """Our fields by theirs. `system` begins the refs; `order` is of dates with slashes."""

    fields: Mapping[str, str]
    system: str = "table"
    fixed: Mapping[str, str] = field(default_factory=dict)
    order: Order = ""
    is_markdown: bool = False


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


def parts(path: Path, zone: tzinfo | None, given: Map | None, form: str = "") -> Parts:
    """Yield a story for each row; the file's ending says what it is unless `form` does. Without a
    map the fields are guessed, and what was guessed is yielded first.

    Raises NotArchive.
    """
    first = HEADS if given is None else {
        one.partition(".")[0].removesuffix("[]") for one in given.fields.values()}
    read: Callable[[Path], Rows] = partial(rows, first=first)
    if form and not path.is_dir():
        read = {"csv": csv_rows, "xml": xml_rows}.get(form, partial(objects, first=first))
    every: Callable[[], Rows] = partial(read, path)
    if given is None:
        every, system = flattened(every, path)
        found = guessed(every(), path, system)
        given = Map(found.fields, found.system, order=found.order(),
                    is_markdown=found.is_markdown)
        yield Guessed(found.told())
    elif "published_at" in given.fields:
        given = replace(given, order=_order(read(path), given.fields["published_at"]))
    for where, row in every():
        if isinstance(row, Passed):
            yield row
        else:
            yield item(row, where, zone, given) if isinstance(row, dict) else Doubtful(
                where, str(row) if isinstance(row, ValueError) else "it is no object")


def _order(rows_: Rows, path: str) -> Order:
    """What stands first in its dates with slashes, by the first of them."""
    try:
        return order_of(text for _, row in islice(rows_, SAMPLE) for text in texts_at(row, path))
    except NotArchive:
        return ""


def item(row: dict[str, Any], where: str, zone: tzinfo | None, given: Map) -> Part:
    """The story a row says."""
    found = {name: found_at(row, path) for name, path in given.fields.items()}
    said = {name: values for name, (values, _) in found.items()}
    said |= {name: [one] for name, one in given.fixed.items()}
    title = _one(said, "headline")
    where = f"{where} “{title[:80]}”" if title else where
    html, text = _body(said)
    if given.is_markdown and not html:
        html, text = html_of(text), ""
    if not title and not html and not text:
        return Doubtful(where, "it has neither a headline nor a text")
    date = _one(said, "published_at")
    number = _one(said, "id")
    if "id" not in given.fields and "id" not in given.fixed:
        number = canonical.digest([title, date, html, text, _one(said, "standfirst")])
    if not number:
        return Doubtful(where, f"{given.fields.get('id', 'id')}: it has no id to be found by again")
    universal = given.fields.get("published_at", "").lower().endswith(("gmt", "utc"))
    when = moment(date, UTC if universal else zone, given.order)
    section, *others = said.get("section") or [""]
    state = _one(said, "draft")
    tags: list[tuple[str, Kind]] = [
        (name, kind) for key, kind in _KINDS.items()
        for name in _several(*found.get(key, (said.get(key, []), False)))]
    return Item(
        ref=ref(given.system, number), where=where, headline=title, html=html, text=text,
        standfirst=_one(said, "standfirst"), section=section.strip(),
        authors=_authors(*found.get("authors", (said.get("authors", []), False))),
        tags=(*tags, *((other, "") for other in others)),
        published_at=when, date_said="" if when else date, language=_language(said),
        draft=states.is_held(state, _one(said, "public")), note=states.unknown(state),
        addresses=tuple(_addresses(said.get("addresses", ()))),
        picture=_one(said, "picture"), credit=_one(said, "credit"), place=_one(said, "place"),
    )


def _addresses(given: Iterable[str]) -> Iterator[str]:
    """Whole ones and paths; what is only the end of one, a slug, as a path."""
    for one in given:
        if one.startswith(("/", "http://", "https://")):
            yield one
        elif _SLUG.fullmatch(one):
            yield f"/{one}"


def _one(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "").strip()


def _language(said: Mapping[str, list[str]]) -> str:
    """Its tag, also where its English name stands."""
    name = _one(said, "language")
    return _LANGUAGES.get(name.lower(), name)


def _body(said: Mapping[str, list[str]]) -> tuple[str, str]:
    """HTML, and what has no marks: of a list every part is a paragraph."""
    html, text = said.get("html", []), "\n\n".join(said.get("text", [])).strip()
    if not any(map(is_markup, html)):
        return "", "\n\n".join(html).strip() or text
    return "\n".join(one if is_markup(one) else f"<p>{escape(one)}</p>" for one in html), text


def _several(given: list[str], listed: bool) -> list[str]:
    """Names; one text may hold several, parted by semicolons, bars or, without those, commas."""
    if len(given) == 1 and not listed:
        given = given[0].split(next((sign for sign in ";|" if sign in given[0]), ","))
    return list(dict.fromkeys(one.strip() for one in given if one.strip()))


def _authors(given: list[str], listed: bool) -> tuple[str, ...]:
    """Names, without what a byline puts before and between them."""
    if not listed:
        given = [name for one in given for name in _AND.split(_BY.sub("", one.strip()))]
    named = (_BY.sub("", name.strip()) for name in _several(given, listed or len(given) > 1))
    return tuple(dict.fromkeys(filter(None, named)))
