"""Whether two texts are nearly the same: a simhash of 64 bits (Charikar 2002) of word triples."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

BITS, NEAR, LEAST = 64, 6, 8
"""Texts of at least `LEAST` words are near when at most `NEAR` bits differ."""
WIDE = 32
_MASK = (1 << WIDE) - 1
_LANES = [sum((byte >> bit & 1) << (WIDE * bit) for bit in range(8)) for byte in range(256)]
"""The eight bits of a byte, each in a lane of its own: eight counts are added at once."""


def shape(words: Iterable[str]) -> str:
    """The same for two texts that have the same folded words in the same order."""
    return blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def near(words: list[str]) -> int:
    """The simhash as a signed number; 0 for a text too short to be near another one."""
    if len(words) < LEAST:
        return 0
    sums, triples = [0] * 8, len(words) - 2
    for at in range(triples):
        triple = " ".join(words[at : at + 3]).encode()
        for place, byte in enumerate(blake2b(triple, digest_size=8).digest()):
            sums[place] += _LANES[byte]
    found = sum(1 << bit for bit in range(BITS)
                if 2 * (sums[bit // 8] >> (WIDE * (bit % 8)) & _MASK) > triples)
    return found - (1 << BITS) if found >> (BITS - 1) else found


def are_near(one: int, other: int) -> bool:
    """Whether two simhashes are of texts that are nearly the same."""
    mask = (1 << BITS) - 1
    return bool(one and other) and ((one ^ other) & mask).bit_count() <= NEAR
