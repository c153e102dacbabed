"""One page of a list: which stories, now or as of an entry, and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dateline.delivery.public import READER, depends_on
from dateline.record.codes import UnknownCode, normal
from dateline.record.documents import Listing
from dateline.record.models import Version as VersionRow
from dateline.record.models import span
from dateline.record.past import Where, newest_now, newest_then
from dateline.record.reading import items_of


def listed(where: Where, before: str, limit: int, as_of: int | None) -> Listing:
    """A page of what is found, after the story whose code is `before`; raises UnknownCode."""
    where = replace(where, after=_place(before, as_of) if before else None)
    numbers = found(where, as_of, limit + 1)
    shown = versions(numbers[:limit], as_of)
    more = shown[-1].story.code if len(numbers) > limit else ""
    return Listing(items_of(shown, as_of), more)


def found(
    where: Where, as_of: int | None, limit: int, *, oldest: bool = False
) -> list[int]:
    """The stories, by number, newest first; or the oldest ones, oldest first."""
    if as_of is None:
        return newest_now(where, limit, oldest=oldest)
    return newest_then(where, as_of, limit, oldest=oldest)


def versions(numbers: Sequence[int], as_of: int | None) -> list[VersionRow]:
    """The versions of these stories that stand, or stood then, in the same order."""
    rows = VersionRow.objects.using(READER).filter(span(as_of), story__in=numbers)
    held = {row.story_id: row for row in rows.select_related("story").defer("document")}
    return [held[number] for number in numbers]


def _place(code: str, as_of: int | None) -> tuple[datetime, int]:
    """Where the story of this code stands in every list (keyset paging)."""
    mark = VersionRow.objects.using(READER).filter(story__code=normal(code), state="live")
    if as_of is not None:
        mark = mark.filter(from_seq__lte=as_of)
    last = mark.order_by("-version").first()
    if last is None:
        raise UnknownCode(f"{code!r} is no story's code")
    depends_on(f"story:{last.story_id}")
    return last.sort_at, last.story_id
