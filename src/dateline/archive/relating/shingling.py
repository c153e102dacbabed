"""Whether two texts are one: how many runs of four words they have in common (Broder 1997)."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.archive.searching.documents import MOST, texts_of
from dateline.archive.searching.tokens import terms
from dateline.record.public import Block

RUN = 4
SAME = 0.6
"""Two texts of which the shorter stands by so much in the other are one story."""


def shingles(blocks: Sequence[Block], language: str) -> frozenset[int]:
    """The runs of words of a body, as numbers; of a very short one, its words together."""
    words, left = list[str](), MOST
    for block in blocks:
        for text in texts_of(block):
            words += terms(text[:left], language)
            left -= min(len(text), left)
    if not words:
        return frozenset()
    runs = range(max(len(words) - RUN + 1, 1))
    return frozenset(hash(tuple(words[at : at + RUN])) for at in runs)


def contained(one: frozenset[int], two: frozenset[int]) -> float:
    """By how much the first stands in the second, 0 to 1."""
    return len(one & two) / len(one) if one else 0.0


def overlap(one: frozenset[int], two: frozenset[int]) -> float:
    """By how much the shorter stands in the longer, 0 to 1."""
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def plain(headline: str, language: str) -> str:
    """A headline by its words alone."""
    return " ".join(terms(headline, language))
