"""XML from strangers of any size, element by element: no entity, no DTD, no network.

Only what was asked for is held in memory. libxml2's own limits hold: 256 levels, 10 MB of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import IO

from lxml import etree

from dateline.lib.xml import XmlRefused


def elements(file: IO[bytes], *paths: str) -> Iterator[etree._Element]:
    """Yield each element of these paths (`item/comment`) when it has ended; XmlRefused.

    A path is the local names, in any namespace, of an element's parent and its own.

    What stood before it within the same parent can be asked for, but for earlier ones of the same
    name: they are gone.
    """
    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        attribute_defaults=False, huge_tree=False, recover=False, remove_comments=True,
        remove_pis=True,
    )
    try:
        for number, (event, element) in enumerate(events):
            if number == 0 and element.getroottree().docinfo.doctype:
                raise XmlRefused("doctype", "line 1: it has a document type; such XML is not read")
            if event == "end" and path(element) in paths:
                _forget_before(element)
                yield element
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        said = str(error).partition(" (<")[0].replace("\n", " ")[:200]
        raise XmlRefused("broken", f"line {error.lineno}: this is not well-formed XML ({said})"
                         ) from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def path(element: etree._Element) -> str:
    """The local names of an element's parent and its own: `item/comment`."""
    above = element.getparent()
    return f"{'' if above is None else local(above)}/{local(element)}"


def child(element: etree._Element | None, name: str) -> str:
    """The text of the first child of this local name, in any namespace, without blanks around."""
    found = None if element is None else element.find(f"{{*}}{name}")
    return "" if found is None or found.text is None else found.text.strip()


def inner(element: etree._Element | None) -> str:
    """All that stands in an element as HTML; where no other is in it, its text. It is changed."""
    if element is None:
        return ""
    first = element.text or ""
    if not len(element):
        return first
    for one in element.iterdescendants("*"):
        one.tag = local(one)
    etree.cleanup_namespaces(element)
    return escape(first, quote=False) + "".join(
        etree.tostring(one, encoding="unicode", method="html") for one in element)


def _forget_before(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
