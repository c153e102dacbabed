"""What every file of comments comes down to, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PUBLIC, PENDING, DELETED, RESTRICTED = "public", "pending", "deleted", "restricted"


class NotComments(Exception):
    """The file is not read as comments, and nothing of it was kept; the text says where and why."""


@dataclass(frozen=True)
class Conversation:
    """What is said about one story. `ref` is its name in the file; by the rest it is found here.

    `names`: whatever else the other system calls the story: a guid, a source id, an old address.
    """

    ref: str
    address: str = ""
    names: tuple[str, ...] = ()
    guid: str = ""
    code: str = ""
    qa: bool = False
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Person:
    """Who wrote. `ref` is the same for the same person, and holds no e-mail address."""

    ref: str
    name: str
    badge: str = ""
    joined_at: datetime | None = None
    erased_at: datetime | None = None
    approved: int = 0
    refused: int = 0
    right: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Brought:
    """One comment. `ref` is unique for good, `parent` the ref of the one it answers.

    `number`: the place it had among the others, `turn` among those that became public; 0: by its
    time. `public_at`: when it became public, if it ever did. `reasons`: why it is restricted.
    `where` it stands in the file, in words.
    """

    ref: str
    conversation: str
    person: str
    text: str
    at: datetime
    state: str
    where: str
    parent: str = ""
    number: int = 0
    turn: int = 0
    badge: str = ""
    likes: int = 0
    featured: bool = False
    pinned: bool = False
    public_at: datetime | None = None
    edited_at: datetime | None = None
    reasons: dict[str, Any] | None = None


@dataclass(frozen=True)
class Passed:
    """Something that is no comment, such as a pingback: `what` it is."""

    what: str


@dataclass(frozen=True)
class Doubtful:
    """A comment that cannot be kept: where it stands, and why not."""

    where: str
    reason: str


@dataclass(frozen=True)
class Mended:
    """Something in the file that was put right, in words."""

    what: str


Part = Conversation | Person | Brought | Passed | Doubtful | Mended
Parts = Iterator[Part]
