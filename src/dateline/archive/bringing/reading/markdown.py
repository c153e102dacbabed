"""Jekyll's and Hugo's folders: Markdown (CommonMark) with front matter in YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from dateline.archive.bringing.reading import notion
from dateline.archive.bringing.reading.markdown_front import front, is_on, said_of
from dateline.archive.bringing.reading.markdown_places import Place, addresses, place_of
from dateline.archive.bringing.reading.markdown_site import Site, site_of
from dateline.archive.bringing.reading.markdown_text import html_of
from dateline.archive.bringing.reading.opening import charset_of, files_below
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment

NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_PAGES = (".html", ".htm")
"""Texts with front matter too, where a folder has them beside others: what importers write."""
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n")
MOST = 2_000_000
"""Bytes of one file."""


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the story of each Markdown file below the folder, or of the one. Raises NotArchive."""
    any_ = False
    site = site_of(path, zone)
    for file, where in files_below(path, (*NAMES, *_PAGES)):
        if file.suffix.lower() in _PAGES and not is_text(file):
            continue
        any_ = True
        yield _part(file, place_of(where, jekyll=site.jekyll), site)
    if not any_:
        raise NotArchive("there is no Markdown file below it")


def is_text(file: Path) -> bool:
    """Whether a file begins with front matter."""
    with file.open("rb") as opened:
        return _FRONT.match(opened.read(100)) is not None


def _part(file: Path, place: Place, site: Site) -> Part:
    if place.passed:
        return Passed(place.passed)
    try:
        if file.stat().st_size > MOST:
            return Doubtful(place.where, f"it has more than {MOST:,} bytes")
        charset, guessed = charset_of(file)
        found, body = front(file.read_bytes().decode(charset))
        if not found:
            found, body = notion.front(file.name, body)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        return Doubtful(place.where, " ".join(str(error).split())[:300] or "nested too deep")
    said = {str(key).lower(): value for key, value in found.items()}
    if said_of(said, "layout") == "page" or said_of(said, "type") == "page":
        return Passed("page")
    return _item(said, body, file, place, site, guessed)


def _item(
    said: dict[str, Any], body: str, file: Path, place: Place, site: Site, guessed: bool
) -> Item | Doubtful:
    given = said_of(said, "date", "publishdate", "pubdate", "published_at") or place.day
    when = moment(given, site.zone)
    try:
        html = html_of(body, plain=file.suffix.lower() in _PAGES)
    except RecursionError:
        return Doubtful(place.where, "its text is nested too deep")
    title = said_of(said, "title", "linktitle")
    if not title and not html.strip():
        return Doubtful(place.where, "it has neither a headline nor a text")
    taxonomy = said.get("taxonomies")
    taxonomy = taxonomy if isinstance(taxonomy, dict) else {}
    words = " " if site.jekyll else ","
    kinds = [*place.kinds, *(names(said.get("categories"), words) or names(
        said.get("category") or taxonomy.get("categories") or said.get("section")))]
    tags = [*(names(said.get("tags") or taxonomy.get("tags"), words) or names(said.get("tag"))),
            *kinds[1:]]
    ends = said_of(said, "expirydate", "unpublishdate")
    return Item(
        ref=ref("markdown", place.where), where=place.where, headline=title, html=html,
        standfirst=said_of(said, "description", "excerpt", "summary", "subtitle"),
        section=kinds[0] if kinds else "", tags=tuple((name, "") for name in dict.fromkeys(tags)),
        authors=tuple(site.authors.get(name, name) for name in names(
            said.get("author") or said.get("authors") or taxonomy.get("authors"))),
        published_at=when, date_said="" if when else given,
        language=said_of(said, "lang", "language", "locale") or place.language,
        draft=place.draft or is_on(said, "draft") or said_of(said, "published").lower() == "false"
        or bool(ends),
        addresses=tuple(addresses(said, place, kinds, site)), picture=_picture(said),
        picture_alt=_beside(said, "alt"), picture_caption=_beside(said, "caption"),
        folder=str(file.parent), note="\n".join(filter(None, (
            "Its character set was guessed: look at the names." if guessed else "",
            f"There it was to expire: {ends}." if ends else ""))),
    )


def names(given: Any, parted: str = ",") -> list[str]:
    """A list, or words parted by commas, or else by `parted`; of objects their names."""
    if isinstance(given, str):
        given = given.split("," if "," in given else parted)
    if isinstance(given, dict):
        given = [given.get("name") or ""]
    if not isinstance(given, Iterable):
        return []
    found = [one.get("name") if isinstance(one, dict) else one for one in given]
    return [str(name).strip() for name in found
            if isinstance(name, str | int | float) and str(name).strip()]


_PICTURES = ("image", "cover", "featured_image", "featuredimage", "feature_image", "header",
             "banner", "hero", "coverimage", "cover_image", "heroimage", "ogimage", "thumbnail",
             "images")
_INSIDE = ("path", "url", "image", "src", "feature", "overlay_image", "teaser")


def _picture(said: dict[str, Any]) -> str:
    for name in _PICTURES:
        given = said.get(name)
        if isinstance(given, list) and given:
            given = given[0]
        if isinstance(given, dict):
            given = said_of(given, *_INSIDE)
        if isinstance(given, str) and given:
            return given if "{" not in given else PurePosixPath(given.rpartition("}")[2]).as_posix()
    return ""


def _beside(said: dict[str, Any], what: str) -> str:
    """The `alt` or `caption` of the lead picture."""
    held = (said_of(said[name], what) for name in _PICTURES if isinstance(said.get(name), dict))
    return said_of(said, *(f"{name}_{what}" for name in _PICTURES)) or next(filter(None, held), "")
