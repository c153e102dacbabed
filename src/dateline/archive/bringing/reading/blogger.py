"""Blogger's backup: one Atom feed (RFC 4287) of posts, pages, comments, template and settings."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.bringing.reading.opening import Clean, mends, xml_elements
from dateline.archive.bringing.reading.picture_marks import marked
from dateline.archive.bringing.shapes import Doubtful, Item, Part, Parts, Passed, ref
from dateline.archive.bringing.times import moment
from dateline.lib.xmlstream import child, inner

_KIND = "http://schemas.google.com/g/2005#kind"


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield its posts. Raises NotArchive."""
    with path.open("rb") as file:
        clean = Clean(file)
        for element in xml_elements(clean, "feed/entry"):
            yield _part(element, zone)
        yield from mends(clean)


def _part(element: Any, zone: tzinfo | None) -> Part:
    kind, labels = "", []
    for one in element.iterchildren("{*}category"):
        if one.get("scheme") == _KIND:
            kind = (one.get("term") or "").rpartition("#")[2].lower()
        elif one.get("term"):
            labels.append(one.get("term"))
    kind = kind or (child(element, "type") or "post").lower()
    if kind != "post":
        return Passed(kind[:40])
    title, number = child(element, "title"), child(element, "id")
    where = f"line {element.sourceline} “{title[:80]}”"
    html = marked(inner(element.find("{*}content")).strip())
    if not number or not (title or html):
        return Doubtful(where, "it has no id, or neither a headline nor a text")
    said = child(element, "published")
    when = moment(said, zone)
    status = (child(element, "status") or "LIVE").upper()
    if "TRASHED" in status or child(element, "trashed"):
        return Passed("post in state trash")
    return Item(
        ref=ref("blogger", number), where=where, headline=title, html=html,
        section=labels[0] if labels else "", tags=tuple((name, "") for name in labels[1:]),
        authors=tuple(filter(None, (child(one, "name") for one in element.iterchildren(
            "{*}author")))),
        published_at=when, date_said="" if when else said,
        draft=status != "LIVE" or _draft(element), addresses=tuple(_addresses(element)),
    )


def _draft(element: Any) -> bool:
    control = element.find("{*}control")
    return control is not None and child(control, "draft") == "yes"


def _addresses(element: Any) -> list[str]:
    """Of today's backups a file name, of older ones a link."""
    found = [one.get("href") for one in element.iterchildren("{*}link")
             if one.get("rel") == "alternate"]
    name = child(element, "filename")
    return [one for one in (*found, name) if one]
