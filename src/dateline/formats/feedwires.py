"""What a feed says besides RSS and Atom: AP's news management (WebFeeds), and deleted entries.

AP's Atom has status, sequence number and lines of an item in elements of its own; they count before
Atom's. An entry that was taken back stands in Atom as `deleted-entry` (RFC 6721).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from dateline.formats.item import UNDATED, NewsItem, Notice, Place, Received
from dateline.formats.wiretext import authors, line, moment, quoted, told, urgency, version

_STATUS: dict[str, Literal["usable", "withheld", "canceled"]] = {
    "": "usable", "usable": "usable", "withheld": "withheld", "embargoed": "withheld",
    "canceled": "canceled", "cancelled": "canceled", "killed": "canceled",
}
_DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_COMMENT = "{http://purl.org/atompub/tombstones/1.0}comment"
_MOST = 1_000


def managed(item: NewsItem, entry: Any, doubts: list[str]) -> NewsItem:
    """The item as AP's own elements of its entry describe it; the same where it has none."""
    status = _text(entry, "apnm_publishingstatus")
    if not any(name.startswith(("apnm_", "apcm_")) for name in entry):
        return item
    if status.lower() not in _STATUS:
        doubts.append(f"its status {quoted(status)} is not known; taken as withheld")
    pubstatus = _STATUS.get(status.lower(), "withheld")
    number = _text(entry, "apnm_managementsequencenumber")
    item = replace(item, version=version(number, doubts) if number else item.version,
                   pubstatus=pubstatus)
    if pubstatus == "canceled":
        return replace(item, body_text="", body_html="", pictures=(), signal="kill")
    return _described(item, entry, doubts)


def _described(item: NewsItem, entry: Any, doubts: list[str]) -> NewsItem:
    city = _attribute(entry, "apcm_datelinelocation", "city")
    said = _text(entry, "apcm_dateline")
    if said and not city:
        doubts.append(f"its dateline is {quoted(said)}, and it names no place")
    return replace(
        item,
        headline=_text(entry, "apcm_headline") or item.headline,
        slugline=_text(entry, "apcm_slugline"),
        bylines=authors(_text(entry, "apcm_byline")) or item.bylines,
        located=Place(city) if city else None,
        urgency=urgency(_attribute(entry, "apcm_priority", "numeric"), doubts),
        embargoed=moment(_text(entry, "apnm_releasedatetime"), "ReleaseDateTime", doubts),
    )


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return line(value) if isinstance(value, str) else ""


def _attribute(entry: Any, name: str, attribute: str) -> str:
    value = entry.get(name)
    return line(str(value.get(attribute) or "")) if isinstance(value, dict) else ""


def deleted(root: Any) -> Iterator[Received]:
    """A kill for each entry that an Atom feed says was deleted."""
    for number, each in enumerate(root.iter(_DELETED)):
        ref, doubts = line(each.get("ref") or ""), list[str]()
        if number >= _MOST or not ref:
            continue
        at = moment(each.get("when") or "", "the time of deletion", doubts) or UNDATED
        words = line(" ".join("".join(one.itertext()) for one in each.iter(_COMMENT)))
        yield Received(NewsItem(
            guid=ref, uri="", version=1, headline="", standfirst="", body_text="", body_html="",
            language="", pubstatus="canceled", version_created=at, first_created=None,
            published=None, signal="kill", notices=(Notice("kill", words, at),) if words else (),
        ), told(doubts))
