"""Searching by words: every word, any script, whatever case; nothing is found that is not there."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.models import Words, matching
from desking import desk_of, person
from listing import headlines


@pytest.fixture
def found(house):
    """What an editor finds with a query."""
    client = desk_of(person("editor"))
    return lambda query: sorted(headlines(client, f"q={quote(query)}"))


def test_every_word_must_be_there_in_headline_standfirst_or_slugline(found):
    filed("A bridge opens", standfirst="The river is crossed.", slugline="TRANSPORT-BRIDGE")
    filed("A bridge closes", standfirst="The river is high.")
    assert found("bridge") == ["A bridge closes", "A bridge opens"]
    assert found("bridge river crossed") == ["A bridge opens"]
    assert found("transport bridge") == ["A bridge opens"]
    assert found("bridge airport") == []
    assert found("BRIDGE  Rive") == ["A bridge closes", "A bridge opens"]
    assert found("ridge") == []


@pytest.mark.parametrize(("headline", "query"), [
    ("Мир на Дунае", "мир дунае"),
    ("Die Straße nach Füssen", "STRASSE"),
    ("Η Αθήνα σήμερα", "ΑΘΉΝΑ"),
    ("انتخابات في العاصمة", "العاصمة"),
    ("הבחירות בבירה", "בבירה"),
    ("ሰላም ለሁሉም", "ሰላም"),
    ("हिन्दी में समाचार", "हिन्दी"),
    ("三国首脑在海港会面", "海港"),
    ("三国首脑在海港会面", "面"),
    ("港でストライキ続く", "ストライキ"),
    ("ข่าวการเมืองวันนี้", "การเมือง"),
    ("Ｆｕｌｌ width ﬁsh", "full fish"),
    ("O'Neil’s “new” club", "o'neil new"),
    ("50% <b> off & a \"quote\" 'here'", "50% \"quote' & <b>"),
])
def test_a_story_is_found_in_any_script(found, headline, query):
    filed(headline)
    filed("Something else entirely")
    assert found(query) == [headline]


@pytest.mark.parametrize("query", ["* \" ' ) ( : ! & | -", "desk_search", "a OR NOT", "\\", "%27"])
def test_signs_that_databases_mean_something_by_are_only_signs(found, query):
    filed("A bridge opens")
    assert found(query) == []


def test_what_is_found_follows_every_save_and_nothing_else(found, noon):
    guid, _ = live("A bridge opens", at=noon)
    desk.save_draft(guid, {"headline": "A tunnel opens"})
    assert (found("bridge"), found("tunnel")) == ([], ["A tunnel opens"])
    desk.discard(guid)
    assert (found("bridge"), found("tunnel")) == (["A bridge opens"], [])
    desk.update(guid, {"standfirst": "It is made of granite."}, at=noon)
    assert found("granite") == ["A bridge opens"]


def test_a_batch_is_found_and_what_is_deleted_or_erased_is_not(found, noon):
    desk.file_batch([story(f"Harvest {n}", source=f"s:{n}") for n in range(3)], at=noon)
    assert found("harvest") == ["Harvest 0", "Harvest 1", "Harvest 2"]
    desk.erase(desk.find(source="s:1").guid, at=noon)
    assert found("harvest") == ["Harvest 0", "Harvest 2"]
    desk.discard(filed("Harvest draft"))
    desk.erase(filed("Harvest other draft"))
    assert found("harvest") == ["Harvest 0", "Harvest 2"]
    assert sorted(Words.objects.values_list("words", flat=True)) == ["", "harvest 0", "harvest 2"]


def test_saving_again_with_the_same_words_writes_no_words(house, noon):
    guid = filed("A bridge opens")
    writes = []

    def watch(execute, sql, *rest):
        writes.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        desk.save_draft(guid, {"genre": "report"})
    assert not [sql for sql in writes if "desk_search" in sql and not sql.startswith("SELECT")]


def test_the_words_are_looked_up_in_their_index(house):
    plan = matching("bridge river").explain()
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan
        return
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    assert "desk_search_words" in matching("bridge river").explain()
