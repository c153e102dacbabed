"""Writing the XML of feeds: elements whose text any XML parser can read."""

import re
from html import escape

from lxml import etree

from dateline.formats.feed import Feed, clean

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKUP = re.compile(r"</\w")


def put(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element; attributes that are empty are left out."""
    said = {name: clean(value) for name, value in attributes.items() if value}
    element = etree.SubElement(parent, tag, said)
    element.text = clean(text) or None
    return element


def put_text(parent: etree._Element, tag: str, text: str) -> None:
    """Append a text, unless none of it can be shown. It may say that it is HTML (RFC 4287 3.1), and
    does where, as plain text, it would look as if it were."""
    if not clean(text).strip():
        return
    if _MARKUP.search(text):
        put(parent, tag, escape(text, quote=False), type="html")
    else:
        put(parent, tag, text)


def put_links(parent: etree._Element, feed: Feed, media_type: str) -> None:
    """The links of a feed to its own documents, as Atom has them: in RSS they stand alike."""
    links = (
        ("self", feed.address), ("hub", feed.hub), ("current", feed.current),
        ("prev-archive", feed.older), ("next-archive", feed.newer),
    )
    for rel, href in links:
        if href:
            put(parent, f"{{{ATOM}}}link", rel=rel, href=href,
                type="" if rel == "hub" else media_type)
    if feed.archive:
        put(parent, f"{{{HISTORY}}}archive")


def written(root: etree._Element) -> bytes:
    """The document in UTF-8, with its declaration; the same tree gives the same bytes.

    `<` and `&` of the text are hexadecimal references, as the RSS profile (rssboard.org, "character
    data") and the W3C's feed validator want them: readers differ over the other two.
    """
    etree.indent(root, " ")
    raw = bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    return raw.replace(b"&lt;", b"&#x3C;").replace(b"&amp;", b"&#x26;") + b"\n"
