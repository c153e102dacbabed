"""Jekyll's and Hugo's folders: Markdown (CommonMark) with front matter in YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts
from dateline.archive.bringing.times import moment

NAMES = (".md", ".markdown", ".mdown")
MOST = 5_000_000
"""Bytes of one file."""
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)")
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}", re.S)
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the story of each Markdown file below the folder, or of the one. Raises NotArchive."""
    files = [path] if path.is_file() else sorted(
        one for one in path.rglob("*") if one.suffix.lower() in NAMES and one.is_file())
    if not files:
        raise NotArchive("there is no Markdown file below it")
    root = path.parent if path.is_file() else path
    for file in files:
        yield _part(file, root, zone)


def _part(file: Path, root: Path, zone: tzinfo | None) -> Part:
    where = str(file.relative_to(root))
    try:
        if file.stat().st_size > MOST:
            return Doubtful(where, f"it has more than {MOST:,} bytes")
        said, body = front(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        return Doubtful(where, " ".join(str(error).split())[:300])
    said = {str(key).lower(): value for key, value in said.items()}
    return _item(said, body, file, where, zone)


def front(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and the rest. Raises ValueError or YAMLError where it cannot be read."""
    for fence, read in (("---", yaml.safe_load), ("+++", tomllib.loads)):
        if text.startswith(fence + "\n") or text.startswith(fence + "\r\n"):
            head, closed, rest = text[len(fence):].partition("\n" + fence)
            if not closed:
                raise ValueError(f"line 1: the front matter that begins with {fence} does not end")
            found = read(head)
            if not isinstance(found, dict | None):
                raise ValueError("line 1: the front matter is no list of names and values")
            return found or {}, rest.partition("\n")[2]
    if text.startswith("{"):
        found, end = json.JSONDecoder().raw_decode(text)
        return found, text[end:]
    return {}, text


def _item(
    said: dict[str, Any], body: str, file: Path, where: str, zone: tzinfo | None
) -> Item | Doubtful:
    dated = _DATED.fullmatch(file.stem)
    slug = str(said.get("slug") or (dated[2] if dated else file.stem))
    if slug in ("index", "_index") and file.parent.name:
        slug = file.parent.name
    given = said.get("date") or said.get("publishdate") or (dated[1] if dated else "")
    when = moment(given, zone)
    html = _MARKDOWN.render(_SHORTCODE.sub("", body))
    title = str(said.get("title") or "").strip()
    if not title and not html.strip():
        return Doubtful(where, "it has neither a headline nor a text")
    taxonomy = said.get("taxonomies") or {}
    kinds = _names(said.get("categories") or said.get("category")
                   or taxonomy.get("categories") or said.get("section"))
    tags = [*_names(said.get("tags") or taxonomy.get("tags")), *kinds[1:]]
    return Item(
        ref=f"markdown:{where}"[:200], where=where, headline=title, html=html,
        standfirst=str(said.get("description") or said.get("excerpt") or said.get("summary") or ""),
        section=kinds[0] if kinds else "", tags=tuple((name, "") for name in dict.fromkeys(tags)),
        authors=tuple(_names(said.get("author") or said.get("authors"))),
        published_at=when, date_said="" if when else str(given or ""),
        language=str(said.get("lang") or said.get("language") or ""),
        draft=bool(said.get("draft")) or said.get("published") is False
        or "_drafts" in file.parts,
        addresses=tuple(_addresses(said, slug, file, dated[1] if dated else "", kinds)),
        picture=_picture(said), folder=str(file.parent),
    )


def _names(given: Any) -> list[str]:
    """A list, or words parted by blanks as Jekyll takes them for categories, or by commas."""
    if isinstance(given, str):
        given = given.split(",") if "," in given else [given]
    if isinstance(given, dict):
        given = [given.get("name") or ""]
    if not isinstance(given, Iterable):
        return []
    names = [one.get("name") if isinstance(one, dict) else one for one in given]
    return [str(name).strip()[:200] for name in names if name and str(name).strip()]


def _addresses(
    said: dict[str, Any], slug: str, file: Path, day: str, kinds: list[str]
) -> list[str]:
    """What it says itself, and Jekyll's own address of a dated post."""
    given = [said.get("permalink") or said.get("url") or "", *_names(said.get("aliases")),
             *_names(said.get("redirect_from"))]
    found = [str(one) for one in given if str(one).startswith(("/", "http")) and ":" not in str(
        one).removeprefix("http:").removeprefix("https:")]
    if day and not said.get("permalink"):
        path = "/".join([*(kind.lower() for kind in kinds), *day.split("-"), slug])
        found += [f"/{path}.html", f"/{path}/"]
    return list(dict.fromkeys(found))


def _picture(said: dict[str, Any]) -> str:
    for name in ("image", "cover", "featured_image", "thumbnail", "images"):
        given = said.get(name)
        if isinstance(given, list) and given:
            given = given[0]
        if isinstance(given, dict):
            given = given.get("path") or given.get("url") or given.get("image")
        if isinstance(given, str) and given:
            return given
    return ""
