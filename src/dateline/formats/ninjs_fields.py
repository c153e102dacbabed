"""The properties of a ninjs item, however its sender spells and shapes them.

An entry is an object of JSON with plain names: lower case, without `_` and `-` (see `plain_of`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from dateline.formats.item import Link, Picture, Rendition, Subject
from dateline.formats.wirebody import Body, from_html
from dateline.formats.wiretext import authors, line, once, quoted, subject_uri

LONGEST_DESCRIPTION = 20_000  # characters of HTML
Entry = dict[str, Any]
Kind = Literal["subject", "organisation", "person", "place", "event"]
Status = Literal["usable", "withheld", "canceled"]
_ABOUT: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("subject", ("subject", "subjects")), ("organisation", ("organisation", "organisations")),
    ("person", ("person", "people")), ("place", ("place", "places")),
    ("event", ("event", "events")),
)
_STATUS: dict[str, Status] = {
    "usable": "usable", "": "usable", "published": "usable", "corrected": "usable",
    "withheld": "withheld", "embargoed": "withheld", "scheduled": "withheld",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "recalled": "canceled",
    "unpublished": "canceled",
}
_CREDITS = ("descriptioncreditline", "creditline", "source", "provider", "copyrightholder")
_PICTURES = ("picture", "photo", "image", "graphic")


def plain_of(entry: Entry) -> Entry:
    """The same properties under plain names; of two that are alike the first counts."""
    plain: Entry = {}
    for name, value in entry.items():
        plain.setdefault(name.lower().replace("_", "").replace("-", ""), value)
    return plain


def said(entry: Entry, name: str) -> str:
    """A property that is text or a number, as text; anything else is empty."""
    value = entry.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode()  # JSON may escape half a character


def objects(entry: Entry, name: str) -> list[Entry]:
    """The objects of a list, or those an object holds under names of their own."""
    value = entry.get(name)
    found = list(value.values()) if isinstance(value, dict) else value
    return [plain_of(one) for one in found if isinstance(one, dict)] if isinstance(
        found, list) else []


def first(plain: Entry, name: str) -> str:
    """The first value of a list such as `headlines`."""
    return next(filter(None, (said(one, "value") for one in objects(plain, name))), "")


def names(plain: Entry, *lists: str) -> Iterator[str]:
    """The names in these lists."""
    found = (one for each in lists for one in objects(plain, each))
    return filter(None, (line(said(one, "name")) for one in found))


def html_of(plain: Entry) -> str:
    """The body that is marked up."""
    marked = next((said(one, "value") for one in objects(plain, "bodies") if _is_html(one)), "")
    return said(plain, "bodyhtml") or said(plain, "bodyxhtml") or marked


def text_of(plain: Entry) -> str:
    """The body that is plain."""
    bare = next((said(one, "value") for one in objects(plain, "bodies") if not _is_html(one)), "")
    return said(plain, "bodytext") or bare


def _is_html(body: Entry) -> bool:
    return "html" in (said(body, "contenttype") + said(body, "role")).lower()


def standfirst(plain: Entry) -> str:
    """The description, on one line."""
    text = said(plain, "descriptiontext") or said(plain, "descriptionsummary")
    marked = said(plain, "descriptionhtml")[:LONGEST_DESCRIPTION] if not text else ""
    return line(text or from_html(marked).text or first(plain, "descriptions"))


def identifier(plain: Entry, doubts: list[str]) -> str:
    """What the sender calls the item; AP's `uri` is another at each request."""
    others = plain.get("altids")
    item = said(others, "itemid") if isinstance(others, dict) else ""
    found = line(item or said(plain, "guid") or said(plain, "uri") or said(plain, "id"))
    if not found:
        doubts.append("it has no identifier: whether it came before cannot be told")
    return found


def status_of(plain: Entry, doubts: list[str]) -> Status:
    """IPTC's status; withheld, with a doubt, for one that is not known."""
    state = (said(plain, "pubstatus") or said(plain, "state")).lower()
    if state not in _STATUS:
        doubts.append(f"its status {quoted(state)} is not known; taken as withheld")
    return _STATUS.get(state, "withheld")


