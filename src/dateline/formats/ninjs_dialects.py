"""Read ninjs 1, 2 and 3 and what is sent under that name: leniently, with what was odd.

ninjs 3 is read by `ninjs.load`. For the others the spelling of a property does not matter
(`versioncreated`, `version_created`); known besides IPTC's are Superdesk's (`guid`, `source`,
`service`, `associations.featuremedia`), AP's Media API (`data.item`, `altids.itemid`) and lists
under `item` or `items`. Each text of a file is one item; pictures by themselves are none.
A body is cleaned (see `wirebody`); an embargo that is yet to end makes an item withheld, and a
canceled one keeps its headline and its note alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.formats.item import UNDATED, NewsItem, Notice, Place, Received, Unreadable
from dateline.formats.ninjs import NotNinjs, load
from dateline.formats.ninjs_fields import (
    Entry,
    authors_of,
    credit,
    first,
    html_of,
    identifier,
    inside,
    located,
    names,
    objects,
    pictures,
    plain_of,
    related,
    said,
    standfirst,
    status_of,
    subjects,
    terms,
    text_of,
)
from dateline.formats.wirebody import Body, from_html, from_text
from dateline.formats.wiretext import (
    bounded,
    decoded,
    line,
    lines,
    moment,
    note,
    once,
    quoted,
    told,
    urgency,
    version,
)

MOST_ITEMS = 1_000
_MARKED_UP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:[a-z]{2,8}|#\d{2,5});")
_TEXTS = ("text", "")
_NO_TEXTS = ("picture", "photo", "image", "graphic", "video", "audio", "composite", "package",
             "planning", "event", "component", "liveblog", "embed")
_TIMES = ("versioncreated", "firstcreated", "firstpublished", "contentcreated", "expires",
          "embargoed", "embargoeduntil")


def read(raw: bytes) -> tuple[Received, ...]:
    """Every text of the file; Unreadable for other JSON, and where no item in it is a text."""
    document, doubts = _document(bounded(raw))
    entries = list(_entries(document))
    if not entries:
        raise Unreadable("this JSON holds no news item: no object with an identifier and a text")
    if len(entries) > MOST_ITEMS:
        raise Unreadable(f"this file has more than the {MOST_ITEMS:,} items that are read")
    texts = [entry for entry in entries if _kind(entry) not in _NO_TEXTS]
    if not texts:
        kinds = ", ".join(once(_kind(entry) for entry in entries)[:5])
        raise Unreadable(f"its items are of the type {quoted(kinds)}; only texts are read")
    others = len(entries) - len(texts)
    if others:
        doubts.append(f"{others} other items of this file are no texts and were left out")
    return tuple(_received(entry, doubts) for entry in texts)


def _document(raw: bytes) -> tuple[Any, list[str]]:
    try:
        return json.loads(raw), []
    except UnicodeDecodeError:
        text, doubts = decoded(raw)
    except (ValueError, RecursionError) as error:
        lined = _lines(raw) if "Extra data" in str(error) else None
        if lined is None:
            raise _no_json(error) from None
        return lined, []
    try:
        return json.loads(text), doubts
    except (ValueError, RecursionError) as error:
        raise _no_json(error) from None


def _lines(raw: bytes) -> list[Any] | None:
    """Values that stand on a line each; None where a line is none."""
    try:
        return [json.loads(one) for one in raw.splitlines() if one.strip()]
    except (ValueError, RecursionError):
        return None


def _no_json(error: Exception) -> Unreadable:
    why = line(str(error))[:100] if isinstance(error, ValueError) else "nested too deep"
    return Unreadable(f"this is not JSON: {why}")


def _entries(found: Any) -> Iterator[Entry]:
    """The items: the object itself, or those in its `data`, `item`, `items` or `_items`."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one[: MOST_ITEMS + 1]))
        elif isinstance(one, dict) and _is_item(one):
            yield one
        elif isinstance(one, dict):
            inner = (one.get(name) for name in ("_items", "items", "item", "data"))
            waiting.extend(each for each in inner if isinstance(each, dict | list))


def _is_item(entry: Entry) -> bool:
    plain = plain_of(entry)
    named = any(isinstance(plain.get(name), str) for name in ("uri", "guid", "id"))
    news = ("headline", "headlines", "versioncreated", "bodyhtml", "bodytext", "bodyxhtml",
            "bodynitf", "bodies", "pubstatus", "representationtype", "standard")
    return named and any(name in plain for name in news)


def _kind(entry: Entry) -> str:
    return said(plain_of(entry), "type").lower()


