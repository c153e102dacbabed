"""Stories by their numbers: as lines to read, the terms they stand in, what was pinned to them.

For what names stories by number: the keys are those of the stories, of no list.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.codes import is_code, normal
from dateline.record.documents import Related
from dateline.record.models import Placement, Story, span
from dateline.record.models import Version as VersionRow
from dateline.record.reading import lines_of


@selector
def number_of(code: str) -> int | None:
    """The publication number (0, 1, 2 …) of a code's story; None for a code nobody was given."""
    depends_on(f"code:{code.lower()[:12]}")
    if not is_code(code):
        return None
    numbers = Story.objects.using(READER).filter(code=normal(code)).values_list("number", flat=True)
    return numbers.first()


@selector
def lines(numbers: tuple[int, ...], *, as_of: int | None = None) -> dict[int, Related]:
    """Those of these stories that are live (and were then), each with its headline and address."""
    depends_on(*(f"story:{number}" for number in numbers))
    rows = VersionRow.objects.using(READER).filter(span(as_of), story__in=numbers)
    found = list(rows.select_related("story").defer("document"))
    return {row.story_id: line for row, line in lines_of(found, as_of)}


@selector
def placed(numbers: Sequence[int]) -> dict[int, frozenset[int]]:
    """The terms that each of these stories stands in now, by number."""
    depends_on(*(f"story:{number}" for number in numbers))
    rows = Placement.objects.using(READER).filter(story__in=list(numbers), to_seq=None)
    found: dict[int, set[int]] = {}
    for story, term in rows.values_list("story", "term"):
        found.setdefault(story, set()).add(term)
    return {story: frozenset(terms) for story, terms in found.items()}


@selector
def pins(number: int) -> tuple[str, ...]:
    """The guids that an editor pinned to a story, as its public version says."""
    depends_on(f"story:{number}")
    rows = VersionRow.objects.using(READER).filter(story=number, to_seq=None, state="live")
    return tuple(rows.values_list("document__pinned", flat=True).first() or ())


@selector
def numbers(guids: tuple[str, ...]) -> dict[str, int]:
    """The publication number of each of these stories that was ever public, by guid."""
    depends_on(*(f"guid:{guid}" for guid in guids))
    rows = Story.objects.using(READER).filter(guid__in=guids)
    return {str(guid): number for guid, number in rows.values_list("guid", "number")}


@selector
def guids(numbers: Sequence[int]) -> dict[int, str]:
    """The guid of each of these stories."""
    depends_on(*(f"story:{number}" for number in numbers))
    rows = Story.objects.using(READER).filter(number__in=list(numbers))
    return {number: str(guid) for number, guid in rows.values_list("number", "guid")}
