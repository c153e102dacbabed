"""What is heard, as a line and as the block that an ICY stream carries between the sound."""

from __future__ import annotations

import re

from dateline.onair.shapes import Heard, OnNow

UNCHANGED = b"\0"
"""The block of one byte: nothing new."""
_MOST = 255 * 16
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Controls, what breaks a line, and halves of characters, which have no bytes."""


def line(heard: Heard, now: OnNow | None, station: str) -> str:
    """`Artist - Title`; without a title the programme's, without one the station's name."""
    title = heard.title or (now.title if now else "") or station
    return plain(f"{heard.artist} - {title}" if heard.artist and heard.title else title)


def plain(text: str) -> str:
    """On one line and without control characters: it goes into heads, blocks and lists. Whatever
    shapes writing, such as joiners and marks of direction, stays."""
    return _BREAKS.sub(" ", text).strip()


def block(title: str) -> bytes:
    """`StreamTitle='…';` in UTF-8, filled with zeros to 16 bytes times its first byte.

    There is no standard; players read as Winamp did: up to the first `';`. So an apostrophe before
    a semicolon becomes a typographic one; nothing else is touched. At most 4,080 bytes, cut
    between characters.
    """
    text = plain(title).replace("';", "\u2019;").encode()
    room = _MOST - len("StreamTitle='';")
    if len(text) > room:
        text = text[:room].decode(errors="ignore").encode()
    body = b"StreamTitle='" + text + b"';"
    length = -(-len(body) // 16)
    return bytes([length]) + body.ljust(length * 16, b"\0")

