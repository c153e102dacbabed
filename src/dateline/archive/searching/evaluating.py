"""How good the ranking is, on a judged collection: ours beside plain SQLite FTS5.

Means are over the queries that have a document that fits; average precision is told to a depth of
1000, and a document that fits but is not in the collection counts as not found.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.archive.searching.documents import Entry, document_of, schema
from dateline.archive.searching.judged_texts import NotJudged, Text, texts
from dateline.archive.searching.judgements import Judged, judgements
from dateline.archive.searching.places import Position
from dateline.archive.searching.querying import Narrowed, asked
from dateline.archive.searching.ranking import hits
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.tokens import primary
from dateline.archive.searching.words import Words

DEPTH = 1000
Ranked = Callable[[str], list[str]]


@dataclass(frozen=True)
class Marks:
    """Means over all judged queries: average precision, precision and recall at 10."""

    queries: int
    average_precision: float
    precision: float
    recall: float


def evaluate_search(
    documents: Path, queries: Path, judged_in: Path, *, language: str = "en"
) -> dict[str, Marks]:
    """Marks by engine: `plain` and `ours`. Raises NotJudged, OSError."""
    read = list(texts(documents).values())
    asked_for = {name: each.text or each.title for name, each in texts(queries).items()}
    judged = judgements(judged_in)
    wanted = {name: judged[name] for name in asked_for if judged.get(name)}
    if not wanted:
        raise NotJudged(f"{judged_in}: no query has a document that was judged to fit")
    if not set().union(*wanted.values()) & {each.id for each in read}:
        raise NotJudged(f"{judged_in}: none of its documents is in {documents}")
    with tempfile.TemporaryDirectory() as folder:
        found = _indexed(read, language, Path(folder))
        return {name: _marks(rank, asked_for, wanted)
                for name, rank in (("plain", _plain(read)), ("ours", _ours(found)))}


def _plain(read: Sequence[Text]) -> Ranked:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE held USING fts5(title, text)")
    base.executemany("INSERT INTO held (rowid, title, text) VALUES (?, ?, ?)", [
        (number, each.title, each.text) for number, each in enumerate(read)])

    def rank(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", query)))
        found = base.execute("SELECT rowid FROM held WHERE held MATCH ? "
                             "ORDER BY bm25(held) LIMIT ?", (words, DEPTH)) if words else ()
        return [read[number].id for (number,) in found]

    return rank


def _indexed(read: Sequence[Text], language: str, folder: Path) -> Opened:
    from tantivy import Index

    index = Index(schema(), path=str(folder))
    writer = index.writer(64_000_000, 1)
    for number, each in enumerate(read):
        writer.add_document(document_of(Entry(
            each.id, number, 1, (each.title,), (each.text,), language)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Opened(index.searcher(), index.schema, Position("", 0, 0), (primary(language),))


def _ours(found: Opened) -> Ranked:
    def rank(query: str) -> list[str]:
        query = " ".join(query.split())
        words = Words(tuple(query.replace('"', " ").split()))
        return [hit.id for hit in hits(found, asked(found, words, Narrowed()), limit=DEPTH)]

    return rank


def _marks(rank: Ranked, asked_for: dict[str, str], wanted: Judged) -> Marks:
    told = [_of_one(rank(asked_for[name]), fits) for name, fits in wanted.items()]
    mean = [sum(column) / len(told) for column in zip(*told, strict=True)]
    return Marks(len(told), *mean)


def _of_one(ranked: Iterable[str], fits: set[str]) -> tuple[float, float, float]:
    """Average precision (trec_eval's `map`), precision at 10 and recall at 10."""
    right, total, top = 0, 0.0, 0
    for place, name in enumerate(ranked, start=1):
        if name in fits:
            right += 1
            total += right / place
            top += place <= 10
    return total / len(fits), top / 10, top / len(fits)
