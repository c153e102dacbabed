"""What a feed offers for being told of its changes: its hub and its topic (W3C WebSub 4)."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

from dateline.formats import feedreading, jsonfeedreading
from dateline.formats.item import Unreadable
from dateline.lib.fetch import Answer, Refused
from dateline.lib.fetch_target import target

LONGEST = 1000
_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"[^"]*"|[^\s",;]*))?)*)')
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*(?:=\s*(?:"([^"]*)"|([^\s",;]*)))?')


class Offered(NamedTuple):
    """Absolute addresses; both "" where it offers nothing that can be used."""

    hub: str = ""
    topic: str = ""


def offered(answer: Answer) -> Offered:
    """The hub and topic of a feed; the headers go before what the feed says itself (WebSub 4)."""
    header, inside = in_header(answer.headers.get("link", "")), _in_feed(answer.body)
    hub = _absolute(answer.address, header.get("hub") or inside.hub)
    topic = _absolute(answer.address, header.get("self") or inside.topic) or answer.address
    return Offered(hub, topic[:LONGEST]) if hub else Offered()


def in_header(said: str) -> dict[str, str]:
    """The first address of each relation in a Link header (RFC 8288 3); names in lower case."""
    found: dict[str, str] = {}
    for address, parameters in _LINK.findall(said[:20_000]):
        rel = next((quoted or bare for name, quoted, bare in _PARAMETER.findall(parameters)
                    if name.lower() == "rel"), "")
        for name in rel.lower().split():
            found.setdefault(name, address.strip())
    return found


def _in_feed(body: bytes) -> Offered:
    try:
        if jsonfeedreading.is_feed(body):
            return Offered(*jsonfeedreading.links(body))
        found = feedreading.links(body)
    except Unreadable:
        return Offered()
    return Offered(found.hub, found.topic)


def _absolute(base: str, said: str) -> str:
    """The address, if it is one that may be called at all."""
    try:
        found = urljoin(base, said) if said else ""
        return target(found).address if found and len(found) <= LONGEST else ""
    except (ValueError, Refused):
        return ""
