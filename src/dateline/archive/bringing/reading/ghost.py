"""Ghost's export (JSON with a database inside) and what its Content API answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

import ijson

from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed
from dateline.archive.bringing.times import gmt

_AT = ("db.item.data", "data", "")
"""Where an export keeps its tables: of a whole database, of one part, of the API."""
_PLACE = "__GHOST_URL__"


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    try:
        where = next((at for at in _AT if _holds(path, at)), None)
        if where is None:
            raise NotArchive("it has no posts where Ghost's exports and API have them")
        prefix = f"{where}." if where else ""
        known = _Known(path, prefix)
        with path.open("rb") as file:
            for number, post in enumerate(ijson.items(file, f"{prefix}posts.item"), 1):
                yield _part(post, known, f"post {number}")
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise NotArchive(f"it is not JSON to its end: {error}"[:300]) from None


def _holds(path: Path, at: str) -> bool:
    with path.open("rb") as file:
        wanted = f"{at}.posts" if at else "posts"
        return any(prefix == wanted and event == "start_array"
                   for prefix, event, _ in ijson.parse(file))


class _Known:
    """Tags and authors beside the posts."""

    def __init__(self, path: Path, prefix: str) -> None:
        self.tags = dict(self._rows(path, f"{prefix}tags.item"))
        self.people = dict(self._rows(path, f"{prefix}users.item"))
        self.of_post = self._pairs(path, f"{prefix}posts_tags.item", "tag_id")
        self.by_post = self._pairs(path, f"{prefix}posts_authors.item", "author_id")

    @staticmethod
    def _rows(path: Path, at: str) -> Iterator[tuple[str, str]]:
        with path.open("rb") as file:
            for row in ijson.items(file, at):
                if isinstance(row, dict) and row.get("id") is not None and row.get("name"):
                    yield str(row["id"]), str(row["name"])

    @staticmethod
    def _pairs(path: Path, at: str, column: str) -> dict[str, list[str]]:
        found: dict[str, list[tuple[float, str]]] = defaultdict(list)
        with path.open("rb") as file:
            for row in ijson.items(file, at):
                order = float(row.get("sort_order") or 0)
                found[str(row.get("post_id"))].append((order, str(row.get(column))))
        return {post: [one for _, one in sorted(rows)] for post, rows in found.items()}


def _part(post: Any, known: _Known, where: str) -> Part:
    post = _unwrapped(post)
    if not isinstance(post, dict):
        return Doubtful(where, "it is no object")
    title = str(post.get("title") or "").strip()
    where = f"{where} “{title[:80]}”"
    if post.get("type") == "page" or post.get("page") in (True, 1):
        return Passed("page")
    html = str(post.get("html") or "").replace(_PLACE, "")
    text = str(post.get("plaintext") or "")
    if not title and not html and not text:
        return Doubtful(where, "it has neither a headline nor a text")
    number = str(post.get("id") or post.get("uuid") or post.get("slug") or "")
    if not number:
        return Doubtful(where, "it has no id by which it could be found again")
    slug = str(post.get("slug") or "")
    addresses = [one for one in (post.get("url"), post.get("canonical_url")) if one]
    tags = _tags(post, known)
    return Item(
        ref=f"ghost:{number}"[:200], where=where, headline=title, html=html, text=text,
        standfirst=str(post.get("custom_excerpt") or ""),
        section=tags[0] if tags else "", tags=tuple((name, "") for name in tags[1:]),
        authors=_authors(post, known), published_at=gmt(str(post.get("published_at") or "")),
        language=str(post.get("locale") or ""), draft=post.get("status", "published") not in (
            "published", "sent"),
        addresses=tuple(str(one).replace(_PLACE, "") for one in addresses) or (
            (f"/{slug}/",) if slug else ()),
        picture=str(post.get("feature_image") or "").replace(_PLACE, ""),
    )


def _unwrapped(post: Any) -> Any:
    """Migration files keep each post under `data`, its address beside it."""
    if isinstance(post, dict) and isinstance(post.get("data"), dict):
        return {"url": post.get("url"), "id": post.get("url"), **post["data"]}
    return post


def _tags(post: dict[str, Any], known: _Known) -> list[str]:
    named = [known.tags.get(one, "") for one in known.of_post.get(str(post.get("id")), ())]
    for one in post.get("tags") or ():
        one = one.get("data", one) if isinstance(one, dict) else {"name": one}
        named.append(str(one.get("name") or ""))
    return list(dict.fromkeys(
        name[:200] for name in named if name.strip() and not name.startswith("#")))


def _authors(post: dict[str, Any], known: _Known) -> tuple[str, ...]:
    ids = known.by_post.get(str(post.get("id"))) or [str(post.get("author_id"))]
    named = [known.people.get(one, "") for one in ids]
    one = post.get("author")
    for given in [*(post.get("authors") or ()), *([one] if isinstance(one, dict) else [])]:
        given = given.get("data", given)
        named.append(str(given.get("name") or ""))
    return tuple(dict.fromkeys(name[:200] for name in named if name.strip()))
