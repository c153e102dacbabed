"""The index as a search sees it: opened once in a process, looked at anew when it has moved."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Any

from dateline.archive.searching import places
from dateline.archive.searching.documents import FACETS, SAMPLES
from dateline.archive.searching.places import Place, Position, read_position
from dateline.delivery.public import epoch

if TYPE_CHECKING:
    from tantivy import Index, Query, Schema, Searcher

KEPT = 4
SINGLY = 500
"""So many values are asked for one by one."""
EXACT = 20_000
"""Of so many stories facets are counted exactly."""
LANGUAGES = 12
"""In so many of the index's languages, the most frequent first, a word is looked for."""


class NoIndex(Exception):
    """There is no index yet, or none that can be read: it is being made."""


@dataclass(frozen=True)
class Opened:
    """A state of the index. `languages`: primary subtags of what is in it."""

    searcher: Searcher
    schema: Schema
    position: Position
    languages: tuple[str, ...]

    def frequency(self, term: str, field: str = "text") -> int:
        """In how many stories a word stands (those taken out lately are counted in)."""
        return int(self.searcher.doc_freq(field, term))

    def rarity(self, term: str, total: int) -> float:
        """Its weight among so many stories, as in BM25 (Robertson's idf, never below zero)."""
        many = self.frequency(term)
        return log(1 + max(total - many + 0.5, 0.5) / (many + 0.5))

    @cached_property
    def documents(self) -> int:
        """How many stories the index has at most, with those taken out lately: BM25 counts them."""
        alive = int(self.searcher.num_docs)
        if len(self.languages) == LANGUAGES:
            return alive + alive // 4
        return max(alive, sum(int(self.searcher.doc_freq("language", each))
                              for each in self.languages))

    def any_of(self, field: str, values: Sequence[str | int]) -> Query:
        """The stories with one of these values. For few of them six times as fast as tantivy's set
        of terms, which goes through the dictionary of each part."""
        from tantivy import Occur, Query

        if len(values) > SINGLY:
            return Query.term_set_query(self.schema, field, list(values))
        return Query.boolean_query([
            (Occur.Should, Query.term_query(self.schema, field, value)) for value in values])

    def numbers(self, query: Query, most: int) -> frozenset[int]:
        """The numbers of the stories that match, at most so many."""
        told = self.searcher.search(query, most, count=False).hits
        addresses = [address for _, address in told]
        found = self.searcher.fast_field_values("number", addresses) if addresses else []
        return frozenset(int(number or 0) for number in found)

    def count(self, query: Query) -> int:
        """How many stories match: exact."""
        told: dict[str, Any] = self.searcher.aggregate(query, _TOTAL)  # nothing is ranked for it
        return int(told["total"]["value"])


_TOTAL = {"total": {"value_count": {"field": "number"}}}
_lock = threading.Lock()
_held: OrderedDict[Place, tuple[str, Index, Opened]] = OrderedDict()


def opened(history: str = "") -> Opened:
    """The index that is current, at its newest commit or a later one; `history` is the epoch, where
    it is known. Raises NoIndex."""
    place = places.named("current")
    text = place.text() if place else ""
    position = read_position(text)
    if place is None or position is None or position.epoch != (history or epoch()):
        raise NoIndex
    with _lock:
        held = _held.get(place)
        if held is None or held[0] != text:
            held = _held[place] = (text, *_open(place, position, held[1] if held else None))
        _held.move_to_end(place)
        while len(_held) > KEPT:
            _held.popitem(last=False)
    return held[2]


def _open(place: Place, position: Position, index: Index | None) -> tuple[Index, Opened]:
    from tantivy import Index

    try:
        if index is None:
            index = Index.open(str(place.index))
            index.config_reader("manual")
        index.reload()
        searcher = index.searcher()
        return index, Opened(searcher, index.schema, position, _languages(searcher))
    except (ValueError, OSError) as trouble:
        raise NoIndex from trouble


def _languages(searcher: Searcher) -> tuple[str, ...]:
    from tantivy import Query

    asked = {"by": {"terms": {"field": "language", "size": LANGUAGES}}}
    found: dict[str, Any] = searcher.aggregate(Query.all_query(), asked)
    return tuple(bucket["key"] for bucket in found["by"]["buckets"])


@dataclass(frozen=True)
class Counts:
    """How many stories match, exact, and by facet how many stand in each of its most frequent
    values; `sampled`: these are told from a sample, as there are very many."""

    total: int = 0
    facets: dict[str, dict[Any, int]] = field(default_factory=dict)
    sampled: bool = False


def _one_in(total: int) -> int:
    """One story of how many is looked at, so that some thousands are."""
    return 1 if total <= EXACT else 16 if total <= 16 * EXACT else SAMPLES


def counts(
    found: Opened, query: Query, spans: Sequence[tuple[int, int]] = (), *, most: int = 40
) -> Counts:
    """Count what matches; what is dated in a span (from a moment, POSIX, up to another one) is
    counted in the facet `date` under the first."""
    from tantivy import Occur, Query

    total = found.count(query)
    times = _one_in(total)
    if times > 1:
        sample = found.any_of("sample", range(0, SAMPLES, times))
        query = Query.boolean_query([(Occur.Must, sample), (Occur.Must, query)])
    asked = {name: {"terms": {"field": name, "size": most, "segment_size": 2000}}
             for name in (*FACETS, "language")}
    if spans:
        asked["date"] = {"range": {"field": "at", "ranges": [
            {"from": float(since), "to": float(until)} for since, until in spans]}}
    told: dict[str, Any] = found.searcher.aggregate(query, asked) if total else {}
    return Counts(total, {
        name: {bucket.get("from", bucket["key"]): min(int(bucket["doc_count"]) * times, total)
               for bucket in facet["buckets"]}
        for name, facet in told.items()}, times > 1)
