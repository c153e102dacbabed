"""The roll: the address of every live story, in parts by publication number.

A publication is in the last part, and so touches no other; a part that is full changes only when
one of its own stories does. What is sorted by date or by code would shift with every story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.addresses import story_address
from dateline.record.documents import Item
from dateline.record.models import Entry, Ledger
from dateline.record.models import Version as VersionRow
from dateline.record.numbering import PART, part_key
from dateline.record.reading import terms
from dateline.record.selectors import recent


@dataclass(frozen=True)
class Enrolled:
    """A live story on the roll: its address, and when its version now public was made."""

    address: str
    modified_at: datetime


@selector
def roll_parts() -> int:
    """How many parts the roll has."""
    depends_on("roll")
    stories = Ledger.objects.using(READER).values_list("stories", flat=True).get()
    return -(-stories // PART)


@selector
def enrolled(part: int) -> tuple[Enrolled, ...]:
    """The live stories of a part, in the order of their first publication."""
    rows = _rows(part).order_by("story").values_list(
        "section", "slug", "story__code", "modified_at"
    )
    found = list(rows)
    sections = terms({row[0] for row in found}, None)
    return tuple(
        Enrolled(story_address(sections[section].slug, slug, code), at)
        for section, slug, code, at in found
    )


@selector
def roll_modified(part: int) -> datetime | None:
    """When the newest of the part's versions was made; None where no story of it is live."""
    found: datetime | None = _rows(part).aggregate(last=Max("modified_at"))["last"]
    return found


def _rows(part: int) -> QuerySet[VersionRow]:
    depends_on(part_key(part))
    first = part * PART
    return VersionRow.objects.using(READER).filter(
        to_seq=None, state="live", story__gte=first, story__lt=first + PART
    )


@selector
def news(*, hours: int, limit: int) -> tuple[Item, ...]:
    """What was published as news, not as backfile, and is dated within the last `hours`.

    Live stories, newest first; it changes with the clock and says so. `limit`: at most 20,000.
    """
    items = recent(hours=hours, limit=limit).items
    published = Entry.objects.using(READER).filter(
        act="publish", kind="news", story__code__in=[item.code for item in items]
    )
    codes = set(published.values_list("story__code", flat=True))
    return tuple(item for item in items if item.code in codes)
