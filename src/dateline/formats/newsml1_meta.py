"""What identifies, describes and governs a NewsML 1 item."""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree

from dateline.formats.item import Link, Subject
from dateline.formats.newsml1_parts import Parts
from dateline.formats.newsml_codes import SUBJECT_CODES
from dateline.formats.newsml_tree import (
    LANG,
    Odd,
    attribute,
    below,
    child,
    children,
    digits,
    said,
)

_SUBJECTS = ("subject", "subjectmatter", "subjectdetail", "subjectqualifier")
_CODE = re.compile(r"\d{8}")
_PUBLIC = re.compile(r"(urn:newsml:[^:]+:.+:.+):(\d+)[A-Z]?")


def identified(item: etree._Element, odd: Odd) -> tuple[str, int]:
    """(guid without revision, version), from the public identifier or the parts of it.

    Some have neither, but a mark (Duid) of their component; that is a doubt.
    """
    identifier = child(item, "identification", "newsidentifier")
    public = said(child(identifier, "publicidentifier"))
    whole = _PUBLIC.fullmatch(public)
    parts = [said(child(identifier, name)) for name in ("providerid", "dateid", "newsitemid")]
    guid = whole[1] if whole else f"urn:newsml:{':'.join(parts)}" if parts[2] else public
    if not guid:
        guid = attribute(child(item, "newscomponent"), "duid")
        odd(f"it has no identifier; the mark of its component is taken: {guid[:60]!r}" if guid
            else "it has no identifier: the same item sent again cannot be known")
    revision = said(child(identifier, "revisionid")) or (whole[2] if whole else "")
    return guid, digits(revision, odd, what="its revision", most=10**9, otherwise=1)


_TAKEN_BACK = ("delete", "kill", "cancel", "withdraw", "retract")
"""Instructions (NewsML 1.2, 5.4) by which a sender takes an item back."""


def status(
    management: etree._Element | None, odd: Odd
) -> Literal["usable", "withheld", "canceled"]:
    """The Status; an embargoed item is withheld, and so is one of unknown status (doubted)."""
    said_so = attribute(child(management, "status"), "formalname")
    word = said_so.lower()
    for each in children(management, "instruction"):
        told = attribute(each, "formalname")
        if told.lower() in _TAKEN_BACK and word not in ("canceled", "cancelled"):
            odd(f"its status is {said_so[:40]!r}, but it instructs {told[:40]!r}: it is read as "
                "canceled")
            return "canceled"
        odd(f"its sender instructs {told[:60]!r}")
    if word in ("", "usable"):
        if not word:
            odd("it does not say its status; it is read as usable")
        return "usable"
    if word in ("canceled", "cancelled"):
        return "canceled"
    if word not in ("withheld", "embargoed"):
        odd(f"its status {said_so[:40]!r} is not known; it is held as withheld")
    return "withheld"


def about(item: etree._Element, language: str) -> tuple[Subject, ...]:
    """Subject codes, each once, with the names its own topic sets give them."""
    names = dict(_topics(item, language))
    found: dict[str, Subject] = {}
    for each in below(item, "subjectcode"):
        for topic in children(each, *_SUBJECTS):
            code = attribute(topic, "formalname")
            uri = SUBJECT_CODES + code if _CODE.fullmatch(code) else ""
            if code:
                found.setdefault(code, Subject(names.get(code, code), "subject", uri))
    return tuple(found.values())


def _topics(item: etree._Element, language: str) -> list[tuple[str, str]]:
    """(code, name) of each topic it defines, the best name last."""
    wanted = language.lower()[:2]
    found = []
    for topic in below(item, "topic"):
        code = said(child(topic, "formalname"))
        described = [e for e in children(topic, "description") if said(e)
                     and attribute(e, "variant").lower() in ("name", "")]
        described.sort(key=lambda each: str(each.get(LANG, "")).lower()[:2] == wanted)
        found += [(code, said(each)) for each in described[-1:]]
    return found


def keywords(item: etree._Element) -> tuple[Subject, ...]:
    """Keywords as subjects without a code, each once."""
    stated = [attribute(each, "value") for each in below(item, "property")
              if attribute(each, "formalname").lower() in ("keyword", "keywords")]
    stated += [said(each) for each in below(item, "keywordline", "item_keyword")]
    words = [word for line in stated for word in re.split(r"\s*[,;]\s*", line)]
    return tuple(Subject(word, "subject") for word in dict.fromkeys(words) if word)


def located(parts: Parts, odd: Odd) -> str:
    """The place it was written from; the printed dateline only as a doubt."""
    item = parts.item
    origins = [each for each in below(item, "location")
               if attribute(each, "howpresent").lower() in ("origin", "")]
    place = next(filter(None, map(_city, origins)), "")
    if not place:
        described = (_city(each) for each in below(item, "descriptivemetadata"))
        place = next(filter(None, described), "")
        if place:
            odd(f"its place {place[:60]!r} is a property, not a location")
    printed = parts.line("dateline")
    if printed and (not place or place.casefold() not in printed.casefold()):
        odd(f"its dateline is {printed[:120]!r}, " + (
            f"its place {place[:60]!r}" if place else "and it names no place"))
    return place


def _city(holder: etree._Element) -> str:
    known = {attribute(each, "formalname").lower(): attribute(each, "value")
             for each in children(holder, "property")}
    return known.get("city", "")


def credit(item: etree._Element) -> str:
    """Who provides it, else its source."""
    holders = [*below(item, "provider"), *below(item, "source")]
    parties = (child(each, "party") for each in holders)
    return next(filter(None, (attribute(party, "formalname") for party in parties)), "")


def rights(item: etree._Element, copyright_line: str) -> str:
    """The copyright line and the usage it allows."""
    stated = [said(each) for each in below(item, "usagetype", "copyright", "limitations")]
    return " ".join(filter(None, dict.fromkeys([copyright_line, *stated])))


def genre(item: etree._Element) -> str:
    """Its first genre."""
    return next(filter(None, (attribute(e, "formalname") for e in below(item, "genre"))), "")


def associated(management: etree._Element | None) -> tuple[Link, ...]:
    """Other items it is said to belong with, by their identifiers alone."""
    names = {"associatedwith": "related", "derivedfrom": "derivedFrom"}
    return tuple(
        Link(target, target, rel)
        for name, rel in names.items()
        for each in children(management, name)
        if (target := attribute(each, "newsitem"))
    )
