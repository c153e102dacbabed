"""A comment as readers see it, and from which row it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from dateline.delivery.public import READER, depends_on
from dateline.discussion.models import Comment

Row = dict[str, Any]
SHOWN_DEPTH = 6
"""Deeper ones stand so far in as this."""
_FIRST = "first_"
_FIELDS = (
    "id", "number", "root", "path", "depth", "state", "html", "badge", "at", "public_at",
    "edited_at", "likes", "replies", "pinned", "featured", "turn", "reader_id", "reader__name",
    "parent__number", "parent__state", "parent__reader_id", "parent__reader__name",
    "statement__clause__number", "statement__clause__title", "statement__law",
    "statement__decided",
)


@dataclass(frozen=True)
class Remark:
    """One comment of a thread; one that is public no longer has nothing of its author's.

    `answers` is the number of the one it answers (0: none), `answers_name` its author's name while
    that is public. `replies`: those shown below it. Of a restricted one there is the clause it was
    found to be against, or the law, and whether a program alone decided (`by_program`). `first`:
    the rows of the first ones below it, where they were asked for (`with_first_below`).
    """

    number: int
    address: str
    depth: int
    state: str
    at: datetime
    path: str
    root: int
    turn: int = 0
    name: str = ""
    badge: str = ""
    html: str = ""
    edited_at: datetime | None = None
    likes: int = 0
    replies: int = 0
    pinned: bool = False
    featured: bool = False
    answers: int = 0
    answers_name: str = ""
    clause: str = ""
    clause_title: str = ""
    law: str = ""
    by_program: bool = False
    ever_public: bool = False
    first: tuple[int, ...] = ()

    @property
    def public(self) -> bool:
        """Whether its text may be read."""
        return self.state == Comment.State.PUBLIC

    @property
    def level(self) -> int:
        """How far in it stands."""
        return min(self.depth, SHOWN_DEPTH)

    @property
    def size(self) -> int:
        """Bytes of its text, roughly what it weighs on a page."""
        return len(self.html.encode())


@dataclass(frozen=True)
class Branch:
    """A top-level comment with the first of what is below it; `more` public ones are not here."""

    top: Remark
    below: tuple[Remark, ...] = ()

    @property
    def more(self) -> int:
        """How many replies are elsewhere."""
        return max(self.top.replies - sum(one.public for one in self.below), 0)

    @property
    def size(self) -> int:
        """Bytes of its texts."""
        return sum(one.size for one in (self.top, *self.below))


def thread_address(code: str) -> str:
    """Where a thread is read."""
    return f"/discussion/~{code}/"


def comments() -> QuerySet[Comment]:
    """All comments, as renderings read them."""
    return Comment.objects.using(READER)


def remarks(rows: QuerySet[Comment], code: str) -> list[Remark]:
    """What these are to readers, in one question; every name that is shown is a key."""
    first = [name for name in rows.query.annotations if name.startswith(_FIRST)]
    found = [_remark(row, thread_address(code), first) for row in rows.values(*_FIELDS, *first)]
    depends_on(*dict.fromkeys(key for _, keys in found for key in keys))
    return [remark for remark, _ in found]


def with_first_below(rows: QuerySet[Comment], many: int) -> QuerySet[Comment]:
    """The same, each with the first few rows below it, as a tree is read."""
    below = comments().filter(
        thread=OuterRef("thread"), root=OuterRef("number"), depth__gt=0, shown=True
    ).order_by("path").values("pk")
    return rows.annotate(**{f"{_FIRST}{n}": Subquery(below[n : n + 1]) for n in range(many)})


def _remark(row: Row, thread: str, first: list[str]) -> tuple[Remark, Iterable[str]]:
    keys = []
    said: Row = {"answers": row["parent__number"] or 0}
    if row["state"] == Comment.State.PUBLIC:
        keys.append(f"reader:{row['reader_id']}")
        said |= {name: row[name] for name in (
            "badge", "html", "edited_at", "likes", "pinned", "featured")}
        said["name"] = row["reader__name"]
    elif row["state"] == Comment.State.RESTRICTED:
        said |= {"clause": row["statement__clause__number"] or "",
                 "clause_title": row["statement__clause__title"] or "",
                 "law": row["statement__law"] or "",
                 "by_program": bool(row["statement__decided"])}
    if row["parent__state"] == Comment.State.PUBLIC:
        keys.append(f"reader:{row['parent__reader_id']}")
        said["answers_name"] = row["parent__reader__name"]
    return Remark(
        row["number"], f"{thread}{row['number']}/", row["depth"], row["state"], row["at"],
        row["path"], row["root"], row["turn"] or 0, replies=row["replies"],
        ever_public=row["public_at"] is not None,
        first=tuple(row[name] for name in first if row[name]), **said,
    ), keys
