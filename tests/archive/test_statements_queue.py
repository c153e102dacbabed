"""The queue of statements at the size of an archive: narrowed, decided several at once, taken back,
and nothing decided that nobody saw."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from judging_statements import AT, confirm, deny, seen

from cast import all_checked, live
from conftest import Reader
from dateline.archive.models import Statement
from dateline.archive.public import apply_statements
from dateline.archive.statements.deciding import Decided, Verdict, decide, last_of, take_back
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.lib import clock
from dateline.people.public import EDITOR, REPORTER, NotAllowed
from dateline.record import public as record
from staffing import by_link, member

SCREEN = "/desk/statements/"
TAGS = (Tag("Ada Moss", "person"), Tag("Ben Roe", "person"))
DAY = timedelta(days=1)


def _story(number: int, at, *said: str, **more) -> str:
    blocks = tuple(Block("paragraph", each) for each in said)
    return live(f"Story {number}", at=at, blocks=blocks, tags=TAGS, **more)[0]


@pytest.fixture
def stories(house, noon) -> list[str]:
    """Twelve of two sections, a day each, the last one French."""
    made = [_story(n, noon + n * DAY, f"“The ferry number {n} sails,” said captain Ada Moss.",
                   f"“The pier {n} is closed,” said Ben Roe.",
                   section=("Harbour", "Sport")[n % 2]) for n in range(11)]
    made.append(_story(11, noon + 11 * DAY, "« Le bac ne part pas », a déclaré Zoé Lenoir.",
                       language="fr", section="Harbour"))
    apply_statements()
    return made


@pytest.fixture
def editor(house):
    return member(EDITOR, email="eve@example.org")


def _shown(text: str) -> list[str]:
    return [" ".join(re.sub("<[^>]*>", "", each).split()) for each in
            re.findall(r"<blockquote.*?</blockquote>", text, re.DOTALL)]


def _page(client, asked: str = "") -> str:
    return client.get(f"{SCREEN}{asked}").content.decode()


@pytest.mark.parametrize(("asked", "words"), [
    ("?q=ferry", [f"The ferry number {n} sails," for n in range(10, -1, -1)]),
    ("?q=pier+3", ["The pier 3 is closed,"]), ("?q=%22pier+closed%22", []),
    ("?q=ferry+-4&section=Harbour", [f"The ferry number {n} sails," for n in (10, 8, 6, 2, 0)]),
    ("?speaker=zoe+lenoir", ["Le bac ne part pas"]), ("?speaker=oss&section=Sport&q=9", []),
    ("?speaker=moss&section=Sport&q=9", ["The ferry number 9 sails,"]),
    ("?language=fr", ["Le bac ne part pas"]), ("?language=de", []),
    ("?from=2026-03-04&to=2026-03-04", ["The pier 2 is closed,", "The ferry number 2 sails,"]),
    ("?from=2026-03-12&q=pier", ["The pier 10 is closed,"]), ("?q=sails&speaker=roe", []),
    ("?section=Nowhere", []), ("?from=yesterday&before=x&size=7&q=lenoir", ["Le bac ne part pas"]),
])
def test_it_is_narrowed(stories, editor, asked, words):
    assert [each.rstrip(",") for each in _shown(_page(by_link(editor), asked))] == [
        each.rstrip(",") for each in words]


@pytest.mark.parametrize(("asked", "many"), [
    ("", 23), ("?section=Harbour", 13), ("?q=the", 22), ("?speaker=moss&language=en", 11)])
def test_every_page_goes_on_where_the_last_one_ended(stories, editor, monkeypatch, asked, many):
    monkeypatch.setattr("dateline.archive.screens.statements.SIZES", (2, 50))
    monkeypatch.setattr("dateline.archive.statements.queueing.LOOKED", 3)
    monkeypatch.setattr("dateline.archive.statements.queueing.DEEPEST", 2)
    client, found, where = by_link(editor), list[str](), asked
    while True:
        text = _page(client, where)
        found += _shown(text)
        more = re.search(r'rel="next" href="([^"]+)"', text)
        if more is None:
            break
        where = more[1].replace("&amp;", "&")
    newest = Statement.objects.order_by("-id").values_list("words", flat=True)
    assert len(found) == many and [each for each in newest if each in found] == found


def test_who_waits_most_is_a_way_to_all_of_theirs(stories, editor):
    client = by_link(editor)
    text = _page(client)
    assert '<a href="?speaker=Ben+Roe"><bdi>Ben Roe</bdi></a> 11' in text
    assert all("pier" in each for each in _shown(_page(client, "?speaker=Ben+Roe&size=50")))


def _sent(text: str, *words: str) -> list[str]:
    """What the boxes of the statements with these words send."""
    boxes = re.findall(r'name="chosen" value="([^"]+)" id="x-.*?<blockquote[^>]*>(.*?)</', text,
                       re.DOTALL)
    return [value for value, said in boxes if any(word in said for word in words)]


def test_several_are_confirmed_by_another_speaker_at_once(stories, editor):
    client = by_link(editor)
    chosen = _sent(_page(client), "pier 9 ", "pier 10 ")
    said = client.post(SCREEN, {"act": "confirm", "several": "1", "chosen": chosen, "role": "",
                                "speaker": "Moss"}, follow=True).content.decode()
    assert "2 statements are confirmed." in said and "The pier 9" not in said
    rows = Statement.objects.filter(standing="confirmed")
    ada = record.term("person", "ada-moss")
    assert {(row.speaker, row.role, row.term, row.by, row.decided_at) for row in rows} == {
        ("Moss", "", ada.number, editor, rows[0].decided_at)} and len(rows) == 2
    assert rows[0].decided_at is not None
    assert "The pier 10" in Reader().get("/person/ada-moss/statements/").text
    chosen = _sent(_page(client), "ferry number 10 ")
    client.post(SCREEN, {"act": "confirm", "several": "1", "chosen": chosen, "speaker": "",
                         "role": ""})
    row = Statement.objects.get(words__contains="ferry number 10 ")
    assert (row.speaker, row.role, row.standing) == ("Ada Moss", "captain", "confirmed")
    all_checked()


def test_all_of_a_page_are_denied_without_a_script(stories, editor):
    client = by_link(editor)
    text = _page(client, "?q=ferry")
    sent = re.findall(r'name="page" value="([^"]+)"', text)
    answer = client.post(f"{SCREEN}?q=ferry", {
        "act": "deny", "several": "1", "all": "1", "page": sent})
    assert answer["Location"] == f"{SCREEN}?q=ferry#waiting"
    assert Statement.objects.filter(standing="denied").count() == len(sent) == 11
    assert _shown(_page(client, "?q=ferry")) == []
    said = client.post(SCREEN, {"act": "deny", "several": "1", "page": sent}, follow=True)
    assert "Choose at least one statement." in said.content.decode()


def test_what_changed_meanwhile_is_told_and_not_overwritten(stories, editor, noon):
    client = by_link(editor)
    words = ("pier 4 ", "pier 5 ", "pier 6 ", "pier 7 ", "pier 8 ")
    chosen = _sent(_page(client, "?size=50"), *words)
    desk.kill(stories[4], "Wrong.", reason="false", at=noon)
    desk.correct(stories[5], {"blocks": (Block("paragraph", "Nobody said a word."),)},
                 wrong="a", right="b", at=noon)
    desk.correct(stories[6], {"blocks": (Block(
        "paragraph", "“The pier 6 is closed,” said Ada Moss."),)}, wrong="a", right="b", at=noon)
    apply_statements()
    other = member(EDITOR, email="other@example.org")
    deny(Statement.objects.get(words__contains="pier 7 "), by=other)
    said = client.post(SCREEN, {"act": "confirm", "several": "1", "chosen": chosen, "role": "",
                                "speaker": "Ben Roe"}, follow=True).content.decode()
    assert "Confirmed." in said and "2 statements are not in their stories any more" in said
    assert "2 statements are others than you saw" in said
    row = Statement.objects.get(words__contains="pier 6 ", to_seq=None)
    assert (row.speaker, row.standing) == ("Ada Moss", "guessed")
    assert Statement.objects.get(words__contains="pier 7 ").standing == "denied"
    assert Statement.objects.filter(standing="confirmed").count() == 1


def test_a_correction_that_is_not_read_yet_is_not_decided_on(stories, editor, noon):
    row = Statement.objects.get(words__contains="pier 5 ")
    desk.correct(stories[5], {"headline": "Another"}, wrong="a", right="b", at=noon)
    assert confirm(row, by=editor) == Decided(gone=1)
    apply_statements()
    assert confirm(row, by=editor) == Decided(done=1)


def test_decisions_are_taken_back_one_after_the_other(stories, editor, noon):
    client = by_link(editor)
    with clock.at(AT):
        client.post(SCREEN, {"act": "deny", "chosen": _sent(_page(client), "pier 9 ")})
    with clock.at(AT + DAY / 4):
        assert "your last decision, on 1 statement" in _page(client)
        client.post(SCREEN, {"act": "confirm", "several": "1", "speaker": "Moss", "role": "boss",
                             "chosen": _sent(_page(client), "pier 10 ", "ferry number 10 ")})
    with clock.at(AT + DAY / 2):
        text = _page(client)
        assert "your last decision, on 2 statements" in text
        at = re.search(r'name="at" value="([^"]+)"', text)[1]
        other = by_link(member(EDITOR, email="other@example.org"))
        assert "your last decision" not in _page(other)
        said = other.post(SCREEN, {"act": "back", "at": at}, follow=True).content.decode()
        assert "There is nothing to be taken back." in said
        said = client.post(SCREEN, {"act": "back", "at": at}, follow=True).content.decode()
        assert "2 decisions were taken back." in said and "The pier 10" in said
        row = Statement.objects.get(words__contains="ferry number 10 ")
        assert (row.speaker, row.role, row.standing, row.by, row.decided_at) == (
            "Ada Moss", "captain", "guessed", None, None)
        assert "your last decision, on 1 statement" in said
        take_back(AT, by=editor)
        assert not Statement.objects.exclude(standing="guessed").exists()
        assert last_of(editor, now=clock.now()) is None
    assert "The pier 9" in Reader().get("/statements?q=pier+9").text
    all_checked()


def test_it_is_taken_back_for_a_day_and_by_who_may(stories, editor):
    row = Statement.objects.get(words__contains="pier 9 ")
    deny(row, by=editor)
    assert last_of(editor, now=AT + DAY / 2) == (AT, 1)
    assert last_of(editor, now=AT + DAY) is None
    with pytest.raises(NotAllowed):
        take_back(AT, by=member(REPORTER))


def test_what_was_taken_back_stays_so_in_a_later_version(stories, editor, noon):
    said = Block("paragraph", "“The pier 9 is closed,” said Ben Roe.")
    deny(Statement.objects.get(words__contains="pier 9 "), by=editor)
    for blocks in ((Block("paragraph", "Nothing."),), (said,)):
        desk.update(stories[9], {"blocks": blocks}, at=noon)
        apply_statements()
    row = Statement.objects.get(words__contains="pier 9 ", to_seq=None)
    assert (row.standing, row.decided_at) == ("denied", AT)
    assert Statement.objects.filter(words__contains="pier 9 ").count() == 2
    assert take_back(AT, by=editor) == 1
    desk.update(stories[9], {"blocks": (said, Block("paragraph", "More."))}, at=noon)
    apply_statements()
    row = Statement.objects.get(words__contains="pier 9 ", to_seq=None)
    assert (row.standing, row.by, row.decided_at, row.was) == ("guessed", None, None, None)


def test_a_confirmed_one_that_is_denied_by_mistake_comes_back_as_it_was(stories, editor):
    other = member(EDITOR, email="other@example.org")
    row = Statement.objects.get(words__contains="pier 9 ")
    confirm(row, by=other, speaker="Moss", role="mayor")
    desk.merge("person", "Ada Moss", "Ben Roe", at=AT)
    apply_statements()
    row.refresh_from_db()
    decide(seen(row), Verdict("denied"), by=editor, at=AT + DAY)
    other.delete()
    assert take_back(AT + DAY, by=editor) == 1
    row.refresh_from_db()
    assert (row.standing, row.speaker, row.role, row.by, row.decided_at) == (
        "confirmed", "Moss", "mayor", None, AT)
    assert row.term == record.term("person", "ben-roe").number
    all_checked()
