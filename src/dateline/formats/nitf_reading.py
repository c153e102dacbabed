"""Reading NITF of any version and sender; writing it, and how the two agree, is in `nitf`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from lxml import etree

from dateline.formats.item import UNDATED, NewsItem, Place, Received, Unreadable
from dateline.formats.nitf_about import SUBJECTS, keywords, links, notices, rights, subjects
from dateline.formats.nitf_body import as_html, name_of, picture_of, words_of
from dateline.formats.nitf_document import Document, within
from dateline.formats.wirebody import Body, from_html, unwrapped
from dateline.formats.wiretext import MOST, authors, line, moment, quoted, told, urgency, version
from dateline.lib.xml import XmlRefused, mended, parse

__all__ = ["SUBJECTS", "read", "read_element"]

_STATUS: dict[str, Literal["usable", "withheld", "canceled"]] = {
    "usable": "usable", "": "usable", "embargoed": "withheld", "withheld": "withheld",
    "canceled": "canceled", "cancelled": "canceled",
}
_KILLS = ("kill", "killed", "mandatory kill", "withdraw", "withdrawn", "withdrawal", "deleted")
"""What agencies write in its place, as status or as the type of a message to editors."""
_SLUGS = ("anpa-keyword", "slugline", "ntbstikkord")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(raw: bytes) -> tuple[Received, ...]:
    """The one item of the document, with or without namespace and document type; Unreadable."""
    try:
        fixed, mends = mended(raw, most=MOST)
        root = parse(fixed, most=4 * MOST)
    except XmlRefused as refused:
        raise Unreadable(str(refused)) from None
    if name_of(root) != "nitf":
        spelled = etree.QName(root).localname
        raise Unreadable(f"this is no NITF: its root is {quoted(spelled)}, not “nitf”")
    received = read_element(root)
    return (replace(received, doubts=(*mends, *received.doubts)),)


def read_element(root: Any) -> Received:
    """The item of an `nitf` element, as other formats carry it inside.

    A canceled one keeps nothing of its text but the headline.
    """
    document = Document(root)
    status = _status(document)
    issued, released = document.time("date.issue"), document.time("date.release")
    created = issued or document.time("story.date")
    if created is None:
        document.doubts.append("no time is stated")
    item = NewsItem(
        guid=_identifier(document),
        uri=document.metas.get("uri", ""),
        version=version(document.value("du-key", "version"), document.doubts),
        headline=_headline(document, canceled=status == "canceled"),
        standfirst="",
        body_text="",
        body_html="",
        language="",
        pubstatus=status,
        version_created=created or UNDATED,
        first_created=None,
        published=None,
        signal=document.metas.get("signal", ""),
        notices=tuple(notices(document, created or UNDATED, canceled=status == "canceled")),
    )
    if status != "canceled":
        item = replace(item, embargoed=released if released != issued else None)
        item = _told(item, document)
    return Received(item, told(document.doubts), issued)


def _told(item: NewsItem, document: Document) -> NewsItem:
    body, title = _body(document), document.first("title")
    if item.embargoed and item.embargoed > item.version_created and item.pubstatus == "usable":
        document.doubts.append("it is to be released later, but is not called embargoed; withheld")
        item = replace(item, pubstatus="withheld")
    abstract = "".join(map(as_html, document.all("abstract")[:1]))
    standfirst = line(from_html(abstract).text)
    if not standfirst and document.first("hl2") and _is_above(document):
        standfirst = document.first("hl2")
        document.doubts.append("it has no abstract: its second headline is taken as the standfirst")
    first_created = document.metas.get("first-created", "")
    return replace(
        item,
        standfirst=standfirst,
        body_text=body.text,
        body_html=body.illustrated,
        language=_language(document),
        first_created=moment(first_created, "first-created", document.doubts),
        published=document.time("pubdata", "date.publication") or document.time("story.date"),
        title=title if title != item.headline else "",
        slugline=_slugline(document),
        urgency=urgency(document.value("urgency", "ed-urg"), document.doubts),
        located=_located(document),
        credit=document.first("distributor"),
        bylines=tuple(_bylines(document)),
        section=document.value("pubdata", "position.section"),
        dossiers=tuple(links(document, "dossier")),
        subjects=tuple(subjects(document)),
        related=tuple(links(document, "related")),
        short_url=document.metas.get("short-url", ""),
        rights=rights(document),
        genre=document.value("tobject.property", "tobject.property.type"),
        expires=document.time("date.expire"),
        pictures=tuple(filter(None, map(picture_of, document.all("media")))),
    )


def _is_above(document: Document) -> bool:
    """Whether the second headline is the story's own, not one within its text."""
    return within(document.all("hl2")[0], "hedline")


