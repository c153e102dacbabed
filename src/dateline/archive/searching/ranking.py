"""Which stories come first.

BM25 (Robertson, k1 1.2, b 0.75; tantivy's own) of the words in the whole text and again in the
headline gives the first hundred. Those are looked at again: what stands near each other counts
more, and for three words and more so does what the best of them have in common (relevance models,
Lavrenko and Croft 2001, in the form called RM3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from dateline.archive.searching.querying import Asked, near
from dateline.archive.searching.reading import Opened

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
    """A story that was found, and how well it fits."""

    id: str
    version: int
    score: float
    gist: str = ""


def hits(found: Opened, asked: Asked, *, limit: int, offset: int = 0) -> list[Hit]:
    """The stories that fit best, from the `offset`th on."""
    first = _first(found, asked, max(DEPTH, offset + limit))
    ranked = _again(found, asked, first[:DEPTH]) + first[DEPTH:]
    return ranked[offset : offset + limit]


def newest(found: Opened, asked: Asked, *, limit: int, offset: int = 0) -> list[Hit]:
    """The stories that match, newest first."""
    told = found.searcher.search(asked.query, limit, count=False, order_by_field="at",
                                 offset=offset)
    return [_hit(found, 0.0, address) for _, address in told.hits]


def _first(found: Opened, asked: Asked, limit: int) -> list[Hit]:
    told = found.searcher.search(asked.query, limit, count=False)
    return [_hit(found, score, address) for score, address in told.hits]


def _hit(found: Opened, score: float, address: object) -> Hit:
    held = found.searcher.doc(address)  # type: ignore[arg-type]
    return Hit(held["id"][0], held["version"][0], score, held["gist"][0])


def _again(found: Opened, asked: Asked, first: list[Hit]) -> list[Hit]:
    if len(asked.terms) < 2 or len(first) < 2 or not first[0].score:
        return first
    best = first[0].score
    bonus = _near(found, asked, first)
    ranked = [replace(hit, score=hit.score / best + NEAR * bonus.get(hit.id, 0.0))
              for hit in first]
    if len(asked.terms) >= FEW:
        ranked = _fed_back(found, ranked)
    return sorted(ranked, key=lambda hit: (-hit.score, hit.id))


def _near(found: Opened, asked: Asked, first: Sequence[Hit]) -> dict[str, float]:
    query = near(found, asked.terms, [hit.id for hit in first])
    if query is None:
        return {}
    told = found.searcher.search(query, len(first), count=False).hits
    if not told or told[0][0] <= 0:
        return {}
    return {found.searcher.doc(address)["id"][0]: score / told[0][0] for score, address in told}


def _fed_back(found: Opened, ranked: list[Hit]) -> list[Hit]:
    read = {hit.id: _read(hit.gist) for hit in ranked}
    leaders = sorted(ranked, key=lambda hit: (-hit.score, hit.id))[:LEADERS]
    total = found.searcher.num_docs + 1
    weight: Counter[str] = Counter()
    for hit in leaders:
        length, held = read[hit.id]
        for word, many in held.items():
            weight[word] += hit.score * many / length  # type: ignore[assignment]
    rarity = {word: log(total / (found.frequency(word) + 0.5)) for word, _ in
              weight.most_common(COMMON * 4)}
    common = sorted(((weight[word] * max(rare, 0.0), word) for word, rare in rarity.items()),
                    reverse=True)[:COMMON]
    model = {word: value for value, word in common if value > 0}
    fits = {hit.id: _fit(model, *read[hit.id]) for hit in ranked}
    best = max(fits.values(), default=0.0) or 1.0
    return [replace(hit, score=(1 - FEEDBACK) * hit.score + FEEDBACK * fits[hit.id] / best)
            for hit in ranked]


def _fit(model: dict[str, float], length: float, held: dict[str, int]) -> float:
    """BM25's saturation of how often each word of the model is said."""
    scale = 1.2 * (0.5 + 0.5 * length / 400)
    return sum(value * held[word] / (held[word] + scale)
               for word, value in model.items() if word in held)


def _read(gist: str) -> tuple[float, dict[str, int]]:
    length, *rest = gist.split(" ")
    return max(float(length), 1.0), dict(zip(rest[::2], map(int, rest[1::2]), strict=True))
