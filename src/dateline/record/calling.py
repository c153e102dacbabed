"""Terms by what a text calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.delivery.public import READER, depends_on, selector
from dateline.record.addresses import slug_of
from dateline.record.documents import Term
from dateline.record.models import Term as TermRow
from dateline.record.models import TermName
from dateline.record.reading import terms

TOGETHER = 800


def slug(name: str) -> str:
    """What a name is found by: its letters and numbers in lower case, words parted by `-`; empty
    where it has none."""
    return slug_of(name, "")


@selector
def called(slugs: tuple[str, ...], families: tuple[str, ...]) -> dict[str, tuple[Term, ...]]:
    """Terms with live stories, by a slug they have or had (also one merged into them); each is
    named as it is now. Of a family the last one that had the slug."""
    depends_on("names")
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for some in _parts(slugs):
        rows = TermName.objects.using(READER).filter(slug__in=some, family__in=families)
        for name, family, seq, number in rows.values_list("slug", "family", "from_seq", "term_id"):
            last[name, family] = max(last.get((name, family), (0, 0)), (seq, number))
    held = terms({number for _, number in last.values()}, None)
    alive = _alive({term.number for term in held.values()})
    found: dict[str, tuple[Term, ...]] = {}
    for (name, _), (_, number) in sorted(last.items()):
        term = held.get(number)
        if term is not None and term.number in alive and term not in found.get(name, ()):
            found[name] = (*found.get(name, ()), term)
    return found


def _alive(numbers: set[int]) -> set[int]:
    rows = TermRow.objects.using(READER).filter(pk__in=numbers, count__gt=0)
    return set(rows.values_list("pk", flat=True))


def _parts(slugs: Iterable[str]) -> Iterator[list[str]]:
    every = list(slugs)
    for begin in range(0, len(every), TOGETHER):
        yield every[begin : begin + TOGETHER]