def located(plain: Entry) -> str:
    """The place of the dateline."""
    place, dateline = plain.get("datelinelocation"), plain.get("dateline")
    city = said(place, "city") if isinstance(place, dict) else ""
    inner = dateline.get("located") if isinstance(dateline, dict) else None
    return line(said(plain, "located") or city
                or (said(inner, "city") if isinstance(inner, dict) else ""))


def credit(plain: Entry) -> str:
    """Whom to credit."""
    found = (line(said(plain, name)) for name in _CREDITS)
    return next(filter(None, found), "") or next(names(plain, "infosource", "infosources"), "")


def authors_of(plain: Entry) -> tuple[str, ...]:
    """The byline, else the names of the authors."""
    by = said(plain, "byline") or said(plain, "by")
    several = (name for one in objects(plain, "bylines") for name in authors(said(one, "by")))
    return authors(by) or once(several) or once(names(plain, "authors"))


def terms(plain: Entry) -> str:
    """The terms of use."""
    value = plain.get("usageterms")
    if isinstance(value, list):
        return " ".join(one for one in value if isinstance(one, str))
    return said(plain, "usageterms")


def subjects(plain: Entry) -> tuple[Subject, ...]:
    """What it is about; a number of IPTC's (or `medtop:` and such a number) gets its address."""
    found: dict[tuple[Kind, str], Subject] = {}
    for kind, lists in _ABOUT:
        for one in (one for each in lists for one in objects(plain, each)):
            code = line(said(one, "code") or said(one, "qcode"))
            name = line(said(one, "name") or said(one, "literal")) or code
            uri = said(one, "uri") or subject_uri(code.rpartition(":")[2])
            found.setdefault((kind, name), Subject(name, kind, uri))
    words = plain.get("keywords")
    for word in words if isinstance(words, list) else ():
        name = line(word) if isinstance(word, str) else ""
        found.setdefault(("subject", name), Subject(name, "subject"))
    return tuple(one for one in found.values() if one.name)


def _associated(plain: Entry) -> Iterator[tuple[str, Entry]]:
    found = plain.get("associations")
    if isinstance(found, dict):
        yield from ((name, plain_of(one)) for name, one in found.items() if isinstance(one, dict))
    elif isinstance(found, list):
        yield from ((said(one, "rel"), plain_of(one)) for one in found if isinstance(one, dict))


def related(plain: Entry) -> Iterator[Link]:
    """The texts that are associated."""
    for _, one in _associated(plain):
        title = line(said(one, "headline") or said(one, "name"))
        if said(one, "type").lower() == "text" and title:
            yield Link(title, said(one, "uri"))


def pictures(plain: Entry) -> Iterator[Picture]:
    """The pictures that are associated."""
    for name, one in _associated(plain):
        if said(one, "type").lower() in _PICTURES:
            yield Picture(
                caption=line(said(one, "descriptioncaption")) or standfirst(one),
                alt=line(said(one, "bodytext")),
                credit=line(said(one, "byline")) or credit(one),
                renditions=tuple(_files(one)),
                rel="featured" if "feature" in name.lower() else "illustration",
                rights=line(said(one, "copyrightnotice") or terms(one)),
            )


def inside(body: Body, known: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """The pictures that stand in the body itself and are none of those known."""
    files = {one.href for picture in known for one in picture.renditions}
    return tuple(
        Picture(one.caption, one.alt, renditions=(Rendition(one.url, "", 0, 0),) if one.url else ())
        for one in body.pictures if one.url not in files
    )


def _files(plain: Entry) -> Iterator[Rendition]:
    for one in objects(plain, "renditions"):
        href, kind = said(one, "href"), said(one, "mimetype") or said(one, "contenttype")
        if href and (kind.startswith("image/") or not kind):
            yield Rendition(href, kind, _size(one, "width"), _size(one, "height"))


def _size(one: Entry, name: str) -> int:
    value = one.get(name)
    return value if type(value) is int and 0 < value < 1_000_000 else 0
