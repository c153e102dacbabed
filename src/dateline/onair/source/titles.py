"""What a program says is playing: `/admin/metadata` (Icecast) and `/admin.cgi` (Shoutcast)."""

from __future__ import annotations

import re

from dateline.onair.source.heads import Head
from dateline.onair.source.refusing import Refused, not_signed_in
from dateline.onair.source.seats import Seats
from dateline.onair.source.signing import Gate, signed_of

ADDRESSES = frozenset({"/admin/metadata", "/admin/metadata.xsl", "/admin.cgi"})
LONGEST = 1000
"""Characters of a title or an artist that are kept."""


def said(query: dict[str, str]) -> tuple[str, str]:
    """Title and artist: apart where both are sent, else all in `song`."""
    title, artist = query.get("title", ""), query.get("artist", "")
    return (_clean(title), _clean(artist)) if title else (_clean(query.get("song", "")), "")


def set_title(head: Head, *, seats: Seats, gate: Gate, mounts: tuple[str, ...],
              address: str) -> None:
    """Tell a source's title, for who signs in as its source did; without a mount: the usual one.

    No password is hashed for it: a title may come each second. Raises Refused: 400, 401, 429.
    """
    signed = signed_of(head)
    if signed is None:
        raise not_signed_in("Sign in as the source did.")
    if head.query.get("mode") != "updinfo":
        raise Refused(400, "Only mode=updinfo is known.")
    mount = head.query.get("mount", "").lstrip("/") or (mounts[-1] if mounts else "")
    source = seats.at(mount)
    if source is None:
        raise Refused(400, "No source is on this mount.")
    gate.try_from(address)
    if not source.signed_as(signed):
        raise not_signed_in("Sign in as the source did.")
    gate.right_from(address)
    source.feed.title(*said(head.query))


def _clean(text: str) -> str:
    """Without control characters; letters, quotes and marks of direction stay as they came."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text).strip()[:LONGEST]
