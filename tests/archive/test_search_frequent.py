"""Two words that very many stories have: the best are found among headlines, and are the best."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from dateline.archive.searching import querying, ranking
from dateline.archive.searching.documents import Entry, document_of, schema
from dateline.archive.searching.places import Position
from dateline.archive.searching.querying import Narrowed, asked, headed
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.words import words_of

WORDS = [f"w{number}" for number in range(400)]
WEIGHTS = [1 / (number + 1) for number in range(400)]


@pytest.fixture
def found(tmp_path, monkeypatch) -> Opened:
    """1,500 stories of which 300 were taken out again, in several parts of the index."""
    from tantivy import Index

    monkeypatch.setattr(querying, "MANY", 50)
    monkeypatch.setattr(querying, "HEADED", 2.0)
    rand = random.Random(3)
    index = Index(schema(), path=str(tmp_path))
    writer = index.writer(64_000_000, 1)
    for number in range(1500):
        head = rand.choices(WORDS, WEIGHTS, k=rand.randint(3, 9))
        body = rand.choices(WORDS, WEIGHTS, k=rand.randint(20, 90))
        writer.add_document(document_of(Entry(
            str(number), number, 1, (" ".join(head),), (" ".join(body),), "en",
            terms={"section": (number % 3,)})))
        if number % 400 == 399:
            writer.commit()
    for number in range(0, 1500, 5):
        writer.delete_documents_by_term("id", str(number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return Opened(index.searcher(), index.schema, Position("", 0, 0), ("en",))


def best(found: Opened, ask: querying.Asked, limit: int) -> list[float]:
    """The scores where all are looked at, the best first."""
    return [one.score for one in ranking._ranks(found, ask.query, limit)]


@pytest.mark.parametrize("narrowed", [Narrowed(), Narrowed({"section": 1})])
def test_the_best_are_the_same_as_if_all_had_been_looked_at(found, narrowed, monkeypatch):
    rand, seen, looked = random.Random(4), [], []
    every = ranking._ranks
    monkeypatch.setattr(ranking, "_ranks", lambda f, query, limit: (
        looked.append(query), every(f, query, limit))[1])
    for limit in (5, 20, 60):
        for _ in range(60):
            ask = asked(found, words_of(" ".join(rand.sample(WORDS[:150], 2))), narrowed)
            told = headed(found, ask)
            looked.clear()
            first = ranking._first(found, ask, limit)
            seen.append((told is not None, len(looked)))
            assert [one.score for one in first] == pytest.approx(best(found, ask, limit), abs=1e-4)
    kinds = set(seen)
    assert (True, 1) in kinds, "it was never enough to look at headlines"
    assert (True, 2) in kinds, "headlines were always enough: the other way was not tried"
    assert (False, 1) in kinds, "every word was frequent"


def test_rare_words_signs_and_no_words_are_looked_for_everywhere(found, monkeypatch):
    assert headed(found, asked(found, words_of("w9 w300"), Narrowed())) is None
    assert headed(found, asked(found, words_of("w9 nowhere"), Narrowed())) is None
    assert headed(found, asked(found, words_of(""), Narrowed())) is None
    ask = asked(found, words_of("w12 w13"), Narrowed())
    assert headed(found, ask) is not None
    assert headed(found, replace(ask, alone=True)) is None
    monkeypatch.setattr(querying, "HEADED", 0.01)
    assert headed(found, ask) is None


def test_nothing_scores_more_than_it_is_said_that_it_can(found):
    for one in WORDS[:20]:
        ask = asked(found, words_of(one), Narrowed())
        told = headed(found, ask)
        if told is None:
            continue
        texts = ranking._ranks(found, querying._ranked(
            found, ask.terms, ask.words, head=False), 2000)
        assert max(each.score for each in texts) <= told[1]
