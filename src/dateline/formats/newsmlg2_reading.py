"""Reading NewsML-G2 of any 2.x version and dialect; writing it, and what returns: `newsmlg2`.

A newsMessage with its items, or a newsItem or packageItem alone. Elements are known by name: a
missing or foreign namespace is a doubt. No catalog is fetched: codes of IPTC's schemes and of
catalogs within the file become addresses, others stay as they are. Of pictures, video and sound the
words and the addresses are read. A package beside items only says which pictures of the message
belong to which text, and is left out with a doubt; alone, it is an item without text whose members
are its links (rel "member").
"""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from dateline.formats.item import UNDATED, NewsItem, Place, Received
from dateline.formats.newsml_codes import OWN
from dateline.formats.newsml_tree import (
    LANG,
    MOST,
    Odd,
    attribute,
    child,
    children,
    digits,
    moments,
    opened,
    said,
    when,
)
from dateline.formats.newsmlg2_codes import Codes
from dateline.formats.newsmlg2_content import content
from dateline.formats.newsmlg2_message import Message
from dateline.formats.newsmlg2_meta import (
    by_lines,
    credit,
    headline,
    located,
    named,
    notes,
    rights,
    signal,
    standfirst,
    status,
    subjects,
)
from dateline.formats.newsmlg2_targets import links, member_of, members, pictures

__all__ = ["MOST", "read"]

NAR = "http://iptc.org/std/nar/2006-10-01/"


def read(raw: bytes) -> tuple[Received, ...]:
    """Every news item of the file, as its sender wrote it, with doubts; raises Unreadable."""
    root, mends = opened(raw, what="NewsML-G2")
    message = Message(root)
    found = []
    for item in message.read:
        odd = Odd(*mends, *_namespace(item), *message.left_out)
        sent = when(message.sent, odd, what="the time of the message")
        found.append(Received(_item(item, message, sent, odd), odd.doubts(), sent))
    return tuple(found)


def _namespace(item: etree._Element) -> list[str]:
    space = etree.QName(item).namespace or ""
    if space == NAR:
        return []
    return [f"its namespace is {space[:80]!r}, not NewsML-G2's" if space
            else "it has no namespace"]


def _item(item: etree._Element, message: Message, sent: datetime | None, odd: Odd) -> NewsItem:
    meta, about = child(item, "itemmeta"), child(item, "contentmeta")
    if meta is None:
        odd("it has no itemMeta: status, class and times are not said")
    codes = Codes(message.root, item)
    tags = children(about, "language")
    language = attribute(next(iter(tags), None), "tag") or attribute_lang(item)
    pubstatus = status(meta, odd)
    ours = OWN in codes.aliases.values()
    body = content(item, about, odd, canceled=pubstatus == "canceled", ours=ours)
    first = when(said(child(meta, "firstcreated")), odd, what="firstCreated")
    published = when(said(child(about, "contentcreated")), odd, what="contentCreated")
    created = when(said(child(meta, "versioncreated")), odd, what="versionCreated")
    if created is None:
        created = moments(sent, first, published)
        odd("it does not say when its version was made" + (
            "" if created else "; it says no time at all"))
    created = created or UNDATED
    if (embargo := child(meta, "embargoed")) is not None and not said(embargo):
        odd("it has an embargo without a time")
    where = located(about, meta, codes, odd)
    title = headline(about, language) or body.title
    if pubstatus != "canceled" and not (title and language):
        odd("it has no headline" if language else "it does not say its language")
    return NewsItem(
        guid=_guid(item, odd),
        uri=said(child(meta, "altrep")),
        version=digits(attribute(item, "version"), odd, what="its version", most=10**18,
                       otherwise=1),
        headline=title,
        standfirst=standfirst(about, odd),
        body_text=body.text,
        body_html=body.html,
        language=language,
        pubstatus=pubstatus,
        version_created=created,
        first_created=first,
        published=published,
        title=said(child(meta, "title")),
        slugline=said(child(about, "slugline")),
        urgency=digits(said(child(about, "urgency")), odd, what="its urgency", most=9,
                       otherwise=0) or None,
        located=Place(*where) if where else None,
        credit=credit(about, meta),
        bylines=by_lines(about) or body.bylines,
        section=_section(about, codes),
        dossiers=member_of(meta, codes),
        subjects=subjects(about, codes, language, odd),
        related=links(item, meta, codes, message) or members(item),
        short_url=_short(about, codes),
        rights=rights(item, language),
        genre=named(child(about, "genre"), language),
        signal=signal(meta, codes, pubstatus),
        notices=notes(meta, codes, pubstatus, created, odd),
        expires=when(said(child(meta, "expires")), odd, what="expires"),
        embargoed=when(said(child(meta, "embargoed")), odd, what="embargoed"),
        pictures=pictures(item, meta, codes, message) + body.pictures,
    )


def attribute_lang(item: etree._Element) -> str:
    """The language an element says it is in (xml:lang)."""
    return str(item.get(LANG, "")).strip()


def _guid(item: etree._Element, odd: Odd) -> str:
    guid = attribute(item, "guid")
    if not guid:
        odd("it has no guid: the same item sent again cannot be known")
    return guid


def _section(about: etree._Element | None, codes: Codes) -> str:
    return next(
        (named(each, "") for each in children(about, "subject")
         if codes.own(each, "type") == "section"), ""
    )


def _short(about: etree._Element | None, codes: Codes) -> str:
    return next(
        (said(each) for each in children(about, "altid") if codes.own(each, "type") == "shortUrl"),
        "",
    )
