"""Jekyll's and Hugo's folders: Markdown (CommonMark) with front matter in YAML, TOML or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from dateline.archive.bringing.reading.markdown_front import front, is_on, said_of
from dateline.archive.bringing.reading.markdown_places import Place, addresses, place_of
from dateline.archive.bringing.reading.markdown_text import html_of
from dateline.archive.bringing.reading.opening import charset_of, files_below
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment

NAMES = (".md", ".markdown", ".mdown")
MOST = 2_000_000
"""Bytes of one file."""


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the story of each Markdown file below the folder, or of the one. Raises NotArchive."""
    any_ = False
    jekyll = path.is_dir() and any(one.is_dir() for one in path.rglob("_posts"))
    for file, where in files_below(path, NAMES):
        any_ = True
        yield _part(file, place_of(where, jekyll=jekyll), zone)
    if not any_:
        raise NotArchive("there is no Markdown file below it")


def _part(file: Path, place: Place, zone: tzinfo | None) -> Part:
    if place.passed:
        return Passed(place.passed)
    try:
        if file.stat().st_size > MOST:
            return Doubtful(place.where, f"it has more than {MOST:,} bytes")
        charset, guessed = charset_of(file)
        found, body = front(file.read_bytes().decode(charset))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        return Doubtful(place.where, " ".join(str(error).split())[:300] or "nested too deep")
    said = {str(key).lower(): value for key, value in found.items()}
    if said_of(said, "layout") == "page" or said_of(said, "type") == "page":
        return Passed("page")
    return _item(said, body, file, place, zone, guessed)


def _item(
    said: dict[str, Any], body: str, file: Path, place: Place, zone: tzinfo | None, guessed: bool
) -> Item | Doubtful:
    given = said_of(said, "date", "publishdate") or place.day
    when = moment(given, zone)
    try:
        html = html_of(body)
    except RecursionError:
        return Doubtful(place.where, "its text is nested too deep")
    title = said_of(said, "title", "linktitle")
    if not title and not html.strip():
        return Doubtful(place.where, "it has neither a headline nor a text")
    taxonomy = said.get("taxonomies")
    taxonomy = taxonomy if isinstance(taxonomy, dict) else {}
    kinds = names(said.get("categories") or said.get("category") or taxonomy.get("categories")
                  or said.get("section"))
    tags = [*names(said.get("tags") or taxonomy.get("tags")), *kinds[1:]]
    ends = said_of(said, "expirydate", "unpublishdate")
    return Item(
        ref=ref("markdown", place.where), where=place.where, headline=title, html=html,
        standfirst=said_of(said, "description", "excerpt", "summary", "subtitle"),
        section=kinds[0] if kinds else "", tags=tuple((name, "") for name in dict.fromkeys(tags)),
        authors=tuple(names(said.get("author") or said.get("authors")
                            or taxonomy.get("authors"))),
        published_at=when, date_said="" if when else given,
        language=said_of(said, "lang", "language", "locale") or place.language,
        draft=place.draft or is_on(said, "draft") or said_of(said, "published").lower() == "false"
        or bool(ends),
        addresses=tuple(addresses(said, place, kinds)), picture=_picture(said),
        folder=str(file.parent), note="\n".join(filter(None, (
            "Its character set was guessed: look at the names." if guessed else "",
            f"There it was to expire: {ends}." if ends else ""))),
    )


def names(given: Any) -> list[str]:
    """A list, or words parted by commas; of objects their names."""
    if isinstance(given, str):
        given = given.split(",") if "," in given else [given]
    if isinstance(given, dict):
        given = [given.get("name") or ""]
    if not isinstance(given, Iterable):
        return []
    found = [one.get("name") if isinstance(one, dict) else one for one in given]
    return [str(name).strip() for name in found
            if isinstance(name, str | int | float) and str(name).strip()]


def _picture(said: dict[str, Any]) -> str:
    for name in ("image", "cover", "featured_image", "thumbnail", "images"):
        given = said.get(name)
        if isinstance(given, list) and given:
            given = given[0]
        if isinstance(given, dict):
            given = said_of(given, "path", "url", "image", "src", "feature")
        if isinstance(given, str) and given:
            return given if "{" not in given else PurePosixPath(given.rpartition("}")[2]).as_posix()
    return ""