def _status(document: Document) -> Literal["usable", "withheld", "canceled"]:
    said = document.value("docdata", "management-status").lower()
    message = document.value("ed-msg", "msg-type").lower()
    kill = next((one for one in (said, message) if one in _KILLS), "")
    if kill and _STATUS.get(said) != "canceled":
        document.doubts.append(f"it is called {quoted(kill)}; its status is read as canceled")
        return "canceled"
    if said not in _STATUS:
        document.doubts.append(f"its status {quoted(said)} is not known; taken as withheld")
    return _STATUS.get(said, "withheld")


def _identifier(document: Document) -> str:
    found, lasting = document.value("doc-id", "id-string"), document.metas.get("ntbid", "")
    if not found or (lasting and found.startswith(f"{lasting}_")):
        found = lasting  # NTB's document is its item and the number of the sending
    if not found:
        document.doubts.append("it has no identifier: whether it came before cannot be told")
    return found


def _headline(document: Document, *, canceled: bool) -> str:
    said = document.first("hl1")
    if not said and not canceled:
        said = document.first("title")
        document.doubts.append(f"no headline is stated; the title {quoted(said)} stands for it"
                               if said else "no headline is stated")
    return said


def _language(document: Document) -> str:
    said = (document.root.get("baselang"), document.root.get(_LANGUAGE))
    found = next((line(one) for one in said if one), "")
    if not found:
        document.doubts.append("no language is stated")
    return found


def _body(document: Document) -> Body:
    """Its blocks, and the pictures between them; those before and after are put there by habit."""
    contents = [one for one in document.all("body.content") if not within(one, "note", "fn")]
    body = unwrapped(from_html("".join(f"<div>{as_html(one)}</div>" for one in contents)))
    if not body.blocks:
        document.doubts.append("it has no text")
    document.doubts.extend(body.doubts)
    between = (note for note in body.pictures if 0 < note.at < len(body.blocks))
    return replace(body, pictures=tuple(between))


def _slugline(document: Document) -> str:
    words = keywords(document)
    alone = words[0] if len(words) == 1 else ""
    metas = (document.metas.get(name, "") for name in _SLUGS)
    return next(filter(None, (*metas, alone, document.value("key-list", "key"))), "")


def _located(document: Document) -> Place | None:
    for one in document.all("dateline"):
        places = [part for part in one if name_of(part) == "location"]
        named = [part for place in places for part in place if name_of(part) == "city"]
        found = next(filter(None, map(words_of, [*named, *places])), "")
        if found:
            return Place(found, next((place.get("location-code") or "" for place in places), ""))
        if bare := line(one.text or ""):
            if any(map(str.isdecimal, bare)):
                document.doubts.append(f"the dateline holds more than a place: {quoted(bare)}")
            return Place(bare)
    return None


def _bylines(document: Document) -> Iterator[str]:
    for one in document.all("byline"):
        titles = [part for part in one if name_of(part) == "byttl"]
        rest = (f"{words_of(part)} {part.tail or ''}" for part in one if part not in titles)
        names = authors(" ".join([one.text or "", *rest]))
        if names:
            yield ", ".join((*names, *filter(None, map(words_of, titles))))
