"""Chinese and Japanese: no blank parts words, so only who the story is tagged with is found."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from dateline.archive.statements.cues import SIGNS
from dateline.archive.statements.people import People, Somebody
from dateline.archive.statements.quoting import Span
from dateline.archive.statements.sentences import hidden, sentences

NEAR = 12
LEAST = 4


def attributed_unspaced(
    text: str, found: Sequence[Span], people: People
) -> dict[Span, Somebody]:
    """The quotations beside which somebody known is said to speak."""
    shown = hidden(text, found)
    told, places = {}, deque(found)
    for start, end in sentences(text, shown, found):
        while places and places[0].start < end:
            span = places.popleft()
            who = _speaker(shown, start, end, span, people)
            if who is not None and len(span.words(text)) >= LEAST:
                told[span] = who
    return told


def _speaker(shown: str, start: int, end: int, span: Span, people: People) -> Somebody | None:
    before = shown[max(start, span.start - NEAR) : span.start]
    after = shown[span.end : min(end, span.end + NEAR)]
    if not any(sign in before or sign in after for sign in SIGNS):
        return None
    places = [(place, one) for one in people.known
              if (place := shown.rfind(one.name, start, span.start)) >= 0
              or (place := shown.find(one.name, span.end, end)) >= 0]
    return max(places, key=lambda pair: (pair[0] < span.start, pair[0]))[1] if places else None
