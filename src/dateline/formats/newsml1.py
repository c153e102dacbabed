"""Reading NewsML 1.0 to 1.2 (IPTC, 2000-2003), as agencies still send it.

`NewsML/NewsItem` with components within components; the text is in one of their `DataContent`s, as
NITF, HTML or plain text. Elements are known by name, a document type is not read. The guid is
`urn:newsml:provider:date:item` without the revision, which is the version: so it stays.
"""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from dateline.formats.articleparts import language as language_tag
from dateline.formats.item import UNDATED, NewsItem, Place, Received, Unreadable
from dateline.formats.newsml1_meta import (
    about,
    associated,
    credit,
    genre,
    identified,
    keywords,
    located,
    rights,
    status,
)
from dateline.formats.newsml1_parts import Parts, stories
from dateline.formats.newsml_body import local
from dateline.formats.newsml_tree import (
    Odd,
    attribute,
    below,
    child,
    children,
    digits,
    few,
    moments,
    opened,
    said,
    when,
)

__all__ = ["read"]


def read(raw: bytes) -> tuple[Received, ...]:
    """Every NewsItem of the file, as its sender wrote it, with doubts; raises Unreadable."""
    root, mends = opened(raw, what="NewsML 1")
    if local(root) not in ("newsml", "newsitem"):
        raise Unreadable(f"this is no NewsML 1: its root is <{etree.QName(root).localname[:40]}>")
    if local(root) == "newsitem" and child(root, "identification") is None:
        raise Unreadable("this is no NewsML 1: its NewsItem has no Identification")
    items = [root] if local(root) == "newsitem" else children(root, "newsitem")
    if not items:
        raise Unreadable("this NewsML 1 file holds no NewsItem")
    found = []
    every = [story for each in few(items, what="NewsML 1") for story in stories(each)]
    for mark, item in every:
        odd = Odd(*mends)
        stamp = said(child(root, "newsenvelope", "dateandtime"))
        sent = when(stamp, odd, what="the time of the message")
        found.append(Received(_item(item, mark, sent, odd), odd.doubts(), sent))
    return tuple(found)


def _item(item: etree._Element, mark: str, sent: datetime | None, odd: Odd) -> NewsItem:
    management = child(item, "newsmanagement")
    parts = Parts(item, odd)
    first = when(said(child(management, "firstcreated")), odd, what="FirstCreated")
    created = when(said(child(management, "thisrevisioncreated")), odd, what="ThisRevisionCreated")
    if created is None:
        created = moments(sent, first)
        odd("it does not say when its version was made" + (
            "" if created else "; it says no time at all"))
    guid, version = identified(item, odd)
    if mark:
        odd("it is one of several stories in one NewsItem; its guid ends with its own mark")
    pubstatus = status(management, odd)
    headline = parts.line("headline") or parts.role("title", "headline") or parts.story.title
    language = language_tag(parts.tongue()) or parts.tongue()
    where = located(parts, odd)
    for what, value in (("headline", headline), ("language", language), ("text", parts.story.text)):
        if not value and pubstatus != "canceled":
            odd(f"it says no {what}")
    name = said(child(item, "identification", "namelabel"))
    return NewsItem(
        guid=f"{guid}#{mark}" if mark else guid,
        uri="",
        version=version,
        headline=headline,
        standfirst=parts.standfirst(),
        body_text=parts.story.text,
        body_html=parts.story.html,
        language=language,
        pubstatus=pubstatus,
        version_created=created or UNDATED,
        first_created=first,
        published=when(said(next(below(item, "datelinedate"), None)), odd, what="DateLineDate"),
        slugline=parts.line("slugline") or name,
        urgency=digits(_value(child(management, "urgency")), odd, what="its urgency", most=9,
                       otherwise=0) or None,
        located=Place(where) if where else None,
        credit=parts.line("creditline") or credit(item),
        bylines=parts.bylines(),
        subjects=about(item, language) + keywords(item),
        related=associated(management),
        rights=rights(item, parts.line("copyrightline")),
        genre=genre(item),
        signal="kill" if pubstatus == "canceled" else "",
        embargoed=_embargoed(management, odd),
        pictures=parts.pictures(),
    )


def _value(element: etree._Element | None) -> str:
    return attribute(element, "formalname") or said(element)


def _embargoed(management: etree._Element | None, odd: Odd) -> datetime | None:
    change = child(management, "statuswillchange")
    future = attribute(child(change, "futurestatus"), "formalname")
    until = when(said(child(change, "dateandtime")), odd, what="the time its status changes")
    if future.lower() != "usable":
        if future:
            odd(f"its status will change to {future[:40]!r}; that is not acted on")
        return None
    return until
