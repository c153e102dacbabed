"""What a search costs: the index alone, and the whole answer with the stories from the record."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.test import Client

from bench.archive_made import story, vocabulary
from bench.table import said, spread
from dateline.archive import public as archive
from dateline.archive.searching import ranking, reading
from dateline.archive.searching.finding import find
from dateline.archive.searching.querying import Narrowed, asked
from dateline.archive.searching.words import words_of
from dateline.record import public as record

KINDS = {"frequent": (0, 60), "middling": (300, 3000), "rare": (10_000, 60_000)}


def queries(kind: str, times: int, many: int = 2) -> list[str]:
    """So many queries of two words of a kind; `any`: one frequent, one rare."""
    rand, held = random.Random(kind), vocabulary()[0]
    if kind == "any":
        return [f"{rand.choice(held[:60])} {rand.choice(held[3000:20_000])}" for _ in range(times)]
    first, last = KINDS[kind]
    return [" ".join(rand.sample(held[first:last], many)) for _ in range(times)]


def found(word: str) -> int:
    """How many stories have it."""
    return len(find(words_of(word), Narrowed(), facets=False).lines)


def measure(times: int) -> None:
    """A row for each kind of words and each part of the answer."""
    for kind in (*KINDS, "any"):
        said_ = queries(kind, times)
        _rows(f"two {kind} words" if kind != "any" else "a frequent and a rare word", said_)
    three = queries("middling", times, 3)
    _row("three middling words: whole answer", three, lambda text: _answer(text, facets=False))
    _row("newest first, frequent words: whole answer", queries("frequent", times),
         lambda text: find(words_of(text), Narrowed(), facets=False, newest=True))
    client = Client(headers={"host": settings.BASE_URL.partition("://")[2]})
    _row("the page, frequent words, drawn with facets", queries("frequent", times),
         lambda text: client.get("/search", {"q": text}))
    _row("page 50 of it", queries("frequent", times),
         lambda text: client.get("/search", {"q": text, "page": 50}))
    _related(times)


def _rows(name: str, texts: list[str]) -> None:
    _row(f"{name}: 20 best, the index alone", texts, _best)
    _row(f"{name}: total and facets, the index alone", texts, _counts)
    _row(f"{name}: whole answer", texts, lambda text: _answer(text, facets=False), aim=10)
    _row(f"{name}: whole answer with facets", texts, lambda text: _answer(text, facets=True),
         aim=25)


def _best(text: str) -> None:
    index = reading.opened()
    ranking.hits(index, asked(index, words_of(text), Narrowed()), limit=21)


def _counts(text: str) -> None:
    index = reading.opened()
    reading.counts(index, asked(index, words_of(text), Narrowed()).query)


def _answer(text: str, *, facets: bool) -> None:
    find(words_of(text), Narrowed(), facets=facets)


def _row(work: str, texts: list[str], act: Callable[[str], object], **more: object) -> None:
    spans, busy = [], []
    for text in (*texts[:5], *texts):
        began, worked = time.perf_counter(), time.process_time()
        act(text)
        spans.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    spread(work, "Dateline", spans[5:], busy=busy[5:], **more)


def _related(times: int) -> None:
    related = getattr(archive, "related", None)
    if related is None:
        said("related stories", "this version has none")
        return
    codes = [item.code for item in record.latest(limit=min(times, 100)).items]
    _row("related stories of a story, as kept", codes, related, aim=20)


def fts5(folder: Path, many: int, times: int) -> None:
    """Plain FTS5 with bm25 over the first `many` documents."""
    path = folder / f"fts5-{many}.sqlite3"
    new = not path.exists()
    base = sqlite3.connect(path)
    if new:
        base.execute("CREATE VIRTUAL TABLE held USING fts5(head, body, content='', detail=full)")
        base.executemany("INSERT INTO held (rowid, head, body) VALUES (?, ?, ?)", (
            (number, row["title"], f"{row['summary']} {row['body']}")
            for number in range(many) for row in [story(number)]))
        base.commit()
    for kind in (*KINDS, "any"):
        spans, busy = [], []
        for text in queries(kind, times):
            match = " OR ".join(f'"{word}"' for word in text.split())
            began, worked = time.perf_counter(), time.process_time()
            base.execute("SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held, 2.0, 1.0)"
                         " LIMIT 20", (match,)).fetchall()
            spans.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - worked) * 1000)
        spread(f"20 best of {many:,}, two {kind} words", "FTS5", spans, busy=busy)
    base.close()
