"""What `dateline check` verifies of the lists of related stories, against the record."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import RelatedCursor, RelatedList, RelatedRow
from dateline.archive.relating.choosing import KEPT
from dateline.archive.searching.checking import ArchiveBreach
from dateline.delivery.public import READER, snapshot
from dateline.record import public as record

LOOKED = 500


def check() -> Iterator[str]:
    """Yield a line for the newest lists; raises ArchiveBreach. Lists that are behind are told."""
    with snapshot():
        held = RelatedCursor.objects.using(READER).first()
        newest = list(RelatedList.objects.using(READER).order_by("-story")[:LOOKED])
        for each in newest:
            _look(each.story)
        if held is None or held.seq < record.head() or held.waiting:
            yield f"the related stories of {len(newest)} are as they must be; more wait"
        else:
            yield f"the related stories of {len(newest)}, the newest, are as they must be"


def _look(story: int) -> None:
    rows = RelatedRow.objects.using(READER).filter(story=story, to_seq=None).order_by("position")
    listed = list(rows.values_list("position", "other", "from_seq"))
    others = [other for _, other, _ in listed]
    if story in others:
        raise ArchiveBreach(f"story {story} is related to itself")
    if len(set(others)) < len(others) or len(others) > KEPT:
        raise ArchiveBreach(f"story {story} has a related story twice, or too many: {others}")
    if [position for position, *_ in listed] != list(range(len(listed))) and not _gone(others):
        raise ArchiveBreach(f"the related stories of {story} have a gap")
    if len(record.guids(others)) < len(others):
        raise ArchiveBreach(f"story {story} is related to one that was never public")


def _gone(others: list[int]) -> bool:
    """A list that a story was taken out of has a gap until it is filled, which may take long."""
    return len(others) < KEPT
