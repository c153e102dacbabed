"""Atom (RFC 4287), with archive documents (RFC 5005 section 4) and WebSub's hub link (W3C).

What is about the feed stands before its entries, as the W3C's feed validator wants it.
"""

from html import escape

from lxml import etree

from dateline.formats.feed import (
    Entry,
    Feed,
    checked,
    clean,
    dated,
    described,
    instant,
    plain,
    spoken,
    titled,
)
from dateline.formats.feedxml import ATOM, HISTORY, LANG, MEDIA, put, put_links, put_text, written
from dateline.formats.lexical import stamp

MEDIA_TYPE = "application/atom+xml"
_A = f"{{{ATOM}}}"


def dump(feed: Feed) -> bytes:
    """Write the feed as UTF-8; equal feeds, equal bytes. Raises ValueError naming the field."""
    checked(feed)
    root = etree.Element(f"{_A}feed", nsmap={None: ATOM, "fh": HISTORY, "media": MEDIA})
    if spoken(feed.language):
        root.set(LANG, feed.language)
    put(root, f"{_A}id", feed.id)
    put_text(root, f"{_A}title", feed.title)
    put_text(root, f"{_A}subtitle", feed.subtitle)
    put(root, f"{_A}updated", stamp(feed.updated))
    put(put(root, f"{_A}author"), f"{_A}name", plain(feed.author))
    put(root, f"{_A}generator", "Dateline")
    put(root, f"{_A}link", rel="alternate", type="text/html", href=feed.home)
    put_links(root, feed, MEDIA_TYPE)
    for entry in feed.entries:
        _entry(put(root, f"{_A}entry"), entry, feed)
    return written(root)


def _entry(parent: etree._Element, entry: Entry, feed: Feed) -> None:
    if spoken(entry.language) and entry.language != feed.language:
        parent.set(LANG, entry.language)
    put(parent, f"{_A}id", entry.id)
    put_text(parent, f"{_A}title", titled(entry))
    put(parent, f"{_A}link", rel="alternate", type="text/html", href=entry.address)
    put(parent, f"{_A}updated", instant(entry))
    if published := dated(entry):
        put(parent, f"{_A}published", stamp(published))
    for name in filter(str.strip, map(plain, entry.authors)):
        put(put(parent, f"{_A}author"), f"{_A}name", name)
    for term in filter(str.strip, map(clean, entry.categories)):
        put(parent, f"{_A}category", term=term)
    put_text(parent, f"{_A}rights", entry.rights)
    put_text(parent, f"{_A}summary", entry.summary)
    text = entry.content if clean(entry.content).strip() else f"<p>{escape(described(entry))}</p>"
    put(parent, f"{_A}content", text, type="html")
    if entry.image:
        put_image(parent, entry)


def put_image(parent: etree._Element, entry: Entry) -> None:
    """The picture that leads the entry, in Media RSS 1.5.1."""
    image = entry.image
    if image is None:
        return
    held = put(
        parent, f"{{{MEDIA}}}content", url=image.address, type=image.media_type, medium="image",
        width=str(image.width or ""), height=str(image.height or ""),
    )
    put_text(held, f"{{{MEDIA}}}description", image.caption)
    if image.credit:
        put(held, f"{{{MEDIA}}}credit", image.credit)
