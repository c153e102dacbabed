"""Which stories of the index come near a text, before they are looked at closely.

The weightiest words of the text, and the rarer of its terms, are looked for; the best of what
has some of them are candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from dateline.archive.relating.weighing import Scales, Subject, said_in, weightiest
from dateline.archive.searching.tokens import primary

if TYPE_CHECKING:
    from tantivy import DocAddress, Query

WORDS, TERMS = 12, 6
CANDIDATES = 60
FACETS = ("dossier", "tag", "person", "place")


@dataclass(frozen=True)
class Known:
    """A story as the index has it; `at` in seconds (POSIX); `said`: words by number, how often."""

    guid: str
    number: int
    at: int
    said: dict[int, int] = field(repr=False)


def known(scales: Scales, guid: str) -> Known | None:
    """The story of a guid."""
    from tantivy import Query

    query = Query.term_query(scales.found.schema, "id", guid)
    told = scales.found.searcher.search(query, 1, count=False).hits
    return next(_read(scales, [address for _, address in told]), None)


def candidates(
    scales: Scales, subject: Subject, terms: Iterable[tuple[str, int]] = (), *,
    language: str = "", many: int = CANDIDATES, least: int = 1,
) -> list[Known]:
    """The best, without regard to when they were. `terms`: numbers with the facet they are in.

    Words that stand in fewer than `least` stories are not looked for: of a story of the index
    itself, one that no other says finds nothing else.
    """
    query = _query(scales, subject, terms, least)
    if query is None:
        return []
    if language and len(scales.found.languages) > 1:
        query = _spoken(scales, query, language)
    told = scales.found.searcher.search(query, many, count=False).hits
    return list(_read(scales, [address for _, address in told]))


def _query(
    scales: Scales, subject: Subject, terms: Iterable[tuple[str, int]], least: int
) -> Query | None:
    from tantivy import Occur, Query

    schema = scales.found.schema
    held = (word for word in weightiest(subject) if scales.found.frequency(word) >= least)
    parts = [Query.boost_query(Query.term_query(schema, "text", word),
                               subject.words[word] / scales.weight("text", word))
             for word in islice(held, WORDS)]
    usual = max((subject.words[word] / scales.weight("text", word) for word in subject.words),
                default=1.0)
    rare = sorted(terms, key=lambda pair: (-scales.weight(*pair), pair))[:TERMS]
    parts += [Query.boost_query(Query.term_query(schema, name, number), usual)
              for name, number in rare if scales.weight(name, number) > 0]
    return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else None


def _spoken(scales: Scales, query: Query, language: str) -> Query:
    from tantivy import Occur, Query

    spoken = Query.term_query(scales.found.schema, "language", primary(language))
    return Query.boolean_query(
        [(Occur.Must, query), (Occur.Must, Query.const_score_query(spoken, 0))])


def _read(scales: Scales, addresses: list[DocAddress]) -> Iterator[Known]:
    searcher = scales.found.searcher
    numbers = searcher.fast_field_values("number", addresses) if addresses else []
    moments = searcher.fast_field_values("at", addresses) if addresses else []
    for address, number, at in zip(addresses, numbers, moments, strict=True):
        held = searcher.doc(address)
        yield Known(held["id"][0], int(number or 0), int(at or 0), said_in(held["sketch"][0]))
