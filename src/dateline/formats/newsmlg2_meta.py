"""What itemMeta and contentMeta of a NewsML-G2 item say, as its many senders say it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from lxml import etree

from dateline.formats.item import Notice, Subject
from dateline.formats.newsml_codes import code
from dateline.formats.newsml_tree import LANG, Odd, attribute, child, children, said, tidy, when
from dateline.formats.newsmlg2_codes import Codes

Kind = Literal["subject", "organisation", "person", "place", "event"]
PubStatus = Literal["usable", "withheld", "canceled"]
NoticeKind = Literal["correction", "update", "kill", "withdrawal"]
KINDS: dict[str, Kind] = {
    "organisation": "organisation", "organization": "organisation", "company": "organisation",
    "person": "person", "geoarea": "place", "poi": "place", "city": "place", "country": "place",
    "statprov": "place", "event": "event",
}
"""Kinds by the last word of a subject's `type`; any other is a subject."""
KILLS = ("kill", "killed", "withdraw", "withdrawal", "retract", "delete")
"""Signals outside IPTC's vocabulary by which agencies take an item back."""
NOTICES = ("correction", "update", "kill", "withdrawal")
_SUBHEADLINES = ("subheadline", "sub", "subhead", "deck")
_SUMMARIES = ("summary", "abstract", "standfirst", "lead", "")


def named(element: etree._Element | None, language: str) -> str:
    """The name of a concept in that language, else its first; its literal where it has none."""
    names = [(each.get(LANG, ""), said(each)) for each in children(element, "name")]
    names = [(tag, name) for tag, name in names if name]
    own = next((name for tag, name in names if language and _same(str(tag), language)), "")
    return own or next((name for _, name in names), "") or attribute(element, "literal")


def _same(one: str, other: str) -> bool:
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]


def status(meta: etree._Element | None, odd: Odd) -> PubStatus:
    """The pubStatus; none is usable (as the standard says), an unknown one withheld and doubted."""
    found = _status(meta, odd)
    signals = [attribute(each, "qcode") or attribute(each, "uri")
               for each in children(meta, "signal")]
    kill = next((one for one in signals if code(one).lower() in KILLS), "")
    if kill and found != "canceled":
        odd(f"its status is {found}, but its signal is {kill[:60]!r}: it is read as canceled")
        return "canceled"
    return found


def _status(meta: etree._Element | None, odd: Odd) -> PubStatus:
    element = child(meta, "pubstatus")
    qcode = attribute(element, "qcode") or attribute(element, "uri")
    word = code(qcode)
    if word in ("usable", "withheld", "canceled"):
        return cast(PubStatus, word)
    if not qcode:
        if element is not None:
            odd("its status is empty; it is read as usable")
        return "usable"
    if word in ("cancelled", "killed", "kill"):
        odd(f"its status {qcode!r} is read as canceled")
        return "canceled"
    odd(f"its status {qcode[:60]!r} is none of usable, withheld, canceled; it is held as withheld")
    return "withheld"


def signal(meta: etree._Element | None, codes: Codes, pubstatus: PubStatus) -> str:
    """Whether it is a correction, update or kill, or a code of our own; others are not kept."""
    found = [
        codes.own(each) or (code(qcode) if (qcode := codes.address(each)).endswith(
            ("/signal/correction", "/signal/update")) else "")
        for each in children(meta, "signal")
    ]
    said_so = next(filter(None, found), "")
    ours = any(codes.own(each, "representation") for each in children(meta, "altrep"))
    return "kill" if pubstatus == "canceled" and not ours else said_so


def notes(
    meta: etree._Element | None, codes: Codes, pubstatus: PubStatus, created: datetime, odd: Odd
) -> tuple[Notice, ...]:
    """Notices; another agency's notes are for the desk (doubts), a kill's last is its notice."""
    elements = children(meta, "ednote")
    ours = [(codes.own(each, "role"), each) for each in elements]
    found = [_notice(kind, each, created, odd) for kind, each in ours if kind in NOTICES]
    others = [said(each) for kind, each in ours if kind not in NOTICES and said(each)]
    if others and not found and pubstatus == "canceled":
        return (Notice("kill", others[-1], created),)
    for note in others:
        odd(f"its sender notes for the desk: {note[:300]}")
    return tuple(found)


