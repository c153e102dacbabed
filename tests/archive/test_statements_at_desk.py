"""The desk confirms, amends and denies; who may is checked in the act."""

from __future__ import annotations

import re

import pytest
from judging_statements import confirm, deny, seen

from cast import all_checked, live
from conftest import Reader
from dateline.archive.models import Statement
from dateline.archive.public import apply_statements
from dateline.archive.statements.deciding import show_guessed
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.people.public import CHIEF, EDITOR, MODERATOR, REPORTER, WIRE, NotAllowed
from staffing import browser, by_link, member

HOME = "/person/ada-moss/statements/"
TEXT = (Block("paragraph", "“The ferry will sail at noon,” said harbour master Ada Moss."),
        Block("paragraph", "“The pier is closed,” Ben Roe said."))
TAGS = (Tag("Ada Moss", "person"), Tag("Ben Roe", "person"))
SCREEN = "/desk/statements/"


@pytest.fixture
def guid(house, noon) -> str:
    guid, _ = live("Ferry", at=noon, blocks=TEXT, tags=TAGS)
    apply_statements()
    return guid


def _row(words: str) -> Statement:
    return Statement.objects.get(words__startswith=words, to_seq=None)


def _chosen(row: Statement) -> list[str]:
    """What a form sends of what is seen now."""
    return [f"{number}:{mark}" for number, mark in seen(row).items()]


def test_only_editors_and_up_decide(guid, noon):
    row = _row("The ferry")
    for role in (REPORTER, MODERATOR, WIRE):
        person = member(role)
        for act in (lambda by: confirm(row, by=by), lambda by: deny(row, by=by),
                    lambda by: show_guessed(False, by=by)):
            with pytest.raises(NotAllowed):
                act(person)
        client = by_link(person)
        assert client.get(SCREEN).status_code in (302, 403)
        client.post(SCREEN, {"act": "deny", "chosen": _chosen(row)})
    browser().post(SCREEN, {"act": "deny", "chosen": _chosen(row)})
    assert _row("The ferry").standing == "guessed"
    with pytest.raises(NotAllowed):
        show_guessed(False, by=member(EDITOR))


def test_an_editor_confirms_amends_and_denies_on_the_screen(guid):
    client = by_link(member(EDITOR))
    text = client.get(SCREEN).content.decode()
    assert "2 statements wait" in text and 'value="show"' not in text
    assert 'value="harbour master"' in text
    row = _row("The ferry")
    client.post(SCREEN, {"act": "confirm", "chosen": _chosen(row), "speaker": "Ada Moss",
                         "role": "captain"})
    assert "not yet confirmed" not in Reader().get(HOME).text
    assert "captain" in Reader().get(HOME).text
    pier = _row("The pier")
    said = client.post(SCREEN, {"act": "confirm", "chosen": _chosen(pier), "speaker": "Moss",
                                "role": ""}, follow=True).content.decode()
    assert "Nothing waits" in said
    assert "The pier is closed" in Reader().get(HOME).text
    assert Reader().get("/person/ben-roe/statements/").status == 404
    story = f"{SCREEN}{guid}/"
    assert "Confirmed by the desk" in client.get(story).content.decode()
    client.post(story, {"act": "deny", "chosen": _chosen(_row("The pier"))})
    assert "The pier is closed" not in Reader().get(HOME).text
    assert "pier" not in Reader().get("/statements.json?q=pier").text.partition("statements\": ")[2]
    assert "Denied by the desk" in client.get(story).content.decode()
    for wrong in ("", "x", "99", "-1"):
        for sent in ({"act": "deny", "chosen": wrong}, {"act": "back", "at": wrong}):
            assert client.post(SCREEN, sent).status_code == 302
    assert client.get(f"{SCREEN}00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.get(f"{SCREEN}?before=nonsense").status_code == 200
    all_checked()


def test_a_decision_leads_on_to_the_next_one(guid):
    client, story = by_link(member(EDITOR)), f"{SCREEN}{guid}/"
    for screen in (SCREEN, story):
        text = client.get(screen).content.decode()
        first, second = re.findall(r'<article class="said-item" id="s-(\d+)"', text)
        assert re.findall(r'name="next" value="(\d*)"', text) == [second, ""]
        answer = client.post(screen, {"act": "deny", "chosen": first, "next": second})
        assert answer["Location"] == f"{screen}#s-{second}"


def test_what_was_decided_holds_for_the_same_words_in_a_later_version(guid, noon):
    editor = member(EDITOR)
    confirm(_row("The ferry"), by=editor, role="captain")
    deny(_row("The pier"), by=editor)
    more = (*TEXT, Block("paragraph", "“It is raining hard here,” said Ada Moss."))
    desk.update(guid, {"blocks": more}, at=noon)
    apply_statements()
    standings = {row.words[:9]: row.standing for row in Statement.objects.filter(to_seq=None)}
    assert standings == {"The ferry": "confirmed", "The pier ": "denied", "It is rai": "guessed"}
    desk.update(guid, {"blocks": more[2:]}, at=noon)
    apply_statements()
    assert "The ferry" not in Reader().get(HOME).text
    desk.update(guid, {"blocks": more}, at=noon)
    apply_statements()
    assert _row("The ferry").standing == "confirmed" and _row("The ferry").role == "captain"
    assert _row("The pier").standing == "denied"
    all_checked()


def test_the_chief_says_whether_readers_see_what_nobody_confirmed(guid):
    chief = by_link(member(CHIEF))
    confirm(_row("The ferry"), by=member(EDITOR))
    assert "The pier" in Reader().get("/person/ben-roe/statements/").text
    assert 'value="show"' in chief.get(SCREEN).content.decode()
    chief.post(SCREEN, {"act": "show"})
    assert Reader().get("/person/ben-roe/statements/").status == 404
    assert "What Ben Roe said" not in Reader().get("/person/ben-roe/").text
    assert "pier" not in Reader().get("/statements?q=closed").text
    assert "The ferry" in Reader().get(HOME).text
    assert "The ferry" in Reader().get("/statements?q=ferry").text
    chief.post(SCREEN, {"act": "show", "shown": "on"})
    assert "The pier" in Reader().get("/person/ben-roe/statements/").text
