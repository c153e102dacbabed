"""Where statements are met: those of everybody, of a place, beside the search; and what no page of
them hints at."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from judging_statements import confirm, deny

from cast import all_checked, filed, live
from conftest import Reader
from dateline.archive.models import Statement, StatementBook
from dateline.archive.public import apply_all, apply_statements
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.people.public import EDITOR
from dateline.project.whole.restoring import restore
from dateline.project.whole.writing import write
from dateline.record import public as record
from staffing import member

ADA, BEN = Tag("Ada Moss", "person"), Tag("Ben Roe", "person")
PORT = Tag("Port Authority", "organisation")


def _said(*texts: str, **more) -> dict:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return {"blocks": blocks, "tags": (ADA, BEN, PORT)} | more


def _page(address: str) -> str:
    answer = Reader().get(address)
    return answer.text if answer.status == 200 else f"{answer.status}"


def _words(address: str) -> list[str]:
    return [each["words"] for each in json.loads(_page(address))["statements"]]


def test_statements_are_there_before_anybody_asks(house, noon):
    assert "There are no statements yet" in _page("/statements")
    for n in range(30):
        live(f"Lake {n}", at=noon + timedelta(minutes=n), **_said(
            f"“Lake number {n} is deep,” said Ada Moss.",
            *(["“We fish here every day,” said Ben Roe."] if n % 3 == 0 else [])))
    apply_statements()
    text = _page("/statements")
    assert text.index("Most quoted lately") < text.index("Lake number 29 is deep")
    assert '<bdi>Ada Moss</bdi></a> <span class="count">30</span>' in text
    assert '<bdi>Ben Roe</bdi></a> <span class="count">10</span>' in text
    assert text.index("<bdi>Ada Moss</bdi></a> <span") < text.index("<bdi>Ben Roe</bdi></a> <span")
    seen, address = text.count("<blockquote"), "/statements"
    while link := _page(address).partition('<a rel="next" href="')[2].partition('"')[0]:
        address = link
        text = _page(address)
        seen += text.count("<blockquote")
        assert "Most quoted" not in text and 'href="/statements">Newest statements' in text
    assert seen == 40
    assert _words("/statements.json")[0] == "Lake number 29 is deep"
    assert Reader().get("/statements.atom").text.count("<entry>") == 20


def test_a_search_and_what_was_said_lead_to_each_other(house, noon):
    live("Lake", at=noon, **_said("“Lake & pond are deep,” said Ada Moss."))
    apply_all()
    assert 'href="/statements?q=lake%20%26%20pond"' in _page("/search?q=lake+%26+pond")
    assert 'href="/search?q=lake%20%26%20pond"' in _page("/statements?q=lake+%26+pond")
    assert "/statements?q=" not in _page("/search")


def test_a_place_has_what_was_said_in_stories_from_there(house, noon):
    live("From", at=noon, place="Oslo", **_said("“The sea is cold today,” said Ada Moss."))
    live("About", at=noon, place="Rome", tags=(ADA, Tag("Oslo", "place")), blocks=(
        Block("paragraph", "“The sun is hot today,” said Ada Moss."),))
    apply_statements()
    text = _page("/place/oslo/")
    assert "Said in Oslo" in text and "sea is cold" in text and "sun is hot" not in text
    text = _page("/place/oslo/statements/")
    assert "sea is cold" in text and ">Ada Moss<" in text and "sun is hot" not in text
    assert ">2026</a>" not in text and "sea is cold" in _page("/place/oslo/statements/2026/")
    assert _words("/place/rome/statements.json") == ["The sun is hot today"]
    assert "sea is cold" in _page("/place/oslo/statements.atom")
    assert Reader().get("/tag/oslo/statements/").status in (301, 404)
    assert _words("/statements.json?q=sea&person=ada-moss") == ["The sea is cold today"]
    guid = Statement.objects.get(words__startswith="The sea").guid
    desk.kill(str(guid), "Wrong.", reason="false", at=noon)
    assert "sea is cold" not in _page("/place/oslo/")
    assert Reader().get("/place/oslo/statements/").status == 404
    all_checked()


def test_merged_places_have_it_together(house, noon):
    live("One", at=noon, place="Kyiv", **_said("“The first thing is clear,” said Ada Moss."))
    live("Two", at=noon, place="Kiev", **_said("“The second thing is clear,” said Ada Moss."))
    apply_statements()
    assert "second thing" not in _page("/place/kyiv/statements/")
    desk.merge("place", "Kiev", "Kyiv", at=noon)
    apply_statements()
    text = _page("/place/kyiv/statements/")
    assert "first thing" in text and "second thing" in text
    all_checked()


def test_who_speaks_for_an_organisation_is_on_its_page(house, noon):
    live("Pier", at=noon, **_said(
        "“The pier is closed for now,” a spokeswoman for the Port Authority said."))
    apply_statements()
    text = _page("/tag/port-authority/statements/")
    assert "The pier is closed for now" in text and "spokeswoman" in text


EVERYWHERE = ("/statements", "/statements.json", "/statements.atom", "/person/ada-moss/",
              "/person/ada-moss/statements/", "/person/ben-roe/statements/", "/place/oslo/",
              "/place/oslo/statements/", "/tag/port-authority/statements/", "/search?q=lake")


def test_no_page_hints_at_what_is_held_back(make_house, noon):
    plain = make_house()
    live("Open", at=noon, place="Oslo", **_said("“The open sea is calm,” said Ada Moss."))
    other = make_house(plain)
    held = filed("Held", place="Oslo", **_said(
        "“The secret lake is deep,” said Ada Moss.", "“It is a secret lake,” said Ben Roe.",
        "The Port Authority said “the secret lake is closed for now”."))
    desk.schedule(held, at=noon + timedelta(days=30))
    filed("Draft", place="Oslo", **_said("“The secret draft is long,” said Ben Roe."))
    told = []
    for house in (plain, other):
        make_house.enter(house)
        apply_statements()
        apply_all()
        told.append([Reader().get(address).body for address in EVERYWHERE])
    assert told[0] == told[1]


def test_what_is_taken_down_counts_no_more_even_where_rows_are_behind(house, noon, monkeypatch):
    live("Calm", at=noon, place="Oslo", **_said("“The open sea is calm,” said Ada Moss."))
    before = [Reader().get(address).body for address in ("/statements", "/statements.json")]
    apply_statements()
    calm = [_page(address) for address in ("/statements", "/statements.json")]
    assert calm != before
    later = noon + timedelta(minutes=1)
    guid, _ = live("Lake", at=later, place="Oslo", **_said(
        "“The lake is deep,” said Ada Moss.", "“It is a lake,” said Ben Roe."))
    apply_statements()
    assert '<span class="count">2</span>' in _page("/statements")
    monkeypatch.setattr("dateline.archive.statements.letting_go._let_go", lambda down, seq: None)
    desk.kill(guid, "Wrong.", reason="false", at=later)
    assert Statement.objects.filter(guid=guid, to_seq=None).count() == 2
    text = _page("/statements")
    assert '<span class="count">1</span>' in text and "Ben Roe" not in text and "lake" not in text
    assert _words("/statements.json") == ["The open sea is calm"]
    monkeypatch.undo()


def test_other_rules_read_everything_again_and_the_desks_word_holds(house, noon):
    guid, _ = live("Lake", at=noon, place="Oslo", **_said(
        "“The lake is deep,” said Ada Moss.", "“It is a lake,” said Ben Roe.",
        "“It was a lake,” said Ben Roe."))
    apply_statements()
    boss = member(EDITOR)
    rows = {row.words: row for row in Statement.objects.filter(guid=guid)}
    confirm(rows["The lake is deep"], by=boss, speaker="Ben Roe")
    deny(rows["It is a lake"], by=boss)
    deep = Statement.objects.filter(words="The lake is deep")
    deep.update(words="Words of old rules", digest="x")
    Statement.objects.update(rules=None, place=None)
    StatementBook.objects.update(rules=0)
    assert "Words of old rules" in _page("/statements")
    apply_statements()
    said = {row.words: row for row in Statement.objects.filter(to_seq=None)}
    assert said["Words of old rules"].speaker == "Ben Roe"
    assert said["It is a lake"].standing == "denied" and said["It is a lake"].place
    assert len(said) == 4
    begin = StatementBook.objects.get().seq
    assert begin == record.head()


def test_what_the_desk_decided_is_there_again_after_export_and_import(
        make_house, noon, tmp_path):
    house = make_house()
    live("Lake", at=noon, place="Oslo", **_said(
        "“The lake is deep,” said Ada Moss.", "“It is a lake,” said Ben Roe.",
        "“The pond is small,” said Ada Moss.", "“Nobody swims in it,” said Ada Moss."))
    apply_statements()
    boss = member(EDITOR)
    rows = {row.words: row for row in Statement.objects.all()}
    confirm(rows["The lake is deep"], by=boss)
    deny(rows["It is a lake"], by=boss)
    confirm(rows["The pond is small"], by=boss, speaker="Ben Roe", role="angler")
    out = tmp_path / "out"
    out.mkdir()
    write(house.data, out)
    restore(out, make_house().data)
    apply_statements()
    told = {row.words: (row.standing, row.speaker, row.role, bool(row.by))
            for row in Statement.objects.filter(to_seq=None)}
    assert told == {
        "The lake is deep": ("confirmed", "Ada Moss", "", True),
        "It is a lake": ("denied", "Ben Roe", "", True),
        "The pond is small": ("confirmed", "Ben Roe", "angler", True),
        "Nobody swims in it": ("guessed", "Ada Moss", "", False),
    }
    ben = _page("/person/ben-roe/statements/")
    assert "The pond is small" in ben and "It is a lake" not in ben and "angler" in ben
    assert _page("/person/ada-moss/statements/").count("not yet confirmed by the desk") == 1
    guid = str(Statement.objects.first().guid)
    desk.update(guid, {"blocks": _said(
        "“The lake is deep,” said Ada Moss.", "“It is a lake,” said Ben Roe.")["blocks"]}, at=noon)
    apply_statements()
    said = {row.words: row.standing for row in Statement.objects.filter(to_seq=None)}
    assert said == {"The lake is deep": "confirmed", "It is a lake": "denied"}
    all_checked()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "%00", "0"])
def test_any_number_to_go_on_from_is_answered(house, noon, before):
    live("Calm", at=noon, **_said("“The open sea is calm,” said Ada Moss."))
    apply_statements()
    for form in ("", ".json", ".atom"):
        assert Reader().get(f"/statements{form}?before={before}").status == 200
