"""Rows as other systems have them, as one object of plain fields: what wraps a field is taken off,
trees of text become HTML, references the names of what they mean, states words.

Contentful, Sanity, Strapi, Directus, Joomla, Webflow, Payload, Tumblr, Wix; of what none of them
wrote only trees of text are touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading import contentful, directus, joomla
from dateline.archive.bringing.reading.contentful import NO_STORY
from dateline.archive.bringing.reading.rich_text import has_text, html_of_tree
from dateline.archive.bringing.reading.rows import Rows, unbroken
from dateline.archive.bringing.reading.saying import inside, text
from dateline.archive.bringing.reading.tumblr import tumblr
from dateline.archive.bringing.shapes import Passed

Row = dict[str, Any]
Known = Mapping[str, Row]
_LISTS = ("data", "items", "results", "posts", "docs", "articles", "entries", "response.posts",
          "response.docs")
_HEADS = ("title", "headline", "name", "body", "content", "text")
_ON = ("true", "1", "yes", "on")
_WIX = re.compile(r"wix:image://v1/([^/]{1,200})/")
_DEEP = 8
_MOST_KNOWN = 500_000


def flattened(read: Callable[[], Rows], path: Path) -> tuple[Callable[[], Rows], str]:
    """The rows, flat, and the system they are of if its ids are like no others'; what is no story
    there is a `Passed` in its place."""
    entries = contentful.entries_of(path)
    if entries:
        read = partial(contentful.entries, path, entries)
    sanity = not entries and _refers(read())
    known = _known(read()) if entries or sanity else {}
    if entries:
        known |= contentful.assets(path, entries)
    if path.is_dir():
        known |= _beside(read(), path)

    def rows() -> Rows:
        for where, row in read():
            for at, one in _expanded(where, row):
                try:
                    yield at, _flat(one, known) if isinstance(one, dict) else one
                except (ValueError, RecursionError) as error:
                    yield at, ValueError(str(error)[:300] or "it is nested too deep")
    return rows, "contentful" if entries else "sanity" if sanity else ""


def _expanded(where: str, row: Any) -> Iterator[tuple[str, Any]]:
    """An answer of an API that is a file of its own holds its rows in a list."""
    if isinstance(row, dict) and not any(name in row for name in _HEADS):
        for name in _LISTS:
            held = inside(row, name)
            if isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
                yield from ((f"{where}, row {number}", one) for number, one in enumerate(held, 1))
                return
    yield where, row


def _beside(rows: Rows, path: Path) -> dict[str, Row]:
    """What answers of other kinds in the same folder say: categories, files."""
    found = dict[str, Row]()
    for where, row in unbroken(rows):
        for _, one in _expanded(where, row):
            if isinstance(one, dict) and len(found) < _MOST_KNOWN:
                found |= joomla.category(one) | directus.file(one, path)
    return found


def _flat(row: Row, known: Known) -> Row | Passed:
    said = _by_system(row, known)
    if isinstance(said, Passed):
        return said
    made = {name: _plain(value, known) for name, value in said.items()}
    if any(text(made, name).lower() in _ON for name in ("archived", "Archived", "_archived",
                                                       "isArchived", "archivedAt")):
        made["draft"] = "true"
    return made


def _by_system(row: Row, known: Known) -> Row | Passed:
    if "post_content" in row and "post_type" in row:
        return _wordpress(row)
    if "post_url" in row and "type" in row:
        return tumblr(row)
    if isinstance(row.get("sys"), dict) and isinstance(row.get("fields"), dict):
        return contentful.entry(row)
    if isinstance(row.get("_type"), str) and "_id" in row:
        return _document(row, known)
    if str(row.get("type", "")).startswith(("api::", "plugin::", "admin::")):
        return _exported(row)
    if joomla.is_other(row) or directus.is_file(row):
        return Passed("file of Directus" if directus.is_file(row) else f"Joomla {row['type']}")
    return _by_fields(row, known)


def _by_fields(row: Row, known: Known) -> Row | Passed:
    """Of systems that are known by the fields they have."""
    said = dict(row)
    for name in ("attributes", "fieldData"):
        if isinstance(row.get(name), dict):
            said = {key: value for key, value in row.items() if key != name} | row[name]
    if joomla.is_article(said):
        return joomla.article(said, known)
    if directus.is_row(said):
        return directus.row(said, known)
    if ("attributes" in row or "documentId" in row) and "publishedAt" in said and not (
            said["publishedAt"]):
        said["status"] = "draft"
    return said


# -- values --------------------------------------------------------------------------------------


def _plain(value: Any, known: Known, depth: int = 0) -> Any:
    """A value without what wraps it."""
    if depth > _DEEP or isinstance(value, int | float | bool) or value is None:
        return value
    if html := html_of_tree(value, known):
        return html
    if isinstance(value, str):
        found = _WIX.match(value)
        return f"https://static.wixstatic.com/media/{found[1]}" if found else value
    if isinstance(value, list):
        return [_plain(one, known, depth + 1) for one in value]
    return _unwrapped(value, known, depth) if isinstance(value, dict) else value


def _unwrapped(value: Row, known: Known, depth: int) -> Any:
    """What an object means that only wraps or names another; else the object."""
    if "data" in value and set(value) <= {"data", "links", "meta"}:
        return _plain(value["data"], known, depth + 1)
    if isinstance(value.get("attributes"), dict):
        value = value | value["attributes"]
    name = text(value, "_ref", "sys.id", "asset._ref", "asset.sys.id")
    if name:
        return dict(known.get(name, {})) or None
    if file := text(value, "_sanityAsset"):
        return file.rpartition("file://")[2].removeprefix("./")
    if value.get("_type") == "slug":
        return value.get("current")
    return {key: _plain(one, known, depth + 1) if isinstance(one, dict) else one
            for key, one in value.items()}


def _refers(rows: Rows) -> bool:
    """Whether rows name others of the same file, as Sanity's do."""
    return any(isinstance(row, dict) and isinstance(row.get("_type"), str) and "_id" in row
               for _, row in islice(unbroken(rows), 20))


