"""What a step found, written: rows that changed, their fragments touched, the cursor moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from dateline.archive.models import RelatedCursor, RelatedList, RelatedRow
from dateline.archive.relating.following import Cursor
from dateline.delivery.public import touch
from dateline.lib.bulk import insert

Line = tuple[int, float]
"""A story by its number, and its score."""


@dataclass(frozen=True)
class Lists:
    """Lists by the story's number, as of entry `seq`; stories that are in none from now on, and
    those of which nothing stays."""

    lists: dict[int, list[Line]]
    seq: int
    gone: frozenset[int] = field(default_factory=frozenset)
    erased: frozenset[int] = field(default_factory=frozenset)


def key_of(story: int) -> str:
    """What a page that shows a story's list depends on."""
    return f"related:{story}"


def write(found: Lists, after: Cursor) -> None:
    """Write it in the caller's transaction, as its last statements."""
    _forget(found)
    held = _open(found.lists)
    changed = [story for story, lines in found.lists.items()
               if [number for number, _ in held.get(story, [])] != [each for each, _ in lines]]
    _close(RelatedRow.objects.filter(story__in=changed, to_seq=None), found.seq)
    insert(RelatedRow, ("story", "other", "position", "score", "from_seq", "to_seq"), (
        (story, other, position, score, found.seq, None)
        for story in changed for position, (other, score) in enumerate(found.lists[story])))
    insert(RelatedList, ("story", "seq"), ((story, found.seq) for story in found.lists),
           once=("story",), renew=("seq",))
    RelatedCursor.objects.filter(id=1).update(
        seq=after.seq, waiting=[list(part) for part in after.waiting])
    if changed:
        touch([key_of(story) for story in changed])


def _open(stories: Collection[int]) -> dict[int, list[Line]]:
    rows = RelatedRow.objects.filter(story__in=list(stories), to_seq=None)
    held: dict[int, list[Line]] = {}
    for story, other, score in rows.order_by("position").values_list("story", "other", "score"):
        held.setdefault(story, []).append((other, score))
    return held


def _close(rows: object, seq: int) -> None:
    """From this entry on they are true no more; what began with it never was."""
    rows.filter(from_seq=seq).delete()  # type: ignore[attr-defined]
    rows.update(to_seq=seq)  # type: ignore[attr-defined]


def _forget(found: Lists) -> None:
    """Stories that were taken down leave every list; no page waits for that (see `reading`)."""
    if found.gone:
        either = Q(story__in=found.gone) | Q(other__in=found.gone)
        _close(RelatedRow.objects.filter(either, to_seq=None), found.seq)
        RelatedList.objects.filter(story__in=found.gone).delete()
    if found.erased:
        either = Q(story__in=found.erased) | Q(other__in=found.erased)
        RelatedRow.objects.filter(either).delete()
