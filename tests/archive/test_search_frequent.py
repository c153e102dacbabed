"""Two words that very many stories have: the best are found among headlines, and are the best."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from dateline.archive.searching import headlines, querying, ranking
from dateline.archive.searching.documents import Entry, document_of, schema
from dateline.archive.searching.headlines import headed
from dateline.archive.searching.places import Position
from dateline.archive.searching.querying import Narrowed, asked
from dateline.archive.searching.reading import Opened
from dateline.archive.searching.words import words_of

WORDS = [f"w{number}" for number in range(400)]
WEIGHTS = [1 / (number + 1) for number in range(400)]


@pytest.fixture
def found(tmp_path, monkeypatch) -> Opened:
    """1,500 stories of which 300 were taken out again, in several parts of the index."""
    from tantivy import Index

    monkeypatch.setattr(headlines, "MANY", 50)
    monkeypatch.setattr(headlines, "HEADED", 2.0)
    monkeypatch.setattr(querying, "FREQUENT", 1.0)
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


def told(found: Opened, text: str, narrowed: Narrowed | None = None, limit: int = 20,
         without: tuple[str, ...] = ()) -> list[tuple[object, float]]:
    ask = asked(found, words_of(text), narrowed or Narrowed(), without)
    return list(headed(found, ask, limit))


@pytest.mark.parametrize("without", [(), ("7", "31", "32", "33", "nowhere")])
@pytest.mark.parametrize("narrowed", [Narrowed(), Narrowed({"section": 1})])
def test_the_best_are_the_same_as_if_all_had_been_looked_at(
        found, narrowed, without, monkeypatch):
    rand, seen, looked = random.Random(4), [], []
    every = ranking._ranks
    monkeypatch.setattr(ranking, "_ranks", lambda f, query, limit: (
        looked.append(query), every(f, query, limit))[1])
    for limit in (2, 5, 20, 60):
        for number in range(80):
            monkeypatch.setattr(headlines, "PLENTY", 3 * (number % 2))
            ask = asked(found, words_of(" ".join(rand.sample(WORDS[:90], 2))), narrowed, without)
            ways = len(list(headed(found, ask, limit)))
            looked.clear()
            first = ranking._first(found, ask, limit)[:limit]
            seen.append((ways, len(looked)))
            expected = [score for score, number in scored(found, ask, 1500)
                        if str(number) not in without][:limit]
            assert [one.score for one in first] == pytest.approx(expected, abs=1e-4)
            assert not {str(one.number) for one in first} & set(without)
    kinds = set(seen)
    assert (2, 1) in kinds, "it was never enough to look at headlines with both"
    assert (2, 2) in kinds, "it was never needed to look at headlines with any"
    assert (2, 3) in kinds, "headlines were always enough: the last way was not tried"
    assert (0, 1) in kinds, "every word was frequent"


def scored(found: Opened, ask: querying.Asked, limit: int) -> list[tuple[float, int]]:
    """The scores where all are looked at, the best first, with the numbers."""
    return [(one.score, one.number) for one in ranking._ranks(found, ask.query, limit)]


def test_rare_words_signs_and_no_words_are_looked_for_everywhere(found, monkeypatch):
    assert not told(found, "w9 w300")
    assert not told(found, "w9 nowhere")
    assert not told(found, "")
    ask = asked(found, words_of("w12 w13"), Narrowed())
    assert list(headed(found, ask, 20))
    assert not list(headed(found, replace(ask, alone=True), 20))
    monkeypatch.setattr(headlines, "HEADED", 0.01)
    monkeypatch.setattr(headlines, "PLENTY", 1000)
    assert not list(headed(found, ask, 20))


def test_nothing_scores_more_than_it_is_said_that_it_can(found, monkeypatch):
    monkeypatch.setattr(headlines, "PLENTY", 0)
    rand, tried = random.Random(5), set()
    for text in (*WORDS[:20], *(" ".join(rand.sample(WORDS[:60], 2)) for _ in range(60))):
        ask = asked(found, words_of(text), Narrowed())
        all_of_it = dict((number, score) for score, number in scored(found, ask, 1500))
        for query, most in headed(found, ask, 20):
            looked_at = {one.number for one in ranking._ranks(found, query, 1500)}
            rest = [score for number, score in all_of_it.items() if number not in looked_at]
            tried.add(len(ask.terms) if rest else 0)
            assert not rest or max(rest) <= most
    assert {1, 2} <= tried


def test_what_changed_meanwhile_is_in_no_count_and_no_list(found):
    without = ("7", "31", "32", "33")
    for gone in (without, tuple(map(str, range(300)))):
        ask = asked(found, words_of("w2 w3"), Narrowed(), gone)
        assert (len(gone) > querying.SPARED) == (ask.without is None)
        hits = {hit.id for hit in ranking.hits(found, ask, limit=1500)}
        assert hits.isdisjoint(gone)
        assert len(hits) == found.count(ask.unranked) > 500
        newest = {hit.id for hit in ranking.newest(found, ask, limit=1500)}
        assert newest == hits


def test_of_words_that_are_everywhere_the_rarest_is_asked_for(found, monkeypatch):
    monkeypatch.setattr(querying, "FREQUENT", 0.5)
    often = {word: found.frequency(word) / 1200 for word in WORDS}
    assert often["w0"] > often["w1"] > 0.6 and often["w40"] < 0.3
    assert asked(found, words_of("w0 w1"), Narrowed()).terms == (("w1",),)
    assert asked(found, words_of("w0 w40"), Narrowed()).terms == (("w40",),)
    assert asked(found, words_of("w0"), Narrowed()).terms == (("w0",),)
    assert asked(found, words_of("w40 w41"), Narrowed()).terms == (("w40",), ("w41",))
    assert asked(found, words_of("nowhere w0"), Narrowed()).terms == (("nowher",),)


def test_words_that_many_stories_have_together_are_near_each_other_in_the_headline(
        found, monkeypatch):
    numbers = [number for number in range(1500) if number % 5]
    pair = (("w2",), ("w3",))

    def nearby() -> set[int]:
        query = querying.near(found, pair, numbers)
        return {one.number for one in ranking._ranks(found, query, 1500) if one.score > 0}

    in_text = nearby()
    monkeypatch.setattr(querying, "TOGETHER", 100)
    in_head = nearby()
    assert 20 < len(in_head) < len(in_text) and in_head <= in_text
