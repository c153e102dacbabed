"""Which stories come first.

BM25 (Robertson, k1 1.2, b 0.75; tantivy's own) of the words in the whole text and again in the
headline gives the first hundred or two. Those are looked at again: what stands near each other
counts more, and for three words and more so does what the stories are about (`kinship`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.archive.searching.headlines import headed
from dateline.archive.searching.kinship import fits
from dateline.archive.searching.querying import Asked, near
from dateline.archive.searching.reading import Opened

if TYPE_CHECKING:
    from tantivy import DocAddress, Query

DEPTH, DEEP = 100, 200
"""So many are ranked twice, and so many for a sentence."""
NEAR = 0.1
FEW = 3
"""Who types fewer words means these words."""
MANY = 5
"""So many words are a sentence."""


@dataclass(frozen=True)
class Hit:
    """A story that was found."""

    id: str
    version: int


@dataclass(frozen=True)
class _Rank:
    """A story on its way: where the index has it, and how well it fits."""

    number: int
    score: float
    address: DocAddress


def hits(found: Opened, asked: Asked, *, limit: int, offset: int = 0) -> list[Hit]:
    """The stories that fit best, from the `offset`th on."""
    depth = DEPTH if len(asked.terms) < MANY else DEEP
    first = _first(found, asked, max(depth, offset + limit))
    ranked = _again(found, asked, first[:depth]) + first[depth:]
    return [_hit(found, each.address) for each in ranked[offset : offset + limit]]


def newest(found: Opened, asked: Asked, *, limit: int, offset: int = 0) -> list[Hit]:
    """The stories that match, newest first."""
    told = found.searcher.search(asked.unranked, limit, count=False, order_by_field="at",
                                 offset=offset)
    return [_hit(found, address) for _, address in told.hits]


def _hit(found: Opened, address: DocAddress) -> Hit:
    held = found.searcher.doc(address)
    return Hit(held["id"][0], held["version"][0])


def _first(found: Opened, asked: Asked, limit: int) -> list[_Rank]:
    """The best by BM25: of a few stories, where it is seen that no other scores as much."""
    limit += len(asked.gone)
    for query, most in headed(found, asked, limit):
        ranks = _ranks(found, query, limit)
        if len(ranks) == limit and ranks[-1].score > most:
            break
    else:
        ranks = _ranks(found, asked.query, limit)
    return [each for each in ranks if each.number not in asked.gone]


def _ranks(found: Opened, query: Query, limit: int) -> list[_Rank]:
    told = found.searcher.search(query, limit, count=False).hits
    addresses = [address for _, address in told]
    numbers = found.searcher.fast_field_values("number", addresses) if addresses else []
    return [_Rank(int(number or 0), score, address)
            for number, (score, address) in zip(numbers, told, strict=True)]


def _again(found: Opened, asked: Asked, first: list[_Rank]) -> list[_Rank]:
    if len(asked.terms) < 2 or len(first) < 2 or not first[0].score:
        return first
    first = sorted(first, key=_order)
    bonus = _near(found, asked, first)
    scores = _scores(found, asked, first)
    ranked = [replace(each, score=score + NEAR * bonus.get(each.number, 0.0))
              for each, score in zip(first, scores, strict=True)]
    return sorted(ranked, key=_order)


def _scores(found: Opened, asked: Asked, first: Sequence[_Rank]) -> list[float]:
    if len(asked.terms) < FEW:
        return [each.score / first[0].score for each in first]
    total = found.searcher.num_docs
    sketches = [found.searcher.doc(each.address)["sketch"][0] for each in first]
    return fits(sketches, [each.score for each in first],
                {form: found.rarity(form, total) for group in asked.terms for form in group})


def _order(each: _Rank) -> tuple[float, int]:
    """The best first; of equals the one published last."""
    return -each.score, -each.number


def _near(found: Opened, asked: Asked, first: Sequence[_Rank]) -> dict[int, float]:
    query = near(found, asked.terms, [each.number for each in first])
    told = _ranks(found, query, len(first)) if query else []
    if not told or told[0].score <= 0:
        return {}
    return {each.number: each.score / told[0].score for each in told}
