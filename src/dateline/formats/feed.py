"""What a feed says, in the terms that RSS, Atom and JSON Feed share. Written only, never read here.

A codec of a feed is `dump(feed) -> bytes` over these frozen values: UTF-8, always well-formed, and
without anything that the W3C's feed validator has an error or a warning for.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.formats.lexical import GUID, uri

_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[" + "".join(chr(plane + 0xfffe) + chr(plane + 0xffff)
                   for plane in range(0x10000, 0x110000, 0x10000)) + "]"
)
_CLOSING = re.compile(r"<(?=/\w)")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}|x)(?:-[a-z0-9]{1,8})*", re.I)
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Image:
    """A picture's file: absolute address, IANA media type, size in pixels (0: not known)."""

    address: str
    media_type: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Entry:
    """One story. `id` is `urn:uuid:...` and stays; `address` is absolute; `content` is HTML whose
    addresses are absolute. `updated` moves with every version; `published` is None while undated.
    `opening` is how the text begins, for a format that must have a summary where there is none.
    """

    id: str
    address: str
    title: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    opening: str = ""
    content: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    image: Image | None = None
    rights: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed document: the newest entries of a list, or an older run of them (`archive`).

    `id` is the same for all documents of a feed, in every format; `address` is this document's,
    `home` the page's of the list, `current` that of the newest document. `older` and `newer` are
    those of the archive documents before and after it (RFC 5005 section 4), empty where there are
    none. `hub` is a WebSub hub's. All addresses are absolute URIs.
    """

    id: str
    address: str
    home: str
    title: str
    updated: datetime
    author: str
    language: str
    subtitle: str = ""
    current: str = ""
    older: str = ""
    newer: str = ""
    archive: bool = False
    hub: str = ""
    entries: tuple[Entry, ...] = ()


def checked(feed: Feed) -> Feed:
    """The feed itself; ValueError, naming the field, where the formats forbid what it says."""
    for name in ("id", "address", "home"):
        _absolute(name, getattr(feed, name))
    for name in ("current", "older", "newer", "hub"):
        if getattr(feed, name):
            _absolute(name, getattr(feed, name))
    moments = [feed.updated]
    for entry in feed.entries:
        if not GUID.fullmatch(entry.id):
            raise ValueError(f"id of an entry must be urn:uuid:..., not {entry.id!r}")
        _absolute("address of an entry", entry.address)
        if entry.image:
            _absolute("address of an image", entry.image.address)
        moments += [entry.updated, *([entry.published] if entry.published else ())]
    if any(at.utcoffset() is None for at in moments):
        raise ValueError("a time must have a zone")
    if len({entry.id for entry in feed.entries}) < len(feed.entries):
        raise ValueError("two entries have the same id")
    return feed


def _absolute(name: str, address: str) -> None:
    if uri(address) != address or not address:
        raise ValueError(f"{name} must be an absolute URI, not {address!r}")


def clean(text: str) -> str:
    """The text without signs that are none: those XML 1.0 (2.2) cannot carry, and those of C1 and
    the noncharacters of Unicode, of which parsers of HTML complain. U+FFFD is a question mark."""
    return _NO_TEXT.sub("", text).replace("\ufffd", "?")


def plain(text: str) -> str:
    """The text for where no markup can be: what looks like the end of an element does not."""
    return _CLOSING.sub("‹", clean(text))


def titled(entry: Entry) -> str:
    """The title; a dash where no sign of it can be shown."""
    title = clean(entry.title)
    return title if title.strip() else "—"


def described(entry: Entry) -> str:
    """What stands for a summary where a format must have one, as plain text; never empty."""
    told = map(clean, (entry.summary, entry.opening))
    return next(filter(str.strip, told), titled(entry))


def spoken(language: str) -> str:
    """The tag, if it is of a kind that readers of feeds know (BCP 47, ISO 639); else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


def dated(entry: Entry) -> datetime | None:
    """When it was published, if readers of RSS and Atom take that for possible.

    The W3C's feed validator warns of dates before 1990 and of those that are yet to come. JSON
    Feed says them all.
    """
    at = entry.published
    return at if at and _FIRST <= at <= entry.updated else None


def instant(entry: Entry) -> str:
    """When the entry was updated, RFC 3339 in UTC: exact to the millisecond, and its own.

    The W3C's feed validator warns of two entries updated at the same instant, as those of a batch
    are: the six digits after the milliseconds are made of the entry's id.
    """
    at = entry.updated.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    own = int.from_bytes(hashlib.blake2b(entry.id.encode(), digest_size=8).digest()) % 1_000_000
    return f"{at}{own:06}Z"
