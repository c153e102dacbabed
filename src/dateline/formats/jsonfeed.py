"""JSON Feed 1.1 (jsonfeed.org). Older documents follow by `next_url`."""

import json
from typing import Any

from dateline.formats.feed import Entry, Feed, checked, clean, spoken
from dateline.formats.lexical import stamp

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def dump(feed: Feed) -> bytes:
    """Write the feed as JSON in UTF-8; equal feeds, equal bytes. Raises ValueError like Atom."""
    checked(feed)
    document = _said({
        "version": VERSION,
        "title": clean(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": clean(feed.subtitle),
        "next_url": feed.older,
        "language": spoken(feed.language),
        "authors": [{"name": clean(feed.author)}] if feed.author else [],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    })
    document["items"] = [_item(entry, feed) for entry in feed.entries]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    told = _said({
        "id": entry.id,
        "url": entry.address,
        "title": clean(entry.title),
        "summary": clean(entry.summary),
        "date_published": stamp(entry.published),
        "date_modified": stamp(entry.updated),
        "language": spoken(entry.language) if entry.language != feed.language else "",
        "authors": [{"name": clean(name)} for name in entry.authors],
        "tags": [clean(term) for term in entry.categories],
        "image": entry.image.address if entry.image else "",
    })
    return told | {"content_html": clean(entry.content)}


def _said(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in ("", [])}
