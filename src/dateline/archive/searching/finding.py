"""An answer to a search, checked against the record before it is given.

Whatever the log says of a story past what the index has applied, it is left out of hits, counts
and suggestions; and each hit must be live now in the very version that was found.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from dateline.archive.searching import ranking, reading
from dateline.archive.searching.dates import Span
from dateline.archive.searching.documents import FACETS
from dateline.archive.searching.passages import Piece, Wanted, marked, passage, wanted_of
from dateline.archive.searching.querying import Narrowed, asked, newest_of
from dateline.archive.searching.reading import Counts, NoIndex, Opened, opened
from dateline.archive.searching.suggesting import suggestion
from dateline.archive.searching.words import Words
from dateline.delivery.public import snapshot
from dateline.record import public as record
from dateline.record.public import Term, Text

PAGE = 20
DEEPEST = 1000
"""So many stories of an answer can be paged through; then filters help."""
BEHIND = 5000
"""An index that has so many changes to catch up with answers nothing until it has."""
SHOWN = 10
_beside = ThreadPoolExecutor(2, "search-counts")
"""Counts are told while the best are looked for: the index needs no lock of Python's."""


@dataclass(frozen=True)
class Line:
    """A story that was found."""

    story: Text
    headline: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@dataclass(frozen=True)
class Facet:
    """A value that the answer can be narrowed by, and how many of its stories have it."""

    name: str
    value: str
    many: int


@dataclass(frozen=True)
class Answer:
    """What was found. `more`: there is another page. `making`: the index is not whole yet.

    `about`: the facets' counts are told from a sample.
    """

    lines: tuple[Line, ...] = ()
    total: int = 0
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    suggestion: str = ""
    more: bool = False
    making: bool = False
    about: bool = False


def find(
    words: Words, narrowed: Narrowed, *, newest: bool = False, page: int = 1, facets: bool = True,
    limit: int = PAGE, spans: tuple[Span, ...] = (),
) -> Answer:
    """Search; pages count from 1. Nothing is asked of the index where nothing is asked for.

    `spans`: days that a facet counts the stories of.
    """
    with snapshot() as held:
        try:
            found = opened(held.epoch)
            without = _unapplied(found)
        except NoIndex:
            return Answer(making=True)
        return _answer(found, words, narrowed, without, newest, page, facets, limit, spans)


def _unapplied(found: Opened) -> tuple[str, ...]:
    """Stories that the log says something of past what is applied. Raises NoIndex."""
    guids = record.changed_since(found.position.seq, most=BEHIND)
    if len(guids) >= BEHIND:
        raise NoIndex
    return guids


def _answer(
    found: Opened, words: Words, narrowed: Narrowed, without: tuple[str, ...], newest: bool,
    page: int, facets: bool, limit: int, spans: tuple[Span, ...],
) -> Answer:
    ask = asked(found, words, narrowed, without)
    if newest:
        ask = newest_of(found, ask)
    moments = [(span.since, span.until) for span in spans]
    counting = _beside.submit(reading.counts, found, ask.unranked, moments) if facets else None
    offset = (page - 1) * limit
    order = ranking.newest if newest or not ask.terms else ranking.hits
    held = order(found, ask, limit=limit + 1, offset=offset) if offset < DEEPEST else []
    live = record.texts(tuple(hit.id for hit in held))
    shown = [live[hit.id] for hit in held[:limit]
             if hit.id in live and live[hit.id].version == hit.version]
    wanted = wanted_of(words, found.languages)
    lines = tuple(_line(story, wanted) for story in shown)
    counted = counting.result() if counting else Counts()
    return Answer(
        lines,
        max(counted.total - (len(held[:limit]) - len(shown)), len(shown)),
        _named(counted.facets) | _dated(counted.facets.get("date", {}), spans),
        suggestion(found, words, without) if page == 1 else "",
        len(held) > limit and offset + limit < DEEPEST,
        not found.position.whole,
        counted.sampled,
    )


def _line(story: Text, wanted: Wanted) -> Line:
    head = marked(story.headline, story.language, wanted)
    return Line(story, head, passage(story, wanted, quick=any(piece.marked for piece in head)))


def _named(counted: dict[str, dict[int | str, int]]) -> dict[str, tuple[Facet, ...]]:
    numbers = [int(number) for name in FACETS for number in counted.get(name, {})]
    terms = record.named(tuple(numbers)) if numbers else {}
    facets = {name: _most([(terms[int(number)], many) for number, many in
                           counted.get(name, {}).items() if int(number) in terms])
              for name in FACETS}
    spoken = counted.get("language", {})
    facets["language"] = tuple(Facet(str(tag), str(tag), many) for tag, many in sorted(
        spoken.items(), key=lambda pair: (-pair[1], str(pair[0]))))
    return {name: values for name, values in facets.items() if values}


def _dated(counted: dict[Any, int], spans: tuple[Span, ...]) -> dict[str, tuple[Facet, ...]]:
    """The newest first."""
    found = tuple(Facet(span.name, span.value, counted[span.since]) for span in spans[::-1]
                  if counted.get(span.since))
    return {"date": found} if found else {}


def _most(values: list[tuple[Term, int]]) -> tuple[Facet, ...]:
    ordered = sorted(values, key=lambda pair: (-pair[1], pair[0].name))[:SHOWN]
    return tuple(Facet(term.name, term.slug, many) for term, many in ordered)
