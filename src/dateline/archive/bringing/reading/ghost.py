"""Ghost's export (JSON with a database inside) and what its Content API answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import tzinfo
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, cast

import ijson

from dateline.archive.bringing.reading.ghost_cards import html_of
from dateline.archive.bringing.reading.ghost_html import without_cards
from dateline.archive.bringing.reading.nesting import Shallow
from dateline.archive.bringing.reading.opening import broken_json
from dateline.archive.bringing.reading.saying import inside, objects, text
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Part, Parts, Passed, ref
from dateline.archive.bringing.times import gmt

_AT = ("db.item.data", "data", "data.data", "")
"""Where an export keeps its tables: of a whole database, of one part, of the API."""
_PLACE = "__GHOST_URL__"
_MORE = ("feature_image_alt", "feature_image_caption", "email_only")
"""What stands in a table beside the posts."""
_FEW = 5_000_000
"""So many rows of one table beside the posts are held."""


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    try:
        where = next((at for at in _AT if _holds(path, at)), None)
        if where is None:
            raise NotArchive("it has no posts where Ghost's exports and API have them")
        prefix = f"{where}." if where else ""
        known = _Known(path, prefix)
        for number, post in enumerate(rows(path, f"{prefix}posts.item"), 1):
            yield _part(post, known, f"post {number}")
    except (ijson.JSONError, ValueError) as error:
        raise broken_json(path, error) from None


def rows(path: Path, prefix: str) -> Iterator[Any]:
    """What stands at a place of a JSON file, one after the other, each of a bounded size; a
    ValueError in the place of one that says a name twice.

    Raises JSONError and ValueError.
    """
    twice = list[str]()

    class Once(dict[str, Any]):
        def __setitem__(self, name: str, value: Any) -> None:
            if name in self:
                twice.append(name)
            super().__setitem__(name, value)

    with path.open("rb") as file:
        bounded = Shallow(file)
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        for row in ijson.items(cast("IO[bytes]", bounded), prefix, use_float=True,
                               map_type=Once):
            yield ValueError(
                f"the name {twice[0][:80]!r} stands twice in one object") if twice else row
            twice.clear()
            bounded.begin()


def _holds(path: Path, at: str) -> bool:
    """Whether the list of posts is there; the file is read to it."""
    wanted = f"{at}.posts" if at else "posts"
    with path.open("rb") as file:
        bounded = Shallow(file)
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        for prefix, event, _ in ijson.parse(cast("IO[bytes]", bounded)):
            bounded.begin()
            if prefix == wanted and event == "start_array":
                return True
    return False


class _Known:
    """Tags and authors beside the posts."""

    def __init__(self, path: Path, prefix: str) -> None:
        self.tags = dict(self._rows(path, f"{prefix}tags.item"))
        self.people = dict(self._rows(path, f"{prefix}users.item"))
        self.of_post = self._pairs(path, f"{prefix}posts_tags.item", "tag_id")
        self.more = {text(row, "post_id"): said for row in rows(path, f"{prefix}posts_meta.item")
                     if (said := {name: one for name in _MORE if (one := inside(row, name))})}
        self.by_post = self._pairs(path, f"{prefix}posts_authors.item", "author_id")

    @staticmethod
    def _rows(path: Path, at: str) -> Iterator[tuple[str, str]]:
        for number, row in enumerate(rows(path, at)):
            if text(row, "id") and text(row, "name"):
                yield text(row, "id"), text(row, "name")
            if number >= _FEW:
                raise ValueError(f"it has more than {_FEW:,} rows in {at}")

    @staticmethod
    def _pairs(path: Path, at: str, column: str) -> dict[str, list[str]]:
        found: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for number, row in enumerate(rows(path, at)):
            try:
                order = float(text(row, "sort_order") or 0)
            except ValueError:
                order = 0.0
            found[text(row, "post_id")].append((order, text(row, column)))
            if number >= _FEW:
                raise ValueError(f"it has more than {_FEW:,} rows in {at}")
        return {post: [one for _, one in sorted(pairs, key=itemgetter(0))]
                for post, pairs in found.items()}


def _part(post: Any, known: _Known, where: str) -> Part:
    post = _unwrapped(post)
    if not isinstance(post, dict):
        return Doubtful(where, str(post) if isinstance(post, ValueError) else "it is no object")
    title = text(post, "title")
    where = f"{where} “{title[:80]}”"
    if post.get("type") == "page" or post.get("page") in (True, 1):
        return Passed("page")
    plain = text(post, "plaintext")
    try:
        html = without_cards((text(post, "html") or html_of(post)).replace(_PLACE, ""))
    except ValueError as error:
        return Doubtful(where, str(error))
    if not title and not html and not plain:
        return Doubtful(where, "it has neither a headline nor a text")
    number, slug = text(post, "id", "uuid", "slug"), text(post, "slug")
    if not number:
        return Doubtful(where, "it has no id by which it could be found again")
    more = known.more.get(text(post, "id"), {})
    post |= {name: value for name, value in more.items() if not post.get(name)}
    own = text(post, "url") or (f"/{slug}/" if slug else "")
    tags = _tags(post, known)
    said = text(post, "published_at")
    when = gmt(said)
    status, locked = text(post, "status") or "published", _locked(post)
    return Item(
        ref=ref("ghost", number), where=where, headline=title, html=html, text=plain,
        standfirst=text(post, "custom_excerpt"),
        section=tags[0] if tags else "", tags=tuple((name, "") for name in tags[1:]),
        authors=_authors(post, known), published_at=when, date_said="" if when else said,
        language=text(post, "locale", "language"),
        draft=status not in ("published", "sent") or bool(locked),
        addresses=tuple(one.replace(_PLACE, "") for one in (own, text(post, "canonical_url"))
                        if one),
        picture=text(post, "feature_image", "image").replace(_PLACE, ""), note=locked,
        picture_alt=text(post, "feature_image_alt"),
        picture_caption=text(post, "feature_image_caption"),
    )


def _locked(post: dict[str, Any]) -> str:
    """Why it was not public there though it was published; empty if it was."""
    seen = text(post, "visibility") or "public"
    if seen != "public":
        return f"There it was for some readers only: {seen[:100]}."
    mailed = text(post, "status") == "sent" or post.get("email_only") in (True, 1, "1")
    return "There it was sent by mail only." if mailed else ""


def _unwrapped(post: Any) -> Any:
    """Migration files keep each post under `data`, its address beside it."""
    if isinstance(post, dict) and isinstance(post.get("data"), dict):
        return {"url": post.get("url"), "id": post.get("url"), **post["data"]}
    return post


def _tags(post: dict[str, Any], known: _Known) -> list[str]:
    named = [known.tags.get(one, "") for one in known.of_post.get(text(post, "id"), ())]
    named += [text(one, "data.name", "name") for one in objects(post, "tags")]
    named += [one for one in post.get("tags") or () if isinstance(one, str)]
    return list(dict.fromkeys(
        name for name in named if name.strip() and not name.startswith("#")))


def _authors(post: dict[str, Any], known: _Known) -> tuple[str, ...]:
    ids = known.by_post.get(text(post, "id")) or [text(post, "author_id")]
    named = [known.people.get(one, "") for one in ids]
    named += [text(one, "data.name", "name") for one in objects(post, "authors")]
    named.append(text(post, "author.data.name", "author.name"))
    return tuple(dict.fromkeys(name for name in named if name.strip()))