def _known(rows: Rows) -> dict[str, Row]:
    """What may be referred to, by its id: its name, and the address of a file."""
    found = dict[str, Row]()
    for _, row in unbroken(rows):
        if not isinstance(row, dict) or len(found) >= _MOST_KNOWN:
            continue
        held = row.get("fields") if isinstance(row.get("fields"), dict) else row
        said = {name: value for name, value in (
            ("name", _first(held, "name", "fullName", "title", "label")),
            ("url", _first(held, "url"))) if value}
        if number := text(row, "_id", "sys.id"):
            found[number] = said
    return found


def _first(row: Any, *names: str) -> str:
    """The first text of these, in whatever language."""
    for name in names:
        value = inside(row, name)
        if isinstance(value, dict):
            value = next((one for one in value.values() if isinstance(one, str)), "")
        if isinstance(value, str) and value.strip():
            return value.strip()[:500]
    return ""


# -- Sanity, Strapi's export, WordPress -----------------------------------------------------------


def _document(row: Row, known: Known) -> Row | Passed:
    kind, number = row["_type"], str(row["_id"])
    if kind.startswith(("sanity.", "system.")) or NO_STORY.fullmatch(kind) or not has_text(row):
        return Passed(f"Sanity {kind}"[:40])
    public = number.removeprefix("drafts.")
    if public != number and public in known:
        return Passed("draft of a change")
    return row | {"draft": "true"} if public != number else row


def _exported(row: Row) -> Row | Passed:
    held = row.get("data")
    kind = str(row["type"]).rpartition(".")[2]
    if not isinstance(held, dict) or not row["type"].startswith("api::") or (
            NO_STORY.fullmatch(kind) or not has_text(held)):
        return Passed(f"Strapi {kind}"[:40])
    said = held | {"id": row.get("id")}
    return said if held.get("publishedAt") else said | {"status": "draft"}


def _wordpress(row: Row) -> Row | Passed:
    """A row of the table `wp_posts`, in which much else stands."""
    kind, state = text(row, "post_type"), text(row, "post_status")
    if kind not in ("post", "") or state in ("trash", "auto-draft", "inherit"):
        return Passed(f"{kind[:40]} in state {state[:40]}" if kind == "post" else kind[:40])
    made = {name: value for name, value in row.items() if name not in ("post_author", "guid")}
    if text(row, "post_date_gmt").startswith("0000"):
        made.pop("post_date_gmt")
    return made | {"status": "draft" if text(row, "post_password") else state}
