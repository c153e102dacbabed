"""Joomla's articles: answers of its API, its table, J2XML. What is said by a number alone, its
category, is looked for among the answers beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dateline.archive.bringing.reading.saying import inside, text
from dateline.archive.bringing.shapes import Passed

Row = dict[str, Any]
Known = Mapping[str, Row]
_STATES = {"1": "published", "0": "unpublished", "2": "published", "-2": "trash"}


def is_other(row: Row) -> bool:
    """Whether it is what Joomla's API says of something that is no article."""
    return row.get("type") in ("categories", "tags", "users", "fields", "modules") and isinstance(
        row.get("attributes"), dict)


def category(row: Row) -> dict[str, Row]:
    """The name of a category, by its number: of an answer of the API, or of the table."""
    said = inside(row, "attributes") if row.get("type") == "categories" else (
        row if "extension" in row and "parent_id" in row else None)
    number, name = text(row, "id"), text(said, "title")
    return {f"category {number}": {"name": name}} if number and name else {}


def is_article(row: Row) -> bool:
    """Whether it is one of Joomla's, in an answer, a table or J2XML."""
    return row.get("typeAlias") == "com_content.article" or "introtext" in row or {
        "alias", "catid"} <= row.keys()


def article(row: Row, known: Known) -> Row | Passed:
    """As an object of plain fields. Its times are in UTC, and its text is in two parts."""
    state = _STATES.get(text(row, "state") or "1", "unpublished")
    if state == "trash":
        return Passed("article in the trash")
    intro, rest = text(row, "introtext"), text(row, "fulltext")
    tags = row.get("tags")
    date = next((one for one in (text(row, "publish_up"), text(row, "created"))
                 if one and not one.startswith("0000")), "")
    made = {name: value for name, value in row.items() if name not in (
        "introtext", "fulltext", "state", "publish_up", "created", "images", "catid")}
    made |= {"status": state, "published_at_gmt": date,
             "text": f"{intro}\n{rest}".strip() or text(row, "text", "articletext")}
    if isinstance(tags, dict):
        made["tags"] = [one for one in tags.values() if isinstance(one, str)]
    elif text(row, "metakey"):
        made["tags"] = text(row, "metakey")
    author = text(row, "created_by_alias", "author_name", "author", "created_by")
    made |= {"author": "" if author.isdecimal() else author, "category": _category(row, known)}
    if text(row, "language") == "*":
        made["language"] = ""
    if picture := _picture(row.get("images")):
        made["image"] = picture
    return made


def _category(row: Row, known: Known) -> str:
    """Its name; where nothing says it, what an editor can rename: `Category 8`."""
    said = text(row, "category_title", "category", "catid", "relationships.category.data.id")
    if not said.isdecimal():
        return said
    return text(known.get(f"category {said}"), "name") or f"Category {said}"


def _picture(value: Any) -> str:
    """The lead picture: an object, or one that is written as a text."""
    if isinstance(value, str):
        found = re.search(r'"image_(?:fulltext|intro)"\s*:\s*"([^"#]{1,500})', value)
        said = found[1].replace("\\/", "/") if found else ""
    else:
        said = text(value, "image_fulltext", "image_intro").partition("#")[0]
    return f"/{said.lstrip('/')}" if said and "://" not in said else said
