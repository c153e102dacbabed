"""The demo: a small newsroom written by hand, and a grammar that grows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from cast import all_checked, live
from dateline.desk import public as desk
from dateline.project.demo import growing, newsroom
from dateline.project.demo.grammar import SEED, TOPICS, UNTIL, copies, copy_of
from dateline.project.demo.topics import HARBOUR
from dateline.record import public as record

STRIKE = HARBOUR.dossiers[0]


@pytest.fixture
def loaded(house, noon):
    newsroom.load(at=noon, say=lambda line: None)
    return house


def standing(written) -> str:
    found = desk.find(source=written.copy.source)
    return found.standing if found else ""


def address(written) -> str:
    return desk.find(source=written.copy.source).address


def grown(total: int) -> tuple[int, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    return growing.grow(total, progress=lambda done, of: steps.append((done, of))), steps


# -- the newsroom ------------------------------------------------------------------------------


def test_loading_twice_is_loading_once(loaded, noon):
    before, said = (record.head(), record.total()), []
    newsroom.load(at=noon + timedelta(days=3), say=said.append)
    assert (record.head(), record.total()) == before
    assert said == ["The demo newsroom is there already."]


def test_a_load_that_fails_leaves_nothing(house, noon, monkeypatch):
    broken = replace(newsroom.home.PROFILE.copy, headline="")
    monkeypatch.setattr(newsroom.home, "PROFILE", replace(newsroom.home.PROFILE, copy=broken))
    with pytest.raises(desk.NotCopy):
        newsroom.load(at=noon, say=lambda line: None)
    assert (record.head(), record.total()) == (0, 0)


def test_the_newsroom_has_a_story_in_every_state(loaded):
    home, abroad = newsroom.home, newsroom.abroad
    assert standing(home.BANK) == "killed"
    assert standing(home.AGENDA) == "withdrawn"
    assert standing(home.READING) == "embargoed"
    assert standing(home.PROFILE) == "draft"
    assert standing(home.CLOCK) == "undated"
    assert {standing(written) for written in newsroom.PUBLISHED} == {"live", "killed", "withdrawn"}
    kinds = {tag.kind for written in newsroom.STORIES for tag in written.copy.tags}
    assert kinds == set(record.TAG_KINDS) - {"section"}
    assert {written.copy.language for written in newsroom.PUBLISHED} == {"en", "ar", "fr"}
    assert record.standing(desk.find(source=abroad.SAILING.copy.source).guid).version == 2
    assert all_checked()


def test_the_newsroom_is_read(loaded, reader):
    home, abroad = newsroom.home, newsroom.abroad
    front = reader.get("/").text
    assert "<title>Halyard</title>" in front
    assert abroad.ACCORD.copy.headline in front
    assert home.READING.copy.headline not in front
    assert reader.get(address(home.BANK)).status == 410
    corrected = reader.get(address(abroad.SAILING)).text
    wrong, right = abroad.MISCOUNTED
    assert f"with {right} aboard" in corrected
    assert f"with {wrong} aboard" not in corrected
    related = reader.get(address(abroad.ACCORD)).text
    assert f'<a href="{address(abroad.MAP)}"' in related
    assert 'dir="rtl"' in reader.get(address(abroad.WELLS)).text
    assert "9. Whoever disagrees" in reader.get("/community-standards/").text


def test_the_embargoed_story_comes_out_a_day_later(loaded, noon):
    assert desk.release_due(at=noon + timedelta(hours=23)) == 0
    assert desk.release_due(at=noon + timedelta(days=1)) == 1
    assert standing(newsroom.home.READING) == "live"


def test_the_settings_of_a_newsroom_that_has_begun_are_left_alone(house, noon):
    desk.configure(desk.Site(name="The Day", agency="The Day"), at=noon)
    newsroom.load(at=noon, say=lambda line: None)
    assert record.site().name == "The Day"


# -- the grammar -------------------------------------------------------------------------------


def test_a_story_of_the_grammar_depends_on_its_number_and_seed_alone():
    some = list(copies(60))
    assert some == list(islice(copies(4000), 60))
    assert copy_of(59) == some[59]
    assert copy_of(59, seed=SEED + 1) != some[59]


def test_the_first_story_of_the_grammar_is_the_same_for_ever():
    first = copy_of(0)
    assert first.headline == "Sorahama: Cranes Stand Still as 733 Dockers Vote to Strike"
    assert first.source == "grammar:1881:0"


def test_the_dossier_of_the_strikes_has_exactly_1881_stories():
    for total, expected in ((300, 200), (2821, 1881), (4000, 1881)):
        assert sum(STRIKE in copy.dossiers for copy in copies(total)) == expected


def test_the_grammar_is_varied():
    some = list(copies(4000))
    sizes = Counter(name for copy in some for name in copy.dossiers)
    assert len(sizes) > 40
    assert 60 < sizes[TOPICS[0].dossiers[0]] < 120
    assert 0 < sizes[TOPICS[0].dossiers[3]] < 20
    assert len({copy.headline for copy in some}) > 3000
    assert len({(tag.kind, tag.name) for copy in some for tag in copy.tags}) > 180
    assert {tag.kind for copy in some for tag in copy.tags} == set(record.TAG_KINDS)
    assert len({name for copy in some for name in copy.authors}) == 40
    assert len({copy.place for copy in some}) == 48
    assert {len(copy.blocks) for copy in some} <= set(range(4, 10))
    assert sum(copy.published_at is None for copy in some) == 40
    dates = [copy.published_at for copy in some if copy.published_at]
    assert UNTIL - timedelta(days=3653) <= min(dates) < max(dates) < UNTIL
    headlines = {copy.headline for copy in some}
    assert headlines >= {headline for copy in some for headline in copy.related}


def test_no_text_of_the_grammar_has_an_empty_place():
    for copy in copies(400):
        texts = (copy.headline, copy.standfirst, *(block.text for block in copy.blocks))
        assert all(text and not set(text) & set("{}") for text in texts)
        assert all(tag.name[:4] != "the " for tag in copy.tags)


# -- growing -----------------------------------------------------------------------------------


def test_growing_counts_what_is_there_and_files_nothing_twice(house, noon):
    live(at=noon)
    filed, steps = grown(300)
    assert (filed, record.total()) == (299, 300)
    assert steps == [(300, 300)]
    assert grown(300) == (0, [])
    assert grown(10) == (0, [])
    assert all_checked()


def test_growing_goes_on_where_it_was_stopped(house, monkeypatch):
    monkeypatch.setattr(growing, "CHUNK", 20)

    def stop(done: int, total: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        growing.grow(90, progress=stop)
    assert record.total() == 40
    assert grown(90) == (50, [(60, 90), (80, 90), (90, 90)])
    assert [desk.find(source=copy.source).headline for copy in copies(90)] == [
        copy.headline for copy in copies(90)
    ]


def test_a_batch_is_written_as_single_publications_are(make_house, noon):
    """The batch door is the quick way to the same rows: guids, numbers and codes apart."""
    some = list(copies(5))
    documents = []
    for batch in (True, False):
        make_house()
        if batch:
            desk.file_batch(some, at=noon)
        else:
            for copy in some:
                desk.publish(desk.file_story(copy, backfile=True), at=noon)
        found = [record.public_filing(desk.find(source=copy.source).guid) for copy in some]
        documents.append([
            (filing.headline, filing.blocks, filing.related, filing.published_at,
             [tag.name for tag in filing.tags], [name.name for name in filing.dossiers])
            for filing in found
        ])
        assert all_checked()
    assert documents[0] == documents[1]


def test_a_story_filed_into_the_strikes_is_counted(house, noon, reader):
    grown(30)
    live(at=noon, dossiers=(STRIKE,))
    slug = "harbour-strikes-spread-along-the-coast"
    assert "(21)" in reader.get(f"/dossier/{slug}/").text
