"""Which stories belong to a story: a clear score, and never the same story twice.

How alike two stories are: the cosine of what they say, and of the one's terms those that the
other stands in (a rare dossier, person or place says more). What is newer than the story comes
before what is older. Of two stories that are one (an update filed anew, a translation) only the
better is listed, and none that is the story itself, or one an editor pinned to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt

from dateline.archive.relating.seeking import FACETS, Known, candidates, known
from dateline.archive.relating.shingling import SAME, overlap, plain, shingles
from dateline.archive.relating.weighing import Scales, overlapping
from dateline.archive.searching.documents import UNDATED
from dateline.archive.searching.tokens import primary
from dateline.record import public as record
from dateline.record.public import Version

KEPT = 6
"""So many are kept of a story: more than are shown, so that a kill leaves no gap."""
READ = 14
"""So many of the best are read to see whether two are one."""
LEAST = 0.13
"""What is less alike has nothing to do with it."""
SHARED = 0.35
"""By so much, at most, shared terms bring two stories nearer."""
DAYS = 120
"""Time in which the worth of being newer doubles, about."""
SUSPECT = 0.6
"""Two that have fewer of their words in common are not one story in different versions."""


@dataclass(frozen=True)
class Scored:
    """A candidate: how alike it is (0 to 1), and its score in the list of the story."""

    story: Known
    alike: float
    score: float


@dataclass(frozen=True)
class Chosen:
    """A story's list, and all that came near it."""

    story: Known
    listed: tuple[Scored, ...]
    near: tuple[Scored, ...] = field(repr=False, default=())


def chosen(scales: Scales, guid: str) -> Chosen | None:
    """The list of a live story, made anew; None if the index or the record has no such story."""
    asked = known(scales, guid)
    live = record.whole((guid,)) if asked else {}
    if asked is None or guid not in live:
        return None
    near = _scored(scales, asked, live[guid])
    return Chosen(asked, tuple(_listed(asked, live[guid], near)), near)


def fresh(story: int, other: int) -> float:
    """What the times of two stories do to the second's score in the first's list: 0.5 to 1."""
    if UNDATED in (story, other):
        return 0.5 if other == UNDATED else 0.75
    days = max(min((other - story) / 86400, 5000), -5000)
    return float(0.5 + 0.5 / (1 + 2 ** (-days / DAYS)))


def _scored(scales: Scales, asked: Known, story: Version) -> tuple[Scored, ...]:
    subject = scales.of_story(story)
    found = candidates(scales, subject, _terms(story), language=story.language, least=2)
    others = [each for each in found if each.number != asked.number]
    worth = _Terms(scales, record.placed([asked.number, *(each.number for each in others)]), story)
    scored = []
    for each in others:
        near = subject.alike(each.said)
        near = 1 - (1 - near) * (1 - SHARED * worth.shared(asked.number, each.number))
        scored.append(Scored(each, near, near * fresh(asked.at, each.at)))
    return tuple(sorted(scored, key=lambda each: (-each.score, -each.story.number)))


def _terms(story: Version) -> Iterator[tuple[str, int]]:
    """The numbers of a story's terms, each with the facet of the index it is in."""
    yield from (("dossier", term.number) for term in story.dossiers)
    if story.place:
        yield "place", story.place.number
    yield from ((tag.kind if tag.kind in FACETS else "tag", tag.number) for tag in story.tags)


class _Terms:
    """How much two stories' terms say: by how few other stories stand in them."""

    def __init__(
        self, scales: Scales, placed: dict[int, frozenset[int]], story: Version
    ) -> None:
        self.scales, self.placed = scales, placed
        self.weights = {number: scales.weight(name, number) for name, number in _terms(story)}

    @cached_property
    def own(self) -> float:
        """The weight of all the story's terms."""
        return sum(self.weights.values())

    def shared(self, story: int, other: int) -> float:
        """0 to 1: of the story's terms, those the other stands in, by weight."""
        both = self.placed.get(story, frozenset()) & self.placed.get(other, frozenset())
        said = sum(value for number, value in self.weights.items() if number in both)
        return sqrt(said / self.own) if self.own else 0.0


def _listed(asked: Known, story: Version, near: Iterable[Scored]) -> Iterator[Scored]:
    """The best that are live, in the story's language, and none of them one with another."""
    best = [each for each in near if each.alike >= LEAST][:READ]
    pins = record.pins(asked.number)
    live = record.whole((*pins, *(each.story.guid for each in best)))
    pinned = (live[guid] for guid in pins if guid in live)
    taken = [_Read(story, asked.said), *(_Read(each, None) for each in pinned)]
    count = 0
    for each in best:
        other = live.get(each.story.guid)
        if other is None or each.story.guid in pins or (
                primary(other.language) != primary(story.language)):
            continue
        read = _Read(other, each.story.said)
        if count < KEPT and not any(read.is_one_with(held) for held in taken):
            count += 1
            taken.append(read)
            yield each


@dataclass
class _Read:
    """A story as it is read to see whether it is one with another."""

    story: Version
    said: dict[int, int] | None

    @cached_property
    def runs(self) -> frozenset[int]:
        """Its runs of words."""
        return shingles(self.story.blocks, self.story.language)

    @cached_property
    def headed(self) -> str:
        """Its headline."""
        return plain(self.story.headline, self.story.language)

    def is_one_with(self, other: _Read) -> bool:
        """Whether a reader would say: the same again."""
        mine, theirs = self.story, other.story
        if mine.translation_of in (theirs.guid, theirs.translation_of or "-"):
            return bool(mine.translation_of)
        if theirs.translation_of == mine.guid or self.headed == other.headed:
            return True
        far = self.said is not None and other.said is not None and (
            overlapping(self.said, other.said) < SUSPECT)
        return not far and overlap(self.runs, other.runs) >= SAME
