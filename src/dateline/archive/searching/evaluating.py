"""How good the ranking is, on a judged collection: ours beside plain SQLite FTS5.

Documents and queries are JSON Lines (`_id`, `title`, `text`), judgements lines of query, document
and grade, parted by tabs or blanks; TREC's four columns are read too. (BEIR's three files.)
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.archive.searching.documents import Entry, document_of, schema
from dateline.archive.searching.places import Position
from dateline.archive.searching.querying import Narrowed, asked
from dateline.archive.searching.ranking import hits
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.tokens import primary
from dateline.archive.searching.words import Words

DEPTH = 1000
Judged = dict[str, set[str]]
Ranked = Callable[[str], list[str]]


class NotJudged(Exception):
    """A file is not what it should be; the text says which line."""


@dataclass(frozen=True)
class Marks:
    """Means over all judged queries: average precision, precision and recall at 10."""

    queries: int
    average_precision: float
    precision: float
    recall: float


def evaluate_search(
    documents: Path, queries: Path, judgements: Path, *, language: str = "en"
) -> dict[str, Marks]:
    """Marks by engine: `plain` and `ours`. Raises NotJudged, OSError."""
    read = list(_lines(documents))
    texts = {str(line["_id"]): str(line.get("text", "")) for line in _lines(queries)}
    judged = _judgements(judgements)
    wanted = {name: judged[name] for name in texts if judged.get(name)}
    if not wanted:
        raise NotJudged(f"{judgements}: no query has a document that was judged to fit")
    with tempfile.TemporaryDirectory() as folder:
        found = _indexed(read, language, Path(folder))
        return {name: _marks(rank, texts, wanted)
                for name, rank in (("plain", _plain(read)), ("ours", _ours(found)))}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
                if "_id" not in found:
                    raise ValueError("it has no _id")
            except (ValueError, TypeError) as error:
                raise NotJudged(f"{path}, line {number}: {error}") from None
            yield found


def _judgements(path: Path) -> Judged:
    judged: Judged = {}
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            cells = line.split()
            if len(cells) not in (3, 4):
                if cells:
                    raise NotJudged(f"{path}, line {number}: three or four columns are wanted")
                continue
            if not re.fullmatch(r"-?\d+(\.\d+)?", cells[-1]):
                if number > 1:
                    raise NotJudged(f"{path}, line {number}: the grade is no number")
                continue
            if float(cells[-1]) > 0:
                judged.setdefault(cells[0], set()).add(cells[-2])
    return judged


def _plain(read: list[dict[str, Any]]) -> Ranked:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE held USING fts5(title, text)")
    base.executemany("INSERT INTO held (rowid, title, text) VALUES (?, ?, ?)", [
        (number, str(line.get("title", "")), str(line.get("text", "")))
        for number, line in enumerate(read)])

    def rank(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", query)))
        found = base.execute("SELECT rowid FROM held WHERE held MATCH ? "
                             "ORDER BY bm25(held) LIMIT ?", (words, DEPTH)) if words else ()
        return [str(read[number]["_id"]) for (number,) in found]

    return rank


def _indexed(read: list[dict[str, Any]], language: str, folder: Path) -> Opened:
    from tantivy import Index

    index = Index(schema(), path=str(folder))
    writer = index.writer(64_000_000, 1)
    for number, line in enumerate(read):
        writer.add_document(document_of(Entry(
            str(line["_id"]), number, 1, (str(line.get("title", "")),),
            (str(line.get("text", "")),), language)))
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


def _marks(rank: Ranked, texts: dict[str, str], wanted: Judged) -> Marks:
    told = [_of_one(rank(texts[name]), fits) for name, fits in wanted.items()]
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
