"""Which kept searches a few stories fit: an index of these stories alone, asked by each search.

So a search costs the same however large the archive is, and finds by the same words as `/search`,
with one difference: every word must be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from dateline.archive.models import SavedSearch
from dateline.archive.saving.keeping import read
from dateline.archive.searching.asking import Search, days
from dateline.archive.searching.documents import document_of, entry_of, schema
from dateline.archive.searching.places import Position
from dateline.archive.searching.querying import Narrowed, strictly
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.tokens import primary
from dateline.lib.zones import zone
from dateline.record.public import Version, site

HEAP = 15_000_000
"""The least that tantivy takes."""
_read = lru_cache(20_000)(read)


def matches(
    stories: Sequence[Version], searches: Iterable[SavedSearch]
) -> list[tuple[SavedSearch, Version]]:
    """Each search with each of these stories that it finds."""
    if not stories:
        return []
    found, by_guid = _opened(stories), {story.guid: story for story in stories}
    where: Any = zone(site().time_zone)
    told: list[tuple[SavedSearch, Version]] = []
    for search in searches:
        told += [(search, by_guid[guid]) for guid in _hits(found, search, where, len(stories))]
    return told


def _opened(stories: Sequence[Version]) -> Opened:
    from tantivy import Index

    index = Index(schema())
    writer = index.writer(HEAP, 1)
    for story in stories:
        writer.add_document(document_of(entry_of(story)))
    writer.commit()
    index.reload()
    spoken = tuple(dict.fromkeys(primary(story.language) for story in stories))
    return Opened(index.searcher(), index.schema, Position("", 0, 0), spoken)


def _hits(found: Opened, search: SavedSearch, where: Any, most: int) -> list[str]:
    asked: Search = _read(search.asked)
    since, until = days(asked.since, asked.until, where)
    query = strictly(found, asked.words, Narrowed(search.terms, asked.language, since, until))
    if query is None:
        return []
    hits = found.searcher.search(query, most, count=False).hits
    return [found.searcher.doc(address)["id"][0] for _, address in hits]
