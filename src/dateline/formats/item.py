"""What every exchange format carries about a story, in the standards' own terms.

A codec in this room is `dump(item) -> bytes` and `load(bytes) -> item` over these frozen values.
All datetimes are aware. An empty string or `None` means "not said"; a name is never empty.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal


@dataclass(frozen=True)
class Subject:
    """Something the item is about, with its identifier (absolute URI) where there is one."""

    name: str
    kind: Literal["subject", "organisation", "person", "place", "event"]
    uri: str = ""


@dataclass(frozen=True)
class Place:
    """Where the item was written from: the place of the dateline."""

    name: str
    uri: str = ""


@dataclass(frozen=True)
class Link:
    """Another item or a collection; without `uri` only its title is known."""

    title: str
    uri: str = ""
    rel: str = "related"


@dataclass(frozen=True)
class Notice:
    """A public note on what became of the item; `wrong` and `right` quote a correction."""

    kind: Literal["correction", "update", "kill", "withdrawal"]
    text: str
    at: datetime
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True)
class Rendition:
    """One file of a picture: absolute address, IANA media type, size in pixels."""

    href: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture of the item; `rel` is "featured" for the one that leads it.

    `rights` is what its sender permits, where that is said of the picture itself.
    """

    caption: str = ""
    alt: str = ""
    credit: str = ""
    renditions: tuple[Rendition, ...] = ()
    rel: str = "illustration"
    rights: str = ""


@dataclass(frozen=True)
class NewsItem:
    """One version of one text story.

    `guid` is `urn:uuid:...` and stays for all versions; `uri` is the public address (absolute);
    `version` counts from 1; `language` is BCP 47; `urgency` is 1 (highest) to 9;
    `signal` is "", "correction", "update" or "kill"; `published` is None while undated.
    """

    guid: str
    uri: str
    version: int
    headline: str
    standfirst: str
    body_text: str
    body_html: str
    language: str
    pubstatus: Literal["usable", "withheld", "canceled"]
    version_created: datetime
    first_created: datetime | None
    published: datetime | None
    title: str = ""
    slugline: str = ""
    urgency: int | None = None
    located: Place | None = None
    credit: str = ""
    bylines: tuple[str, ...] = ()
    section: str = ""
    dossiers: tuple[Link, ...] = ()
    subjects: tuple[Subject, ...] = ()
    related: tuple[Link, ...] = ()
    short_url: str = ""
    rights: str = ""
    genre: str = ""
    signal: str = ""
    notices: tuple[Notice, ...] = ()
    expires: datetime | None = None
    embargoed: datetime | None = None
    pictures: tuple[Picture, ...] = ()


UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""`version_created` of a received item that says no time at all; its doubts say so."""


@dataclass(frozen=True)
class Received:
    """One item as another agency sent it: what was read, and what was odd, in plain words.

    `guid` and `uri` of the item are the sender's, in any form, and may be the same or empty; an
    address of a picture may be a file's name beside the item. `sent` is when the message was sent.
    """

    item: NewsItem
    doubts: tuple[str, ...] = ()
    sent: datetime | None = None


class Unreadable(ValueError):
    """Bytes that are no item of a format: what is wrong and where, in one line."""
