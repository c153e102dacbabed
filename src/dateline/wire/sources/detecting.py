"""Which format a file is in, by what it holds; whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.formats import (
    anpa,
    eml,
    feedreading,
    iptc7901,
    jsonfeedreading,
    newsml1,
    newsmlg2,
    ninjs_dialects,
    nitf,
)
from dateline.formats.item import Received, Unreadable
from dateline.formats.wiretext import MOST
from dateline.lib.xml import XmlRefused, mended

Reader = Callable[[bytes], tuple[Received, ...]]
CODECS: dict[str, Reader] = {
    "ninjs": ninjs_dialects.read,
    "newsml-g2": newsmlg2.read,
    "newsml-1": newsml1.read,
    "nitf": nitf.read,
    "feed": feedreading.read,
    "jsonfeed": jsonfeedreading.read,
    "eml": eml.read,
    "iptc7901": iptc7901.read,
    "anpa": anpa.read,
}
"""Every format that is read, by the name it has here."""
NAMES = {
    "ninjs": "ninjs", "newsml-g2": "NewsML-G2", "newsml-1": "NewsML 1", "nitf": "NITF",
    "feed": "RSS, Atom", "jsonfeed": "JSON Feed", "eml": "e-mail", "iptc7901": "IPTC 7901",
    "anpa": "ANPA 1312",
}
_ROOTS = {"nitf": "nitf", "newsml": "newsml-1", "newsmessage": "newsml-g2",
          "packageitem": "newsml-g2", "rss": "feed", "feed": "feed", "rdf": "feed"}
_ROOT = re.compile(rb"(?:\s|<\?[^>]*\?>|<!--.*?-->)*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)",
                   re.S)
_PICTURES = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"RIFF", "WebP"))
_HEADER = re.compile(rb"\s*(?:From [^\n]{1,500}\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Reading:
    """What a file holds, and in which format."""

    format: str
    items: tuple[Received, ...]


def read(raw: bytes, *, format: str = "") -> Reading:
    """Every item of a file, in the format given or found. Raises Unreadable, with one line."""
    name = format if format in CODECS else detect(raw)
    return Reading(name, CODECS[name](raw))


def detect(raw: bytes) -> str:
    """The format's name; raises Unreadable for none that is read here."""
    picture = next((name for mark, name in _PICTURES if raw.startswith(mark)), "")
    if picture:
        raise Unreadable(f"this is a picture ({picture}) without a text")
    if not raw.strip():
        raise Unreadable("this file is empty")
    start = raw[3:] if raw.startswith(_BOMS[0]) else raw
    begins = start.lstrip()[:1]
    if begins in (b"{", b"["):
        return "jsonfeed" if jsonfeedreading.is_feed(raw) else "ninjs"
    if begins == b"<" or raw.startswith(_BOMS[1:]):
        return _of_xml(raw)
    if b"\x01" in raw and b"\x02" in raw:
        return "anpa" if _is_anpa(raw) else "iptc7901"
    if _HEADER.match(start):
        return "eml"
    raise Unreadable("this is in no format that is read here: it begins like none of them")


def _of_xml(raw: bytes) -> str:
    try:
        fixed = mended(raw, most=MOST)[0]
    except XmlRefused as refused:
        raise Unreadable(str(refused)) from None
    found = _ROOT.match(fixed[:100_000])
    root = found[1].decode("ascii", "replace").lower() if found else ""
    if root == "newsitem":
        return "newsml-g2" if b"itemmeta" in fixed.lower() else "newsml-1"
    if root == "rss" and b"wordpress.org/export/" in fixed[:20_000]:
        raise Unreadable("this is a site's export (WordPress), not copy: it holds drafts and pages")
    if root == "html":
        raise Unreadable("this is a web page, not copy: paste it at the desk instead")
    if root not in _ROOTS:
        raise Unreadable(f"this XML is in no format that is read here: its root is <{root[:40]}>")
    return _ROOTS[root]


def _is_anpa(raw: bytes) -> bool:
    try:
        return bool(anpa.read(raw))
    except Unreadable:
        return False
