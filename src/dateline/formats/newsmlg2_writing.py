"""Elements of NewsML-G2 as the schema wants them; which ones a story needs is in `newsmlg2`."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from dateline.formats.lexical import GUID, stamp, uri
from dateline.formats.newsml_body import legal
from dateline.formats.newsml_codes import CATALOG, OWN

NAR = "http://iptc.org/std/nar/2006-10-01/"
STANDARD = {"standard": "NewsML-G2", "standardversion": "2.35", "conformance": "power"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = re.compile("[ \t\n]+")
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)


def line(text: str) -> str:
    """A text as names and headlines carry it: single spaces, no line break, legal in XML."""
    return _SPACE.sub(" ", legal(text)).strip(" ")


def add(parent: etree._Element, name: str, text: str = "", **said: str) -> etree._Element:
    """Add an element with its text and attributes; attributes that say "" are left out."""
    made = etree.SubElement(parent, f"{{{NAR}}}{name}")
    made.text = text or None
    for key, value in said.items():
        if value:
            made.set(key, legal(value))
    return made


def say(parent: etree._Element, name: str, text: str, **said: str) -> None:
    """Add an element only if there is a text to stand in it."""
    if text:
        add(parent, name, text, **said)


def concept(
    parent: etree._Element, name: str, title: str, address: str = "", kind: str = "",
    qcode: str = "",
) -> None:
    """Add something with a name, by its qcode or else its address; nothing without a name."""
    if line(title):
        made = add(parent, name, type=kind, qcode=qcode, uri="" if qcode else uri(address))
        add(made, "name", line(title))


def language_tag(language: str) -> str:
    """The tag as XML Schema allows it (BCP 47); "" for what is none: the text is handed over all
    the same."""
    return language if _LANGUAGE.fullmatch(language) else ""


def checked(guid: str, version: int, address: str) -> None:
    """Raise ValueError, naming the field, for what no item can be identified by."""
    if not GUID.fullmatch(guid):
        raise ValueError(f"guid must be urn:uuid:..., not {guid!r}")
    if version < 1:
        raise ValueError(f"version must be 1 or more, not {version!r}")
    if not uri(address):
        raise ValueError(f"uri must be an absolute URI, not {address!r}")


def item_element(name: str, guid: str, version: int, language: str) -> etree._Element:
    """An item with its catalogs: IPTC's, and the scheme of our own codes."""
    root = etree.Element(f"{{{NAR}}}{name}", STANDARD, nsmap={None: NAR})
    root.set("guid", guid)
    root.set("version", str(version))
    if language_tag(language):
        root.set(_LANG, language)
        if language.partition("-")[0].lower() in _RIGHT_TO_LEFT:
            root.set("dir", "rtl")
    add(root, "catalogRef", href=CATALOG)
    add(add(root, "catalog"), "scheme", alias="dateline", uri=OWN)
    return root


def message(*items: etree._Element, sender: str, sent: datetime) -> etree._Element:
    """A newsMessage that brings these items, in this order."""
    root = etree.Element(f"{{{NAR}}}newsMessage", nsmap={None: NAR})
    header = add(root, "header")
    add(header, "sent", stamp(sent))
    say(header, "sender", line(sender))
    first = items[0]
    add(header, "transmitId", f"{first.get('guid')}:{first.get('version')}")
    add(root, "itemSet").extend(items)
    return root


def written(root: etree._Element) -> bytes:
    """The bytes of a document; what holds only elements of the standard is indented."""
    etree.cleanup_namespaces(root)
    _indent(root, "\n")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _indent(element: etree._Element, margin: str) -> None:
    """Put children on lines of their own, where no text stands between or beside them."""
    children = list(element)
    if element.text or not children or any(not str(e.tag).startswith(f"{{{NAR}}}") or e.tail
                                           for e in children):
        return
    element.text = f"{margin} "
    for each in children:
        _indent(each, f"{margin} ")
        each.tail = f"{margin} "
    children[-1].tail = margin
