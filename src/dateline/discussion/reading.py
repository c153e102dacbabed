"""What readers may ask of a discussion. Every answer is frozen and names what it depends on.

However large a thread is, a page of it asks the same few questions: so many top-level comments,
of each the first few below it, and all the rest behind links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q, QuerySet

from dateline.delivery.public import READER, depends_on, selector
from dateline.discussion.models import Comment, Thread
from dateline.discussion.models.comments import DEEPEST
from dateline.discussion.placing import WIDTH
from dateline.discussion.remarks import Branch, Remark, comments, remarks, with_first_below

SORTS = {"newest": ("number", "-"), "oldest": ("number", ""), "replies": ("replies", "-"),
         "likes": ("likes", "-")}
"""The orders of a thread: by which column, and which way; numbers decide between equals."""
TOPS, REPLIES, CHOSEN, BELOW, NEW = 20, 3, 6, 50, 50
"""Of one page: top-level comments, replies of each, chosen ones, comments below one, new ones."""
WEIGHT = 50_000
"""Bytes of texts after which a page is full, however few comments it has."""
_COLUMNS = ("number", "replies", "likes")


@dataclass(frozen=True)
class Talk:
    """A thread itself, by the code of its story; `pk` is 0 while it has not begun."""

    code: str
    comments: int = 0
    turns: int = 0
    last: int = 0
    qa: bool = False
    closed_at: datetime | None = None
    pk: int = 0


@dataclass(frozen=True)
class Reading:
    """One page of a thread. `more` is the number to go on after; 0 on the last page."""

    chosen: tuple[Branch, ...]
    branches: tuple[Branch, ...]
    more: int = 0


@dataclass(frozen=True)
class Single:
    """A comment at its own address, with what it answers and a page of what is below it."""

    remark: Remark
    above: Remark | None
    below: tuple[Remark, ...]
    more: int = 0


@selector
def talk(code: str) -> Talk:
    """The thread of a story, by the code that the record gave it."""
    depends_on(f"thread:{code}")
    row = Thread.objects.using(READER).filter(code=code).first()
    if row is None:
        return Talk(code)
    return Talk(code, row.comments, row.turns, row.last, row.qa, row.closed_at, row.pk)


@selector
def reading(of: Talk, *, sort: str = "newest", after: int = 0) -> Reading | None:
    """A page of a thread in one of the `SORTS`, after a top-level comment's number.

    Pinned and featured ones stand before all others, on the first page. None: there is no such
    comment to go on after.
    """
    depends_on(f"thread:{of.code}")
    if not of.pk:
        return None if after else Reading((), ())
    chosen = _chosen(of)
    tops = _tops(of, sort, after, [one.number for one in chosen])
    if tops is None:
        return None
    rows = remarks(with_first_below(tops, REPLIES)[: TOPS + 1], of.code)
    shown = [*(() if after else chosen), *rows[:TOPS]]
    below = _below_all(of, shown)
    made = [Branch(one, below.get(one.number, ()) if not one.depth else ()) for one in shown]
    split = len(made) - len(rows[:TOPS])
    branches = _within(made[split:], WEIGHT)
    rest = len(branches) < len(rows)
    return Reading(tuple(made[:split]), branches, branches[-1].top.number if rest else 0)


def _chosen(of: Talk) -> list[Remark]:
    rows = comments().filter(Q(pinned=True) | Q(featured=True), thread=of.pk, state="public")
    rows = with_first_below(rows.order_by("-pinned", "number"), REPLIES)
    return remarks(rows[:CHOSEN], of.code)


def _tops(of: Talk, sort: str, after: int, chosen: list[int]) -> QuerySet[Comment] | None:
    column, way = SORTS[sort]
    rows = comments().filter(thread=of.pk, depth=0, shown=True).exclude(number__in=chosen)
    if after:
        last = comments().filter(thread=of.pk, number=after, depth=0).values(*_COLUMNS).first()
        if last is None:
            return None
        rows = rows.filter(_past(column, way, after, last[column]))
    by = [f"{way}{name}" for name in dict.fromkeys((column, "number"))]
    return rows.order_by(*by)


def _past(column: str, way: str, number: int, value: int) -> Q:
    """What stands after a comment in an order."""
    if column == "number":
        return Q(number__lt=number) if way else Q(number__gt=number)
    return Q(**{f"{column}__lte": value}) & (
        Q(**{f"{column}__lt": value}) | Q(number__lt=number))


def _below_all(of: Talk, shown: Sequence[Remark]) -> dict[int, tuple[Remark, ...]]:
    """The first few comments below each of these, by its number."""
    wanted = [row for one in shown for row in one.first]
    rows = comments().filter(pk__in=wanted).order_by("root", "path")
    found = remarks(rows, of.code) if wanted else []
    return {root: tuple(ones) for root, ones in groupby(found, key=lambda one: one.root)}


def _within(branches: Sequence[Branch], weight: int) -> tuple[Branch, ...]:
    """The first ones that a page can carry; one at least."""
    kept: list[Branch] = []
    for branch in branches:
        weight -= branch.size
        if kept and weight < 0:
            break
        kept.append(branch)
    return tuple(kept)


@selector
def single(of: Talk, number: int, *, after: int = 0) -> Single | None:
    """A comment at its own address; None where no reader was ever shown one of this number.

    One that was shown and is no more, with nothing public below it, has no `below` either.
    """
    depends_on(f"thread:{of.code}")
    remark = _remark(of, number)
    if remark is None or not (remark.ever_public or remark.replies):
        return None
    above = _remark(of, remark.answers) if remark.answers else None
    below = _below(of, remark, after)
    if below is None:
        return None
    kept = _light(below[:BELOW])
    more = kept[-1].number if len(kept) < len(below) else 0
    return Single(remark, above, kept, more)


def _remark(of: Talk, number: int) -> Remark | None:
    found = remarks(comments().filter(thread=of.pk, number=number), of.code)
    return found[0] if found else None


def _below(of: Talk, remark: Remark, after: int) -> list[Remark] | None:
    """Up to one more than a page of what is below; None: there is nothing to go on after."""
    rows = comments().filter(thread=of.pk, shown=True)
    last = comments().filter(thread=of.pk, number=after) if after else None
    if len(remark.path) > DEEPEST * WIDTH:  # the deepest ones stand side by side
        rows = rows.filter(parent__number=remark.number, parent__thread=of.pk,
                           number__gt=after).order_by("number")
    else:
        path = last.values_list("path", flat=True).first() if last is not None else remark.path
        if path is None:
            return None
        # a number in a path begins with 0: less than 36 ** 6 of them are given
        rows = rows.filter(root=remark.root, path__gt=path,
                           path__lt=remark.path + "1").order_by("path")
    return remarks(rows[: BELOW + 1], of.code)


def _light(below: Sequence[Remark]) -> tuple[Remark, ...]:
    return tuple(branch.top for branch in _within([Branch(one) for one in below], WEIGHT))


@selector
def since(of: Talk, turn: int) -> tuple[Remark, ...] | None:
    """The public ones that came after so many had, the first of them first; None: so many never
    had."""
    depends_on(f"thread:{of.code}")
    if turn > of.turns:
        return None
    rows = comments().filter(thread=of.pk, state="public", turn__gt=turn).order_by("turn")
    return _light(remarks(rows[:NEW], of.code))


@selector
def newest(of: Talk, limit: int) -> tuple[Remark, ...]:
    """The comments that became public last, wherever they stand in the thread."""
    depends_on(f"thread:{of.code}")
    if not of.pk:
        return ()
    rows = comments().filter(thread=of.pk, state="public", turn__gt=0).order_by("-turn")
    return tuple(remarks(rows[:limit], of.code))
