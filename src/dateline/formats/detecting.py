"""Which format a file is in, by what it holds; whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
from dateline.formats.cautions import cautions
from dateline.formats.item import Received, Unreadable
from dateline.formats.wiretext import MOST, note, quoted, told
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
    items = tuple(replace(one, doubts=(*one.doubts, *cautions(one.item)))
                  for one in (_mailed(raw) if name == "eml" else CODECS[name](raw)))
    if items and not any(map(_says_something, items)):
        raise Unreadable("it holds no copy: none of its items has a headline, a text or a picture")
    return Reading(name, items)


def _mailed(raw: bytes) -> tuple[Received, ...]:
    """What an e-mail brings: the items of the wire's files attached to it, else itself.

    What it says beside them is passed on as a note to editors.
    """
    try:
        own, why = eml.read(raw), Unreadable("")
    except Unreadable as refused:
        own, why = (), refused
    found: list[Received] = []
    for name, inner in eml.attached(raw):
        try:
            items = CODECS[detect(inner)](inner)
        except Unreadable:
            continue
        beside = [f"it came attached to an e-mail: {quoted(name)}"]
        beside += [note(one.item.body_text) for one in own if one.item.body_text.strip()]
        found += [replace(one, doubts=told((*one.doubts, *beside))) for one in items]
    if not found and not own:
        raise why
    return tuple(found) or own


def _says_something(received: Received) -> bool:
    """Whether an item is one that an editor could use, or takes one back."""
    item = received.item
    said = (item.headline, item.body_text, item.body_html, item.standfirst, item.slugline)
    return item.pubstatus == "canceled" or bool(item.pictures) or any(map(str.strip, said))


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
    if raw.startswith(_BOMS[1:]) and raw[:400].decode("utf-16", "replace").lstrip()[:1] in "{[":
        return "ninjs"
    if begins == b"<" or raw.startswith(_BOMS[1:]):
        return _of_xml(raw)
    if b"\x01" in raw and b"\x02" in raw:
        return "anpa" if _is_anpa(raw) else "iptc7901"
    if anpa.begins(start) or iptc7901.begins(start):
        return "anpa" if anpa.begins(start) else "iptc7901"
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
