"""What a text is about: its words, each by how much it says; and how alike a story is to it.

A word weighs more the oftener it is said and the fewer stories say it (tf·idf; Salton and Buckley
1988). Of the stories of the index only the sketches are read: numbers that stand for words.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from dateline.archive.searching.documents import SAMPLES, entry_of, words_of
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.sketches import KEPT, number_of
from dateline.record.public import Version

LONGEST_WORD = 60
_HELD = 100_000


@dataclass(frozen=True)
class Subject:
    """What a text is about. `words`: their weights, as a vector of length 1; `rarity` of each by
    its number; `usual`: that of a word of which nothing is known, squared."""

    words: dict[str, float]
    weights: dict[int, float] = field(repr=False)
    rarity: dict[int, float] = field(repr=False)
    usual: float = 1.0

    def alike(self, said: Mapping[int, int]) -> float:
        """0 (nothing in common) to 1 (the same): the cosine with a story's sketch."""
        product = length = 0.0
        for number, times in said.items():
            rarity = self.rarity.get(number)
            if rarity is None:
                length += (1 + log(times)) ** 2 * self.usual
            else:
                weight = (1 + log(times)) * rarity
                product += weight * self.weights[number]
                length += weight * weight
        return min(product / sqrt(length), 1.0) if length else 0.0


@dataclass
class Scales:
    """How much words and terms say in one state of the index; each is asked for once."""

    found: Opened
    held: dict[tuple[str, str | int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        frequency = self.found.searcher.doc_freq  # like those of words, with what was taken out
        self.total = sum(int(frequency("sample", sample)) for sample in range(SAMPLES))

    def weight(self, name: str, value: str | int) -> float:
        """By how much a word (`text`) or a term's number in its facet tells a story from others."""
        key = (name, value)
        if key not in self.held:
            if len(self.held) > _HELD:
                self.held.clear()
            many = int(self.found.searcher.doc_freq(name, value))
            self.held[key] = max(log((self.total + 1) / (many + 0.5)), 0.0)
        return self.held[key]

    def subject(self, words: Iterable[str]) -> Subject:
        """What these words are about."""
        times = dict(Counter(words).most_common(KEPT))
        rarity = {word: self.weight("text", word) if telling(word) else 0.0 for word in times}
        weights = {word: (1 + log(many)) * rarity[word] for word, many in times.items()}
        length = sqrt(sum(value * value for value in weights.values())) or 1.0
        words_held = {word: value / length for word, value in weights.items() if value > 0}
        numbers = {number_of(word): value for word, value in words_held.items()}
        usual = sum(value * value for value in rarity.values()) / max(len(rarity), 1)
        return Subject(words_held, {number_of(word): numbers.get(number_of(word), 0.0)
                                    for word in times},
                       {number_of(word): value for word, value in rarity.items()}, usual)

    def of_story(self, story: Version) -> Subject:
        """What a story is about."""
        return self.subject(words_of(entry_of(story))[1])


def telling(word: str) -> bool:
    """Whether a word can say what a story is about: no single sign, no number of a year or day."""
    return 1 < len(word) <= LONGEST_WORD and not word.isdecimal()


def said_in(sketch: bytes) -> dict[int, int]:
    """How often each word of a sketch is said, by its number."""
    many = (len(sketch) - 4) // 3
    _, *held = struct.unpack(f"<I{many}H{many}B", sketch)
    return dict(zip(held[:many], held[many:], strict=True))


def overlapping(one: Mapping[int, int], two: Mapping[int, int]) -> float:
    """Of the words of the one with fewer, those in the other: 0 to 1."""
    return len(one.keys() & two.keys()) / max(min(len(one), len(two)), 1)


def weightiest(subject: Subject) -> list[str]:
    """The words that say most first."""
    return sorted(subject.words, key=lambda word: (-subject.words[word], word))
