"""Why a story is related to another: the terms and words they share, as the record has them now.

Nothing of it is kept: it is told when the desk asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive.models import RelatedRow
from dateline.archive.relating.weighing import Scales, Subject
from dateline.archive.relating.wording import spelled
from dateline.archive.searching.reading import NoIndex, opened
from dateline.delivery.public import READER, snapshot
from dateline.record import public as record
from dateline.record.public import Version

TERMS, WORDS = 3, 4


@dataclass(frozen=True)
class Explained:
    """A related story, and what it is there because of: names of terms, then words."""

    story: Version
    because: tuple[str, ...]


def explained(guid: str) -> tuple[Explained, ...]:
    """The list of a live story as it was made last, of it what is live, with reasons."""
    with snapshot():
        number = record.numbers((guid,)).get(guid)
        rows = RelatedRow.objects.using(READER).filter(story=number, to_seq=None)
        others = list(rows.order_by("position").values_list("other", flat=True))
        guids = record.guids(others)
        live = record.whole((guid, *guids.values()))
        if guid not in live:
            return ()
        try:
            scales = Scales(opened())
        except NoIndex:
            return ()
        stories = [live[guids[other]] for other in others if guids.get(other) in live]
        own = scales.of_story(live[guid])
        return tuple(Explained(each, _because(scales, own, live[guid], each)) for each in stories)


def _because(
    scales: Scales, own: Subject, story: Version, other: Version
) -> tuple[str, ...]:
    named = {term.number: term.name for term in _terms(other)}
    terms = [term.name for term in _terms(story) if term.number in named][:TERMS]
    theirs = scales.of_story(other).words
    shared = {word: value * theirs[word] for word, value in own.words.items() if word in theirs}
    best = sorted(shared, key=lambda word: (-shared[word], word))[: WORDS * 2]
    forms = spelled(best, (story, other))
    said = " ".join(terms).casefold()
    words = [forms[word] for word in best if word in forms and forms[word].casefold() not in said]
    return (*terms, *words[:WORDS])


def _terms(story: Version) -> tuple[record.Term, ...]:
    return (*story.dossiers, *story.tags, *([story.place] if story.place else []))
