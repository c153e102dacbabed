"""What a photograph says of itself: IPTC Photo Metadata 2023.2, in XMP (ISO 16684-1), IIM, Exif.

Where several say the same property, XMP is believed before IIM (4.2) and IIM before Exif, as the
Metadata Working Group has it. Only what a newsroom asks is read: no position, owner, serial number
or history is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from lxml import etree

LONGEST = 10_000
"""Of one text; a caption of honest length has a tenth of it."""

_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_XMP: dict[str, str] = {
    "title": "dc:title", "headline": "photoshop:Headline", "caption": "dc:description",
    "alt": "core:AltTextAccessibility", "extended": "core:ExtDescrAccessibility",
    "creators": "dc:creator", "credit": "photoshop:Credit", "source": "photoshop:Source",
    "rights": "dc:rights", "terms": "rights:UsageTerms", "location": "core:Location",
    "city": "photoshop:City", "region": "photoshop:State", "country": "photoshop:Country",
    "taken_on": "photoshop:DateCreated", "keywords": "dc:subject",
    "instructions": "photoshop:Instructions",
}
_IIM: dict[int, str] = {
    5: "title", 25: "keywords", 40: "instructions", 55: "taken_on", 80: "creators", 90: "city",
    92: "location", 95: "region", 101: "country", 105: "headline", 110: "credit", 115: "source",
    116: "rights", 120: "caption",
}
_EXIF: dict[int, str] = {0x010E: "caption", 0x013B: "creators", 0x8298: "rights",
                         0x9003: "taken_on"}
_MANY = ("creators", "keywords")
_NO_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)")


@dataclass(frozen=True)
class PhotoMetadata:
    """The properties by IPTC's names, near enough; an empty one is not said."""

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    extended: str = ""
    creators: tuple[str, ...] = ()
    credit: str = ""
    source: str = ""
    rights: str = ""
    terms: str = ""
    location: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    taken_on: date | None = None
    keywords: tuple[str, ...] = ()
    instructions: str = ""

    @property
    def credit_line(self) -> str:
        """What is shown as credit: IPTC's Credit Line, else creators and source."""
        return self.credit or " / ".join(
            part for part in (", ".join(self.creators), self.source) if part
        )

    @property
    def place(self) -> str:
        """Where it was taken, from the nearest to the widest."""
        parts = (self.location, self.city, self.region, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))


def load(*, xmp: bytes = b"", iim: bytes = b"", exif: Mapping[int, Any] | None = None
         ) -> PhotoMetadata:
    """Read what these three say; whatever cannot be read says nothing. Never fails."""
    said: dict[str, list[str]] = {}
    for source in (_from_exif(exif or {}), _from_iim(iim), _from_xmp(xmp)):
        said |= {name: kept for name, texts in source.items() if (kept := _texts(texts))}
    plain = {
        name: tuple(texts) if name in _MANY else texts[0]
        for name, texts in said.items() if name != "taken_on"
    }
    return PhotoMetadata(**plain, taken_on=_day(said.get("taken_on", [""])[0]))  # type: ignore[arg-type]


def as_json(metadata: PhotoMetadata) -> dict[str, Any]:
    """What was said, as plain JSON values."""
    made = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    made["taken_on"] = metadata.taken_on.isoformat() if metadata.taken_on else ""
    return {name: list(value) if name in _MANY else value for name, value in made.items() if value}


def _texts(texts: list[str]) -> list[str]:
    cleaned = (_NO_SIGNS.sub("", text).replace("\r\n", "\n").replace("\r", "\n") for text in texts)
    return [text for text in (text.strip()[:LONGEST] for text in cleaned) if text][:200]


def _from_exif(exif: Mapping[int, Any]) -> dict[str, list[str]]:
    found = {name: exif.get(tag) for tag, name in _EXIF.items()}
    return {name: [said] for name, said in found.items() if isinstance(said, str)}


def _from_iim(iim: bytes) -> dict[str, list[str]]:
    """IIM 4.2: data sets of marker, record, number, length and value; record 2 is meant."""
    found: dict[str, list[str]] = {}
    for record, number, value in _data_sets(iim):
        name = _IIM.get(number) if record == 2 else None
        if name and (name in _MANY or name not in found):
            found.setdefault(name, []).append(_decoded(value))
    return found


def _data_sets(iim: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(iim) and iim[at] == 0x1C:
        record, number, length = iim[at + 1], iim[at + 2], int.from_bytes(iim[at + 3 : at + 5])
        if length & 0x8000:
            return
        yield record, number, iim[at + 5 : at + 5 + length]
        at += 5 + length


def _decoded(value: bytes) -> str:
    for coding in ("utf-8", "cp1252"):
        try:
            return value.decode(coding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _from_xmp(xmp: bytes) -> dict[str, list[str]]:
    """Properties of the packet's own resource, as elements or attributes of rdf:Description."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )
    try:
        root = etree.fromstring(xmp.strip(b"\0 \r\n\t"), parser) if xmp.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if root is None:
        return {}
    described = root.xpath("//rdf:RDF/rdf:Description", namespaces=_NAMES)
    found: dict[str, list[str]] = {}
    for name, property_ in _XMP.items():
        space, _, local = property_.partition(":")
        tag = f"{{{_NAMES[space]}}}{local}"
        for description in described:
            found.setdefault(name, []).extend(_values(description, tag))
    return found


def _values(description: Any, tag: str) -> Iterator[str]:
    if tag in description.attrib:
        yield description.attrib[tag]
    for element in description.iterchildren(tag):
        items = element.findall("./*/rdf:li", _NAMES)
        if not items:
            yield element.text or ""
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        items.sort(key=lambda item: item.get(language, "x-default") != "x-default")
        yield from (item.text or "" for item in items)


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date.fromisoformat("-".join(match.groups())) if match else None
    except ValueError:
        return None
