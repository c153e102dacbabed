"""What every archive comes down to, whatever it is written in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.record.public import TermKind

Kind = TermKind | Literal[""]


class NotArchive(Exception):
    """The file is not read as an archive, and nothing of it was kept; the text says where and why.
    """


@dataclass(frozen=True)
class Item:
    """One story as another system has it.

    `ref` names it for good: `<system>:<its id there>`. `where` it stands in the file, in words.
    The body is `html`, else plain `text`. `published_at` is None where it has no date, or one
    that cannot be read in one way (`date_said` then). `addresses` led to it: full ones, or paths.
    `picture` is the address or path of its lead picture, `folder` where relative ones lie. `tags`
    have their kind where it is known, else "".
    """

    ref: str
    where: str
    headline: str = ""
    html: str = ""
    text: str = ""
    standfirst: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[tuple[str, Kind], ...] = ()
    published_at: datetime | None = None
    date_said: str = ""
    language: str = ""
    draft: bool = False
    addresses: tuple[str, ...] = ()
    picture: str = ""
    folder: str = ""
    credit: str = ""
    place: str = ""
    dossiers: tuple[str, ...] = ()
    note: str = ""
    """For the editor: what was odd."""
    picture_alt: str = ""
    picture_caption: str = ""


@dataclass(frozen=True)
class Passed:
    """Something that is no story, such as a page or a menu entry: `what` it is."""

    what: str


@dataclass(frozen=True)
class Doubtful:
    """A story that cannot be kept: where it stands, and why not."""

    where: str
    reason: str


@dataclass(frozen=True)
class Mended:
    """Something in the file that was put right, in words."""

    what: str


@dataclass(frozen=True)
class Guessed:
    """Which field of the file was taken for which of ours, in words."""

    what: str


Part = Item | Passed | Doubtful | Mended | Guessed
Parts = Iterator[Part]
LONGEST_REF = 200


def ref(*parts: str) -> str:
    """The parts as one name of at most 200 signs; two long ones stay two."""
    joined = ":".join(part.strip() for part in parts).encode("utf-8", "replace").decode()
    joined = "".join(sign if sign.isprintable() else "?" for sign in joined)
    if len(joined) <= LONGEST_REF:
        return joined
    return f"{joined[:120]}:{hashlib.sha256(joined.encode()).hexdigest()}"
