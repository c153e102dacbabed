"""Read JSON Feed 1 and 1.1 (jsonfeed.org): leniently, with what was odd."""

from __future__ import annotations

import json
from typing import Any

from dateline.formats.item import (
    UNDATED,
    Link,
    NewsItem,
    Picture,
    Received,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.wirebody import Body, from_html, from_text
from dateline.formats.wiretext import bounded, line, lines, moment, once, told

MOST_ITEMS = 1_000
_MARK = "jsonfeed.org/version/"


def is_feed(raw: bytes) -> bool:
    """Whether it says of itself that it is a JSON Feed."""
    return _MARK.encode() in raw[:2_000] or _MARK.replace("/", "\\/").encode() in raw[:2_000]


def read(raw: bytes) -> tuple[Received, ...]:
    """Every item of the feed; Unreadable for what is none."""
    return tuple(_received(entry, document) for document in (_document(raw),)
                 for entry in _objects(document, "items")[:MOST_ITEMS])


def links(raw: bytes) -> tuple[str, str]:
    """The WebSub hub of the feed and the feed's own address; "" for what it does not say."""
    document = _document(raw)
    hubs = (one for one in _objects(document, "hubs") if _said(one, "type").lower() == "websub")
    return next((_said(hub, "url") for hub in hubs), ""), _said(document, "feed_url")


def _document(raw: bytes) -> dict[str, Any]:
    try:
        document = json.loads(bounded(raw))
    except (ValueError, RecursionError):
        raise Unreadable("this is not JSON in UTF-8, or nested too deep") from None
    if not isinstance(document, dict) or _MARK not in _said(document, "version"):
        raise Unreadable("this JSON is no JSON Feed: its version names none")
    if not isinstance(document.get("items"), list):
        raise Unreadable("this JSON Feed has no list of items")
    return document


def _said(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return lines(str(value)).strip()


def _objects(entry: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = entry.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _received(entry: dict[str, Any], feed: dict[str, Any]) -> Received:
    doubts: list[str] = []
    published = moment(_said(entry, "date_published"), "date_published", doubts)
    changed = moment(_said(entry, "date_modified"), "date_modified", doubts)
    body, tags = _body(entry), entry.get("tags")
    doubts.extend(body.doubts)
    item = NewsItem(
        guid=line(_said(entry, "id")) or line(_said(entry, "url")),
        uri=line(_said(entry, "url")),
        version=1,
        headline=line(_said(entry, "title")),
        standfirst=line(_said(entry, "summary")),
        body_text=body.text,
        body_html=body.illustrated,
        language=line(_said(entry, "language") or _said(feed, "language")),
        pubstatus="usable",
        version_created=changed or published or UNDATED,
        first_created=None,
        published=published,
        bylines=_authors(entry) or _authors(feed),
        subjects=tuple(Subject(name, "subject") for name in once(
            line(tag) for tag in tags if isinstance(tag, str))) if isinstance(tags, list) else (),
        related=(Link("", said),) if (said := _said(entry, "external_url")) else (),
        pictures=tuple(_pictures(entry, body)),
    )
    return Received(item, told([*doubts, *_wanting(item)]))


def _wanting(item: NewsItem) -> list[str]:
    """What a story needs and the entry has not."""
    wanting = {
        "no time is stated": item.version_created != UNDATED,
        "it has no identifier: whether it came before cannot be told": item.guid,
        "no headline is stated": item.headline, "it has no text": item.body_text,
    }
    return [doubt for doubt, there in wanting.items() if not there]


def _body(entry: dict[str, Any]) -> Body:
    return from_html(_said(entry, "content_html")) if _said(entry, "content_html") else (
        from_text(_said(entry, "content_text")))


def _authors(entry: dict[str, Any]) -> tuple[str, ...]:
    """Of 1.1 `authors`, of 1 `author`."""
    one = entry.get("author")
    named = [*_objects(entry, "authors"), *([one] if isinstance(one, dict) else [])]
    return once(line(_said(author, "name")) for author in named)


def _pictures(entry: dict[str, Any], body: Body) -> list[Picture]:
    lead = line(_said(entry, "image") or _said(entry, "banner_image"))
    found = [Picture(renditions=(Rendition(lead, "", 0, 0),), rel="featured")] if lead else []
    for one in _objects(entry, "attachments"):
        href, kind = line(_said(one, "url")), line(_said(one, "mime_type"))
        if href and kind.startswith("image/"):
            found.append(Picture(line(_said(one, "title")), renditions=(
                Rendition(href, kind, 0, 0),)))
    return found + [Picture(note.caption, note.alt, renditions=(Rendition(note.url, "", 0, 0),))
                    for note in body.pictures if note.url]

