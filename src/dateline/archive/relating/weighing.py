"""What a text is about: its words, each by how much it says; and how alike two of them are.

Of each story the index keeps the words it says most, headline and names first. A word weighs more
the oftener it is said and the fewer stories say it (tf·idf; Salton and Buckley 1988).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, sqrt

from dateline.archive.searching.documents import SAMPLES
from dateline.archive.searching.ranking import read_gist
from dateline.archive.searching.reading import Opened

LONGEST_WORD = 60
_KEPT = 100_000


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
            if len(self.held) > _KEPT:
                self.held.clear()
            many = int(self.found.searcher.doc_freq(name, value))
            self.held[key] = max(log((self.total + 1) / (many + 0.5)), 0.0)
        return self.held[key]

    def read(self, gist: str) -> dict[str, float]:
        """A gist as a vector of length 1; empty if nothing in it says anything."""
        _, counts = read_gist(gist)
        weights = {word: (1 + log(many)) * self.weight("text", word)
                   for word, many in counts.items() if telling(word)}
        weights = {word: value for word, value in weights.items() if value > 0}
        length = sqrt(sum(value * value for value in weights.values()))
        return {word: value / length for word, value in weights.items()} if length else {}


def telling(word: str) -> bool:
    """Whether a word can say what a story is about: no single sign, no number of a year or day."""
    return 1 < len(word) <= LONGEST_WORD and not word.isdecimal()


def alike(one: dict[str, float], two: dict[str, float]) -> float:
    """0 (nothing in common) to 1 (the same): the cosine."""
    if len(two) < len(one):
        one, two = two, one
    return sum(value * two[word] for word, value in one.items() if word in two)


def weightiest(vector: dict[str, float], many: int) -> list[str]:
    """The words that say most, the weightiest first."""
    return sorted(vector, key=lambda word: (-vector[word], word))[:many]
