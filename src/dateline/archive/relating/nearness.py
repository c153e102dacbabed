"""“We have run this before”: what was published that says what a text says, or nearly.

The text is anybody's draft: it is asked about and forgotten. The answer holds only what is public.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.archive.relating.seeking import Known, candidates
from dateline.archive.relating.shingling import contained, overlap, plain, shingles
from dateline.archive.relating.weighing import Scales, Subject
from dateline.archive.searching.documents import Entry, texts_of, words_of
from dateline.archive.searching.reading import NoIndex, opened
from dateline.delivery.public import snapshot
from dateline.record import public as record
from dateline.record.public import Block, Version

How = Literal["the same", "much of it", "akin"]
LOOKED = 20
SHOWN = 8
SAME, MUCH = 0.8, 0.3
"""By so much the one stands in the other word for word."""
AKIN = 0.4
"""So alike are two tellings of one event in other words."""
_ORDER: dict[How, int] = {"the same": 0, "much of it": 1, "akin": 2}


@dataclass(frozen=True)
class Near:
    """A live story that is near a text. `share`: by how much, 0 to 1: of `akin`, of what it is
    about; else of the text that stands in it word for word (or of it in the text, if that is more).
    """

    guid: str
    address: str
    headline: str
    published_at: datetime | None
    how: How
    share: float


def near(
    headline: str, blocks: Sequence[Block], *, language: str, but: str = ""
) -> tuple[Near, ...]:
    """The nearest first, however old; `but`: the guid of the story itself. Where the index is not
    made yet, nothing is known."""
    with snapshot():
        try:
            scales = Scales(opened())
        except NoIndex:
            return ()
        texts = tuple(text for block in blocks for text in texts_of(block))
        words = words_of(Entry("", 0, 0, (headline,), texts, language))[1]
        subject = scales.subject(words)
        held = [each for each in candidates(scales, subject, many=LOOKED)
                if each.guid != but]
        live = record.whole(tuple(each.guid for each in held))
        asked = plain(headline, language), shingles(blocks, language)
        found = [_near(subject, asked, each, live[each.guid])
                 for each in held if each.guid in live]
    named = [each for each in found if each is not None]
    return tuple(sorted(named, key=_order)[:SHOWN])


def _order(each: Near) -> tuple[int, float, str]:
    return _ORDER[each.how], -each.share, each.guid


def _near(
    subject: Subject, asked: tuple[str, frozenset[int]], other: Known, story: Version
) -> Near | None:
    headed, runs = asked
    theirs = shingles(story.blocks, story.language)
    share = max(contained(runs, theirs), contained(theirs, runs))
    cosine = subject.alike(other.said)
    how: How
    if _same(headed, runs, theirs, story):
        how, share = "the same", overlap(runs, theirs) or 1.0
    elif share >= MUCH:
        how = "much of it"
    elif cosine >= AKIN:
        how, share = "akin", cosine
    else:
        return None
    return Near(story.guid, story.address, story.headline, story.published_at, how,
                min(share, 1.0))


def _same(headed: str, runs: frozenset[int], theirs: frozenset[int], story: Version) -> bool:
    """Nearly all of the one is nearly all of the other; of empty bodies the headlines."""
    if not runs or not theirs:
        return bool(headed) and headed == plain(story.headline, story.language)
    return min(contained(runs, theirs), contained(theirs, runs)) >= SAME
