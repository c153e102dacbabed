"""What the index keeps of a story for ranking: numbers that stand for its words, and how often.

No word can be read from it: 65,536 numbers stand for all words, by CRC-32. A word that says little
is told from one that says much by the other stories that were found (`kinship`).
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable
from zlib import crc32

KEPT = 200
"""So many different words of a story are kept: the most frequent, and of equals the first."""
NUMBERS = 65_536


def number_of(word: str) -> int:
    """What stands for the word; some words share one."""
    return crc32(word.encode()) % NUMBERS


def sketch(words: Iterable[str]) -> bytes:
    """How many words, the numbers, and how often each is said (255 at most)."""
    every = list(words)
    many: Counter[int] = Counter()
    for word, times in Counter(every).most_common(KEPT):
        many[number_of(word)] += times
    return struct.pack(f"<I{len(many)}H{len(many)}B", len(every), *many,
                       *(min(times, 255) for times in many.values()))
