"""What the learner sees of a text: its folded words and parts of them, hashed; nothing else.

No feature is of a person (name, address, age, record): it advises on what was written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from dateline.discussion.words import UNSPACED, looks, words

BUCKETS = 1 << 17
SIGNS = 2000
"""So many signs of a text are looked at."""
LONGEST = 40
"""So many signs of a word are."""


class Part(NamedTuple):
    """A word as it was typed, and the buckets of the features that it brings."""

    typed: str
    buckets: tuple[int, ...]


def parts(text: str) -> list[Part]:
    """The words of a text in order, each with its features: itself, its parts, its pair."""
    said = words(text[:SIGNS])
    found, before = list[Part](), ""
    for word, look in zip(said, looks(said), strict=True):
        own = _within(look)
        pair = (_bucket(f"2{before} {look}"),) if before else ()
        found.append(Part(text[word.start : word.end], own + pair))
        before = look
    return found


def buckets(text: str) -> set[int]:
    """The features of a text: each counts once, however often it is said."""
    return {bucket for part in parts(text) for bucket in part.buckets}


@lru_cache(maxsize=50_000)
def _within(word: str) -> tuple[int, ...]:
    """A word itself, and each three and four signs of it that stand together.

    Where no space parts words, each sign, and each two and three.
    """
    unspaced = UNSPACED.search(word) is not None
    edged = word[:LONGEST] if unspaced else f"<{word[:LONGEST]}>"
    pieces = {f"1{word}"} | {
        edged[at : at + length] for length in ((1, 2, 3) if unspaced else (3, 4))
        for at in range(len(edged) - length + 1)}
    return tuple(sorted({_bucket(piece) for piece in pieces}))


def _bucket(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % BUCKETS
