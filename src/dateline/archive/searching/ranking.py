"""Which stories come first.

BM25 (Robertson, k1 1.2, b 0.75; tantivy's own) of the words in the whole text and again in the
headline gives the first hundred. Those are looked at again: what stands near each other counts
more, and for three words and more so does what the best of them have in common (relevance models,
Lavrenko and Croft 2001, in the form called RM3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from dateline.archive.searching.querying import Asked, near
from dateline.archive.searching.reading import Opened

if TYPE_CHECKING:
    from tantivy import DocAddress, Query

DEPTH = 100
"""So many are ranked twice."""
LEADERS, COMMON = 5, 30
"""Of so many of the best, so many words that they have in common are looked for in the others."""
FEEDBACK = 0.3
NEAR = 0.1
FEW = 3
"""Who types fewer words means these words."""


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
    first = _ranks(found, asked.query, max(DEPTH, offset + limit))
    ranked = _again(found, asked, first[:DEPTH]) + first[DEPTH:]
    return [_hit(found, each.address) for each in ranked[offset : offset + limit]]


def newest(found: Opened, asked: Asked, *, limit: int, offset: int = 0) -> list[Hit]:
    """The stories that match, newest first."""
    told = found.searcher.search(asked.unranked, limit, count=False, order_by_field="at",
                                 offset=offset)
    return [_hit(found, address) for _, address in told.hits]


def _hit(found: Opened, address: DocAddress) -> Hit:
    held = found.searcher.doc(address)
    return Hit(held["id"][0], held["version"][0])


def _ranks(found: Opened, query: Query, limit: int) -> list[_Rank]:
    told = found.searcher.search(query, limit, count=False).hits
    addresses = [address for _, address in told]
    numbers = found.searcher.fast_field_values("number", addresses) if addresses else []
    return [_Rank(int(number or 0), score, address)
            for number, (score, address) in zip(numbers, told, strict=True)]


def _again(found: Opened, asked: Asked, first: list[_Rank]) -> list[_Rank]:
    if len(asked.terms) < 2 or len(first) < 2 or not first[0].score:
        return first
    best = first[0].score
    bonus = _near(found, asked, first)
    ranked = [replace(each, score=each.score / best + NEAR * bonus.get(each.number, 0.0))
              for each in first]
    if len(asked.terms) >= FEW:
        ranked = _fed_back(found, sorted(ranked, key=_order))
    return sorted(ranked, key=_order)


def _order(each: _Rank) -> tuple[float, int]:
    """The best first; of equals the one published last."""
    return -each.score, -each.number


def _near(found: Opened, asked: Asked, first: Sequence[_Rank]) -> dict[int, float]:
    query = near(found, asked.terms, [each.number for each in first])
    told = _ranks(found, query, len(first)) if query else []
    if not told or told[0].score <= 0:
        return {}
    return {each.number: each.score / told[0].score for each in told}


def _fed_back(found: Opened, ranked: list[_Rank]) -> list[_Rank]:
    read = {each.number: _read(found.searcher.doc(each.address)["gist"][0]) for each in ranked}
    model = _model(found, ranked[:LEADERS], read)
    fits = {number: _fit(model, *held) for number, held in read.items()}
    best = max(fits.values(), default=0.0) or 1.0
    return [replace(each, score=(1 - FEEDBACK) * each.score + FEEDBACK * fits[each.number] / best)
            for each in ranked]


Gist = tuple[float, dict[str, int]]


def _model(found: Opened, leaders: Sequence[_Rank], read: dict[int, Gist]) -> dict[str, float]:
    """What the best have in common: words and how much each says."""
    weight: defaultdict[str, float] = defaultdict(float)
    for each in leaders:
        length, held = read[each.number]
        for word, many in held.items():
            weight[word] += each.score * many / length
    total = found.searcher.num_docs + 1
    most = sorted(weight, key=lambda word: (-weight[word], word))[: COMMON * 4]
    told = {word: weight[word] * log(total / (found.frequency(word) + 0.5)) for word in most}
    common = sorted(told, key=lambda word: (-told[word], word))[:COMMON]
    return {word: told[word] for word in common if told[word] > 0}


def _fit(model: dict[str, float], length: float, held: dict[str, int]) -> float:
    """BM25's saturation of how often each word of the model is said."""
    scale = 1.2 * (0.5 + 0.5 * length / 400)
    return sum(value * held[word] / (held[word] + scale)
               for word, value in model.items() if word in held)


def _read(gist: str) -> Gist:
    length, *rest = gist.split(" ")
    return max(float(length), 1.0), dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
