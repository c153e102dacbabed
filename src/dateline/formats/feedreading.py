"""Read RSS 0.9 to 2.0 and Atom (RFC 4287) as other newsrooms send them, by feedparser.

An entry is an item: its id (else its link) the guid, its content (else its summary) the body. No
feed says a version: which is newer, `updated` decides. Entities and document types are refused
before feedparser sees anything (see `lib.xml`); XML that is not well-formed is read with a doubt.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate
from io import BytesIO
from typing import Any

import feedparser

from dateline.formats.articleparts import is_none
from dateline.formats.feedwires import deleted, managed
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
from dateline.formats.wirebody import Body, from_html
from dateline.formats.wiretext import MOST, once, quoted, subject_code, subject_uri, told
from dateline.formats.wiretext import line as on_one_line
from dateline.lib.xml import XmlRefused, mended, parse

MOST_ITEMS = 1_000
_ZONED = re.compile(r"(Z|[+-]\d\d:?\d\d|\b[A-Z]{1,5})\s*$")


@dataclass(frozen=True)
class Links:
    """What a feed offers for WebSub: its hub, and its own address there; "" for neither."""

    hub: str
    topic: str


def read(raw: bytes) -> tuple[Received, ...]:
    """Every entry of the feed; Unreadable for what is none."""
    found, doubts, root = _parsed(raw)
    gone = () if root is None else tuple(deleted(root))
    return (*(_received(entry, found.feed, doubts) for entry in found.entries[:MOST_ITEMS]), *gone)


def links(raw: bytes) -> Links:
    """The hub and the topic that the feed names; raises Unreadable."""
    said = {one.get("rel"): _line(one.get("href")) for one in
            reversed(_parsed(raw)[0].feed.get("links", []))}
    return Links(said.get("hub") or "", said.get("self") or "")


def _parsed(raw: bytes) -> tuple[Any, list[str], Any]:
    """What feedparser makes of it, the doubts, and the root where it is well-formed."""
    root = None
    try:
        fixed, mends = mended(raw, most=MOST)
        doubts = list(mends)
        root = parse(fixed, most=4 * MOST)
    except XmlRefused as refused:
        if refused.kind != "broken":
            raise Unreadable(str(refused)) from None
        doubts.append(str(refused))
    # A stream: given bytes, feedparser would look whether they are the name of a file.
    found = feedparser.parse(BytesIO(fixed), sanitize_html=False, response_headers={
        "content-type": "application/xml; charset=utf-8"})
    if not found.get("version") and not found.entries:
        raise Unreadable("this is no feed: neither RSS nor Atom")
    return found, doubts, root


def _line(said: Any) -> str:
    """A text of the feed on one line; feedparser answers None for what is not there."""
    return on_one_line(said) if isinstance(said, str) else ""


def _received(entry: Any, feed: Any, of_the_feed: list[str]) -> Received:
    doubts = list(of_the_feed)
    content, summary = _content(entry), from_html(entry.get("summary") or "")
    body = content if content.blocks else summary
    doubts.extend(body.doubts)
    published = _when(entry, "published", doubts)
    changed = _when(entry, "updated", doubts)
    uri = _line(entry.get("link"))
    item = NewsItem(
        guid=_line(entry.get("id")) or uri,
        uri=uri,
        version=1,
        headline=_line(from_html(entry.get("title") or "").text),
        standfirst=_standfirst(summary, body),
        body_text=body.text,
        body_html=body.illustrated,
        language=_line(_detail(entry, "language") or feed.get("language")),
        pubstatus="usable",
        version_created=changed or published or UNDATED,
        first_created=None,
        published=published,
        bylines=_authors(entry),
        credit=_line(entry.get("source", {}).get("title")),
        subjects=tuple(_subjects(entry)),
        related=tuple(Link(_line(one.get("title")), _line(one.get("href"))) for one in
                      entry.get("links", []) if one.get("rel") == "related" and one.get("href")),
        rights=_line(from_html(entry.get("rights") or feed.get("rights") or "").text),
        pictures=tuple(_pictures(entry, body, doubts)),
    )
    item = managed(item, entry, doubts)
    doubts.extend(_wanting(item) if item.pubstatus != "canceled" else ())
    return Received(item, told(doubts))


def _wanting(item: NewsItem) -> list[str]:
    """What a story needs and the entry has not."""
    wanting = {
        "no time is stated": item.version_created != UNDATED,
        "it has no identifier: whether it came before cannot be told": item.guid,
        "no headline is stated": item.headline, "it has no text": item.body_text,
    }
    return [doubt for doubt, there in wanting.items() if not there]


def _content(entry: Any) -> Body:
    """The longest content that is a text."""
    said = [one.get("value") or "" for one in entry.get("content", [])
            if "html" in (one.get("type") or "html") or "text" in (one.get("type") or "")]
    return from_html(max(said, key=len, default=""))


def _standfirst(summary: Body, body: Body) -> str:
    """The summary, unless it is the body or how the body begins."""
    said = _line(summary.text)
    begins = said.rstrip("…. []").removesuffix("Read more").rstrip()
    return "" if _line(body.text).startswith(begins) else said


def _detail(entry: Any, name: str) -> str:
    """What the title or the content says of itself, such as its language (xml:lang)."""
    parts = [*entry.get("content", []), entry.get("title_detail", {})]
    return next((str(part[name]) for part in parts if part.get(name)), "")


def _when(entry: Any, name: str, doubts: list[str]) -> datetime | None:
    if name not in entry:  # asked for `updated` all the same, feedparser answers `published`
        return None
    said = _line(entry[name])
    if is_none(said):
        doubts.append(f"{name} is no time: {quoted(said)}")
        return None
    parsed = entry.get(f"{name}_parsed") or parsedate(said)
    if not said:
        return None
    try:
        found = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None:
        doubts.append(f"{name} is no time: {quoted(said)}")
    elif not _ZONED.search(said):
        doubts.append(f"{name} {quoted(said)} names no time zone; read as UTC")
    return found


def _authors(entry: Any) -> tuple[str, ...]:
    named = [_line(one.get("name") or one.get("email")) for one in entry.get("authors", []) if one]
    return once(named) or once([_line(entry.get("author"))])


def _subjects(entry: Any) -> Iterator[Subject]:
    for tag in entry.get("tags", []):
        term, label = _line(tag.get("term")), _line(tag.get("label"))
        code = term if term.isdecimal() else term.rpartition(":")[2] if "medtop:" in term else ""
        uri = subject_uri(code) or (term if subject_code(term) else "")
        if label or term:
            yield Subject(label or term, "subject", uri)


def _pictures(entry: Any, body: Body, doubts: list[str]) -> Iterator[Picture]:
    """Those of Media RSS and the enclosures, each address once; then those within the text."""
    seen: set[str] = set()
    credit = _line(next((one.get("content") for one in entry.get("media_credit", [])), ""))
    offered = [*entry.get("media_content", []), *entry.get("enclosures", [])]
    for one in offered:
        href, kind = _line(one.get("url") or one.get("href")), _line(one.get("type"))
        if not href or href in seen:
            continue
        seen.add(href)
        if one.get("medium") == "image" or kind.startswith("image/"):
            sizes = (_size(one.get("width")), _size(one.get("height")))
            yield Picture(credit=credit, renditions=(Rendition(href, kind, *sizes),),
                          rel="illustration")
        else:
            doubts.append(f"an enclosure was left out: {quoted(href)} ({kind or 'of no type'})")
    for note in body.pictures:
        if note.url and note.url not in seen:
            seen.add(note.url)
            yield Picture(note.caption, note.alt, renditions=(Rendition(note.url, "", 0, 0),))


def _size(said: Any) -> int:
    text = str(said or "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0
