"""What every item goes through, whatever it was read from: its texts are text, its date is past.

A story that is dated after the import is no news and no backfile: it comes as a draft without that
date, which its note tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

from dateline.archive.bringing.shapes import Item, Kind
from dateline.archive.bringing.times import Ours
from dateline.lib import canonical

LONGEST_NAME = 200
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_INLINE = re.compile(
    r"</?(?:em|i|b|strong|br|span|sup|sub|u|small|a|cite|q|mark|font|code|p|wbr)\b[^<>]{0,300}>",
    re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)
_TWICE = re.compile(r"&lt;(?:p|div|br|h[1-6]|ul|figure|blockquote)\b", re.I)
_PLAIN = ("headline", "standfirst", "section", "credit", "place", "picture_alt",
          "picture_caption")
_BARE = ("where", "ref", "language", "date_said", "picture", "folder")


@dataclass(frozen=True)
class Tidied:
    """An item as it can be filed, and its digest; empty: it is no text. `unzoned`: its date had no
    zone, and was read in the newsroom's; `ahead`: it is dated after the import."""

    item: Item
    digest: str
    unzoned: bool
    ahead: bool


def tidied(item: Item, at: datetime) -> Tidied:
    """The item as it can be filed at this time."""
    made = _settled(_plainly(item))
    ready = _not_ahead(made, at)
    return Tidied(ready, _digest(ready), made.published_at is not item.published_at,
                  ready.draft and not item.draft)


def _plainly(item: Item) -> Item:
    said: dict[str, Any] = {name: plain(getattr(item, name)) for name in _PLAIN}
    said |= {name: _CONTROL.sub("", getattr(item, name)) for name in _BARE}
    authors, long = _names(tuple((name, "") for name in item.authors))
    tags, longer = _names(item.tags)
    if len(said["section"]) > LONGEST_NAME:
        long, said["section"] = [said["section"], *long], ""
    if len(said["place"]) > LONGEST_NAME:
        long, said["place"] = [said["place"], *long], ""
    notes = [item.note, *(f"Too long to be a name: {name[:1000]}" for name in (*long, *longer))]
    return replace(
        item, **said, html=_once(item.html.replace("\0", "")), text=item.text.replace("\0", ""),
        authors=tuple(name for name, _ in authors), tags=tags,
        addresses=tuple(_CONTROL.sub("", one) for one in item.addresses),
        note="\n".join(filter(None, notes)))


def _settled(item: Item) -> Item:
    when = item.published_at
    if when is None or not isinstance(when.tzinfo, Ours):
        return item
    return replace(item, published_at=when.replace(tzinfo=when.tzinfo.zone))


@lru_cache(4096)  # names come again and again
def plain(text: str) -> str:
    """A text for one line: without tags and named characters, encoded once or twice."""
    for _ in range(2):
        if _ENTITY.search(text):
            text = unescape(text)
    return " ".join(_CONTROL.sub(" ", _INLINE.sub(" " if "<p" in text else "", text)).split())


def _once(html: str) -> str:
    """HTML that was encoded twice, decoded once."""
    return unescape(html) if "<" not in html and _TWICE.search(html) else html


def _names(given: tuple[tuple[str, Kind], ...]) -> tuple[tuple[tuple[str, Kind], ...], list[str]]:
    """Names that can be terms, and those that are too long."""
    tidy = [(plain(name), kind) for name, kind in given]
    return (tuple((name, kind) for name, kind in tidy if 0 < len(name) <= LONGEST_NAME),
            [name for name, _ in tidy if len(name) > LONGEST_NAME])


def _not_ahead(item: Item, at: datetime) -> Item:
    when = item.published_at
    if when is None or when <= at:
        return item
    return replace(item, draft=True, published_at=None, date_said=when.isoformat())


_LATER = ("picture_alt", "picture_caption")
"""Fields that were not there in the first releases: an item without them is what it was."""


def _digest(item: Item) -> str:
    """Of all but where it stands in a file, in which folder, and what is noted of it; empty: it is
    no text."""
    said = vars(item) | {"where": "", "folder": "", "note": ""}
    said = {name: value for name, value in said.items() if value or name not in _LATER}
    when = item.published_at.isoformat() if item.published_at else ""
    try:
        return canonical.digest(said | {"published_at": when})
    except UnicodeEncodeError:
        return ""