def _notice(kind: str, element: etree._Element, created: datetime, odd: Odd) -> Notice:
    at = when(attribute(element, "modified"), odd, what="the time of a notice") or created
    spans = {attribute(span, "class"): said(span) for span in children(element, "span")}
    text = said(element)
    if spans:
        text = tidy(str(element.text or "")).removesuffix("–").strip(" ")
    return Notice(
        cast(NoticeKind, kind), text, at, spans.get("wrong", ""), spans.get("right", "")
    )


def subjects(
    about: etree._Element | None, codes: Codes, language: str, odd: Odd
) -> tuple[Subject, ...]:
    """What the item is about, each once; codes of catalogs we do not know are doubted together."""
    found: dict[tuple[str, str, str], Subject] = {}
    for each in children(about, "subject"):
        if codes.own(each, "type") == "section":
            continue
        address = codes.address(each)
        name = named(each, language) or attribute(each, "qcode") or address
        kind = KINDS.get(code(attribute(each, "type") or attribute(each, "typeuri")), "subject")
        if name:
            found.setdefault((name, kind, address), Subject(name, kind, address))
    if codes.unknown:
        names = ", ".join(sorted(codes.unknown))[:300]
        odd(f"codes of catalogs that are not read stay codes: {names}")
    return tuple(found.values())


def headline(about: etree._Element | None, language: str) -> str:
    """The main headline: one without a role first, in the item's language first."""
    every = [each for each in children(about, "headline") if said(each)]
    main = [each for each in every if code(attribute(each, "role")) in ("", "main", "title")]
    best = [each for each in main or every if _same(str(each.get(LANG) or language), language)]
    return said(next(iter(best or main or every), None))


def standfirst(about: etree._Element | None, odd: Odd) -> str:
    """The summary; where there is none, a sub-headline (doubted)."""
    summaries = [(code(attribute(e, "role")), said(e)) for e in children(about, "description")]
    found = next((text for role in _SUMMARIES for r, text in summaries if r == role and text), "")
    below = next((said(each) for each in children(about, "headline")
                  if code(attribute(each, "role")) in _SUBHEADLINES and said(each)), "")
    if below and not found:
        odd("it has no summary: its sub-headline is taken as the standfirst")
    return found or below


def by_lines(about: etree._Element | None) -> tuple[str, ...]:
    """The byline as it is printed, else who made it; both where they are the same names."""
    creators = tuple(filter(None, (named(each, "") for each in children(about, "creator"))))
    printed = said(child(about, "by"))
    return creators if not printed or printed == ", ".join(creators) else (printed,)


def credit(about: etree._Element | None, meta: etree._Element | None) -> str:
    """The credit line, else its source, else its provider (by the code where it has no name)."""
    provider = child(meta, "provider")
    return (
        said(child(about, "creditline")) or named(child(about, "infosource"), "")
        or named(provider, "") or attribute(provider, "qcode").partition(":")[2]
    )


def located(
    about: etree._Element | None, meta: etree._Element | None, codes: Codes, odd: Odd
) -> tuple[str, str] | None:
    """The place it was written from and its identifier; the printed dateline only as a doubt."""
    element = child(about, "located")
    if element is None and (element := child(meta, "located")) is not None:
        odd("its place stands in itemMeta, where the standard has none")
    name = named(element, "") or attribute(element, "qcode")
    printed = said(child(about, "dateline"))
    if printed and (not name or name.casefold() not in printed.casefold()):
        odd(f"its dateline is {printed[:120]!r}, " + (
            f"its place {name[:60]!r}" if name else "and it names no place"))
    return (name, codes.address(element)) if name else None


def rights(item: etree._Element, language: str) -> str:
    """Copyright notices and terms of use, in the item's language where they are told in several."""
    parts = []
    for info in children(item, "rightsinfo"):
        for name in ("copyrightnotice", "usageterms"):
            every = [each for each in children(info, name) if said(each)]
            best = [e for e in every if _same(str(e.get(LANG) or language), language)] or every
            parts += [said(each) for each in best[:1]]
    return " ".join(dict.fromkeys(parts))


