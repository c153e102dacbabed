"""What `dateline check` verifies of this machine's search index."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.searching.reading import NoIndex, Opened, opened
from dateline.delivery.public import snapshot
from dateline.record import public as record

LOOKED = 200


class ArchiveBreach(Exception):
    """The index says something else than the record; the text names the first difference."""


def check() -> Iterator[str]:
    """Yield a line for what was verified; raises ArchiveBreach. An index that is behind is told."""
    with snapshot():
        try:
            found = opened()
        except NoIndex:
            yield "there is no search index on this machine yet"
            return
        if not found.position.whole or found.position.seq < record.head():
            yield f"the search index is still being brought up to entry {record.head()}"
            return
        yield _compared(found)


def _compared(found: Opened) -> str:
    from tantivy import Query

    newest = record.newest_run(least=LOOKED).versions
    for story in newest:
        query = Query.term_query(found.schema, "id", story.guid)
        held = [found.searcher.doc(address)["version"][0]
                for _, address in found.searcher.search(query, 2, count=False).hits]
        if held != [story.version]:
            raise ArchiveBreach(
                f"the search index holds versions {held} of ~{story.code}, whose version "
                f"{story.version} is live")
    live = found.count(Query.all_query())
    return f"the search index holds {live} stories, the newest {len(newest)} as they are live"
