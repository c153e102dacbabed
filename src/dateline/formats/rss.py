"""RSS 2.0 (RSS Advisory Board, 2.0.11), with what its profile recommends from other namespaces.

The whole text is `content:encoded`, after a `description` (HTML, like it); authors are `dc:creator`
(RSS's own wants mail addresses), the time of a correction is `atom:updated`; archive documents are
as in Atom (RFC 5005 section 4).
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from dateline.formats.atom import put_image
from dateline.formats.feed import (
    Entry,
    Feed,
    checked,
    dated,
    described,
    instant,
    plain,
    spoken,
    titled,
)
from dateline.formats.feedxml import ATOM, HISTORY, MEDIA, put, put_links, written

MEDIA_TYPE = "application/rss+xml"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
_PREFIXES = {"atom": ATOM, "content": CONTENT, "dc": DC, "fh": HISTORY, "media": MEDIA}


def dump(feed: Feed) -> bytes:
    """Write the feed as UTF-8; equal feeds, equal bytes. Raises ValueError naming the field."""
    checked(feed)
    root = etree.Element("rss", nsmap=_PREFIXES)
    root.set("version", "2.0")
    channel = put(root, "channel")
    put(channel, "title", plain(feed.title))
    put(channel, "link", feed.home)
    put(channel, "description", plain(feed.subtitle or feed.title))
    if spoken(feed.language):
        put(channel, "language", feed.language.lower())
    put(channel, "lastBuildDate", _rfc822(feed.updated))
    put(channel, "generator", "Dateline")
    put_links(channel, feed, MEDIA_TYPE)
    for entry in feed.entries:
        _item(put(channel, "item"), entry, feed)
    return written(root)


def _item(parent: etree._Element, entry: Entry, feed: Feed) -> None:
    put(parent, "title", plain(titled(entry)))
    put(parent, "link", entry.address)
    put(parent, "guid", entry.id, isPermaLink="false")
    if published := dated(entry):
        put(parent, "pubDate", _rfc822(published))
    put(parent, f"{{{ATOM}}}updated", instant(entry))
    for name in entry.authors:
        put(parent, f"{{{DC}}}creator", name)
    if spoken(entry.language) and entry.language != feed.language:
        put(parent, f"{{{DC}}}language", entry.language.lower())
    for term in filter(str.strip, map(plain, entry.categories)):
        put(parent, "category", term)
    if plain(entry.rights).strip():
        put(parent, f"{{{DC}}}rights", plain(entry.rights))
    put(parent, "description", escape(described(entry), quote=False))
    put(parent, f"{{{CONTENT}}}encoded", entry.content)
    put_image(parent, entry)


def _rfc822(at: datetime) -> str:
    """RFC 822 as amended by RFC 1123: the year has four digits."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0))