def _received(entry: Entry, of_the_file: list[str]) -> Received:
    doubts: list[str] = []
    plain, kind = plain_of(entry), _kind(entry)
    if kind not in _TEXTS:
        doubts.append(f"its type {quoted(kind)} is none of ninjs; read as text")
    item = _newer(entry, plain, doubts) or _older(plain, doubts)
    if item.pubstatus != "canceled":
        doubts.extend(_missing(item, plain))
    if item.version_created == UNDATED:
        doubts.append("no time is stated")
    ahead = item.embargoed and item.embargoed > item.version_created
    if ahead and item.pubstatus == "usable":
        doubts.append("it is called usable, but its embargo is yet to end; taken as withheld")
        item = replace(item, pubstatus="withheld")
    return Received(item, told([*of_the_file, *doubts]))


def _missing(item: NewsItem, plain: Entry) -> Iterator[str]:
    if not item.headline:
        yield "no headline is stated"
    if not item.body_text and not item.body_html:
        href = next((said(one, "href") for one in objects(plain, "renditions")
                     if said(one, "type") == "text" and said(one, "href")), "")
        where = f"its text is not in the file, but at {quoted(href, most=300)}"
        yield where if href else "it has no text"
    if not item.language:
        yield "no language is stated"


def _newer(entry: Entry, plain: Entry, doubts: list[str]) -> NewsItem | None:
    """A ninjs 3 item by its own reader; None for one of another version."""
    standard = entry.get("standard")
    stated = str(standard.get("version", "")) if isinstance(standard, dict) else ""
    if not stated.startswith("3") and "versionCreated" not in entry and "pubStatus" not in entry:
        return None
    try:
        item = load(json.dumps(entry | {"type": "text"}).encode())
    except NotNinjs as refused:
        doubts.append(f"as ninjs 3 it is refused ({refused.reason}); read as an older one")
        return None
    version(said(plain, "version"), doubts)
    message = said(plain, "ednote")
    if message and message not in [notice.text for notice in item.notices]:
        doubts.append(note(message))
    body = _body(item.body_html, item.body_text, doubts)
    return replace(item, body_text=lines(item.body_text or body.text), body_html=body.illustrated,
                   pictures=(*item.pictures, *inside(body, item.pictures)))


def _body(html: str, text: str, doubts: list[str]) -> Body:
    body = from_html(html) if html else from_text(lines(text))
    doubts.extend(body.doubts)
    return body


def _older(plain: Entry, doubts: list[str]) -> NewsItem:
    when = {name: moment(said(plain, name), name, doubts) for name in _TIMES}
    status = status_of(plain, doubts)
    created = when["versioncreated"] or when["firstpublished"] or when["firstcreated"] or UNDATED
    item = NewsItem(
        guid=identifier(plain, doubts),
        uri=said(plain, "uri"),
        version=version(said(plain, "version"), doubts),
        headline=_headline(plain, doubts),
        standfirst="",
        body_text="",
        body_html="",
        language=line(said(plain, "language")),
        pubstatus=status,
        version_created=created,
        first_created=when["firstcreated"],
        published=when["firstpublished"] or when["contentcreated"],
        slugline=line(said(plain, "slugline")),
        expires=when["expires"],
        embargoed=when["embargoed"] or when["embargoeduntil"],
    )
    message = line(said(plain, "ednote"))
    if status == "canceled":
        notices = (Notice("kill", message, created),) if message else ()
        return replace(item, signal="kill", notices=notices, embargoed=None)
    if message:
        doubts.append(note(message))
    return _told(item, plain, doubts)


def _headline(plain: Entry, doubts: list[str]) -> str:
    """The headline; the words of one that is marked up."""
    text = line(said(plain, "headline") or first(plain, "headlines"))
    if not _MARKED_UP.search(text):
        return text
    doubts.append("its headline is marked up as HTML; its words were read")
    return line(from_html(text).text)


def _told(item: NewsItem, plain: Entry, doubts: list[str]) -> NewsItem:
    marked, place = html_of(plain), located(plain)
    if not marked and said(plain, "bodynitf"):
        doubts.append("its text is NITF inside JSON; it was read as if it were HTML")
        marked = said(plain, "bodynitf")
    body = _body(marked, text_of(plain), doubts)
    return replace(
        item,
        standfirst=standfirst(plain),
        body_text=lines(text_of(plain)) or body.text,
        body_html=body.illustrated,
        title=line(said(plain, "title")),
        urgency=urgency(said(plain, "urgency"), doubts),
        located=Place(place) if place else None,
        credit=credit(plain),
        bylines=authors_of(plain),
        section=next(names(plain, "service"), ""),
        subjects=subjects(plain),
        related=tuple(related(plain)),
        rights=" ".join(once(map(line, (said(plain, "copyrightnotice"), terms(plain))))),
        genre=next(names(plain, "genre", "genres"), ""),
        pictures=(*(found := tuple(pictures(plain))), *inside(body, found)),
    )
