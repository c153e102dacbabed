"""Searches find stories in any script, rank them, and count them by their facets."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import live, story
from dateline.archive.searching.tokens import may_have, terms, tokens
from dateline.archive.searching.words import Words, typed, words_of
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from seeking import facet, heads, sought


def _says(text: str) -> tuple[Block, ...]:
    return (Block("paragraph", text),)


@pytest.mark.parametrize(("language", "text", "query"), [
    ("en", "The ministers were running late.", "minister runs"),
    ("en", "Troops of the U.S. left, said O\u2019Neil\u2019s aide.", "US O'Neil"),
    ("en", "It cost 1,881 pounds.", "1881"),
    ("fr", "Les économies de l\u2019État reculent.", "economie"),
    ("de", "Die Häuser an der Straße brannten.", "haus strasse"),
    ("tr", "IŞIKLAR İSTANBUL'DA söndü.", "ışık istanbul"),
    ("ar", "أعلنت الحُكُومَة عن الاتفاق.", "الحكومة"),
    ("am", "ሠላም በኢትዮጵያ ተፈረመ።", "ሰላም"),
    ("zh", "东京大学发表了新的研究。", "大学"),
    ("zh", "东京大学发表了新的研究。", "东"),
    ("ja", "首相は辞任した。", "辞任"),
    ("th", "นายกรัฐมนตรีลาออก", "รัฐมนตรี"),
    ("ru", "Ёлки стояли в Москве.", "елка москва"),
    ("hi", "प्रधानमंत्री ने इस्तीफा दिया।", "इस्तीफा"),
])
def test_a_word_is_found_in_its_own_script_and_forms(house, noon, language, text, query):
    live("α", at=noon, language=language, blocks=_says(text))
    live("β", at=noon, blocks=_says("Nothing of that."))
    found = sought(query)
    assert heads(found) == ["α"] and found["total"] == 1
    assert any(marked for _, marked in found["results"][0]["passage"])


def test_a_capital_i_is_dotless_in_turkish_alone():
    assert terms("IRK", "tr") == terms("ırk", "tr") != terms("İrk", "en")[:0]
    assert terms("ILIK", "tr") == terms("ılık", "tr")
    assert terms("KIT", "en") == terms("kit", "en")


def test_newest_first_a_story_has_all_the_words_if_any_story_has(house, noon, reader):
    hour = timedelta(hours=1)
    live("Harbour strike ends", at=noon, blocks=_says("Dockers went back to their cranes."))
    live("Two", at=noon + hour, blocks=_says("In the harbours dockers struck: striking."))
    live("Calm", at=noon + 2 * hour, blocks=_says("The harbour was calm."))
    both = ["Two", "Harbour strike ends"]
    assert heads(sought("harbour strike", sort="newest")) == both
    assert sought("harbour strike", sort="newest")["total"] == 2
    assert sought("harbour strike")["total"] == 3
    assert heads(sought("harbour harbours", sort="newest")) == ["Calm", *both]
    assert heads(sought("calm strike", sort="newest")) == ["Calm", *both]
    assert heads(sought("strike -calm", sort="newest")) == both
    feed = reader.get("/search.atom?q=harbour+strike").text
    assert "Harbour strike ends" in feed and "Calm" not in feed


def test_the_headline_weighs_more_and_not_every_word_need_match(house, noon):
    live("Harbour strike ends", at=noon, blocks=_says("Dockers went back to their cranes."))
    live("Weather", at=noon, blocks=_says("The harbour was calm. A strike of lightning was seen."))
    live("Cranes", at=noon, blocks=_says("A harbour has cranes."))
    live("Cheese", at=noon, blocks=_says("Nothing at all about it."))
    found = sought("harbour strike")
    assert heads(found) == ["Harbour strike ends", "Weather", "Cranes"]
    assert heads(sought("harbour -lightning")) == ["Harbour strike ends", "Cranes"]
    assert heads(sought('"strike of lightning"')) == ["Weather"]
    assert heads(sought('harbour -"strike of lightning"')) == ["Harbour strike ends", "Cranes"]
    assert heads(sought('"lightning of strike"')) == []


@pytest.fixture
def filed_many(house, noon):
    day = timedelta(days=1)
    live("Budget one", at=noon, published_at=noon - 9 * day, section="Politics",
         dossiers=("Budget",), tags=(Tag("Ada Moss", "person"), Tag("Rome", "place")))
    live("Budget two", at=noon, published_at=noon - 3 * day, section="Money",
         dossiers=("Budget",), tags=(Tag("Ada Moss", "person"), Tag("taxes", "subject")))
    live("Budget three", at=noon, published_at=noon, section="Money", place="Rome",
         language="fr")
    desk.file_batch([story("Budget four", source="x:4", section="Money")], at=noon)
    live("Else", at=noon, section="Money", dossiers=("Budget",))


def test_filters_narrow_and_facets_count_what_is_left(filed_many):
    found = sought("budget")
    assert found["total"] == 4 and "Else" not in heads(found)
    assert facet(found, "section") == {"Money": 3, "Politics": 1}
    assert facet(found, "dossier") == {"Budget": 2}
    assert facet(found, "person") == {"Ada Moss": 2}
    assert facet(found, "place") == {"Rome": 2}
    assert facet(found, "tag") == {"taxes": 1}
    assert facet(found, "language") == {"en": 3, "fr": 1}
    assert sorted(heads(sought("budget", section="money"))) == [
        "Budget four", "Budget three", "Budget two"]
    narrow = sought("budget", person="ada-moss", section="money")
    assert heads(narrow) == ["Budget two"] and facet(narrow, "dossier") == {"Budget": 1}
    assert sorted(heads(sought("budget", place="rome"))) == ["Budget one", "Budget three"]
    assert heads(sought("budget", language="fr")) == ["Budget three"]
    assert heads(sought("budget", section="nowhere")) == []


def test_days_are_the_newsrooms_and_an_undated_story_is_of_none(filed_many, noon):
    day = noon.date()
    assert heads(sought("budget", since=str(day))) == ["Budget three"]
    assert heads(sought("budget", to=str(day - timedelta(days=9)))) == ["Budget one"]
    assert heads(sought("budget", since=str(day - timedelta(days=3)), to=str(day),
                        sort="newest")) == ["Budget three", "Budget two"]
    assert heads(sought("budget", sort="newest")) == [
        "Budget three", "Budget two", "Budget one", "Budget four"]
    assert heads(sought("", section="politics")) == ["Budget one"]


def test_pages_hold_every_story_once(house, noon):
    desk.file_batch([story(f"Lake {n}", source=f"lake:{n}") for n in range(45)], at=noon)
    for sort in ("best", "newest"):
        pages = [sought("lake", sort=sort, page=str(page)) for page in (1, 2, 3, 4)]
        names = [name for page in pages for name in heads(page)]
        assert sorted(names) == sorted(f"Lake {n}" for n in range(45))
        assert [page["more"] for page in pages] == [True, True, False, False]
        assert {page["total"] for page in pages} == {45}


def test_a_typing_error_is_asked_back_in_the_words_of_stories(house, noon):
    live("Governors meet in Reykjavik", at=noon)
    live("Governor resigns", at=noon)
    assert sought("govrenor")["suggestion"] == "governor"
    assert sought("Reykjavk meeting")["suggestion"] == "reykjavik meeting"
    assert sought("governors")["suggestion"] == ""
    assert sought("zzzzzzzz")["suggestion"] == ""


def test_a_renamed_or_merged_name_is_found_under_the_new_one(house, noon):
    live("One", at=noon, tags=(Tag("Burma", "place"),))
    live("Two", at=noon, tags=(Tag("Myanmar", "place"),))
    assert heads(sought("burma")) == ["One"]
    desk.merge("place", "Burma", "Myanmar", at=noon)
    assert heads(sought("burma")) == []
    assert sorted(heads(sought("myanmar"))) == ["One", "Two"]
    assert facet(sought("myanmar"), "place") == {"Myanmar": 2}


NAMES = ("Rome", "Oslo", "Cairo")
DRAWN = st.lists(st.tuples(st.sampled_from(("Politics", "Money")), st.sets(st.sampled_from(NAMES)),
                           st.sampled_from(("tide rises", "tide falls", "snow"))),
                 min_size=1, max_size=8)


def test_facets_are_what_counting_by_hand_gives(make_house, noon):
    @settings(max_examples=6, deadline=None)
    @given(DRAWN)
    def counts(drawn):
        make_house()
        desk.file_batch([
            story(f"{text} {number}", source=f"s:{number}", section=section,
                  tags=tuple(Tag(name, "place") for name in sorted(places)))
            for number, (section, places, text) in enumerate(drawn)], at=noon)
        found = sought("tide")
        match = [one for one in drawn if "tide" in one[2]]
        assert found["total"] == len(match)
        assert facet(found, "section") == dict(Counter(one[0] for one in match))
        assert facet(found, "place") == dict(Counter(p for one in match for p in one[1]))

    counts()


@pytest.mark.parametrize(("text", "read"), [
    ('a "b c" -d -"e f"', Words(("a",), ("b c",), ("d", "e f"))),
    ("“b c” x", Words(("x",), ("b c",))),
    ('lonely " quote', Words(("lonely", "quote"))),
    ("well-known", Words(("well-known",))),
    ("-", Words(("-",))),
    ('""', Words((), ("",))),
])
def test_a_query_is_read_leniently(text, read):
    assert words_of(typed(text)) == read


@pytest.mark.parametrize("exact", [10, 1])  # one story in 16 is looked at; one in 64
def test_facets_of_very_many_stories_are_told_from_a_sample_and_said_to_be(
    house, noon, monkeypatch, exact
):
    desk.file_batch([story(f"Lake {n}", source=f"lake:{n}") for n in range(64)], at=noon)
    monkeypatch.setattr("dateline.archive.searching.reading.EXACT", exact)
    found = sought("lake")
    assert found["about"] and found["total"] == 64
    assert facet(found, "section") == {"Politics": 64}


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aeU.S,1 '’é漢字ก\u0301İن-x\n", max_size=40),
       st.sampled_from(("en", "fr", "tr", "ar", "zh")))
def test_a_text_that_cannot_have_a_word_has_none_of_its_words(text, language):
    for word in {token.text for token in tokens(text, language)}:
        assert may_have(text, language, frozenset({word}))
