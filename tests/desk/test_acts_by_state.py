"""Every act in every state, as the desk's table says: standing, status, signal, and no more."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

import acting
from acting import UNSEEN
from cast import all_checked, filed, ledger
from dateline.desk import public as desk
from dateline.desk.public import STATES, STATUS, TABLE, NotAllowed
from dateline.record import public as record

BRINGS = acting.BRINGS | {"erased": ["publish", "erase"]}
IN_THE_LOG = {"lift": "publish", "publish": "publish"}


def do(act, guid, at):
    """One act through the desk's door, with what it needs."""
    needs = {
        "save": lambda: desk.save_draft(guid, {"standfirst": "Rewritten."}),
        "submit": lambda: desk.submit(guid),
        "return": lambda: desk.send_back(guid),
        "embargo": lambda: desk.embargo(guid, at + timedelta(days=1)),
        "schedule": lambda: desk.schedule(guid, at + timedelta(days=1)),
        "discard": lambda: desk.discard(guid),
        "rebase": lambda: desk.rebase(guid, {"standfirst": "Rewritten."}, onto=1),
        "lift": lambda: desk.lift(guid, at=at),
        "publish": lambda: desk.publish(guid, at=at),
        "update": lambda: desk.update(guid, {"standfirst": "It is busy."}, at=at),
        "correct": lambda: desk.correct(guid, {"credit": "B"}, wrong="A", right="B", at=at),
        "resection": lambda: desk.resection(guid, "World", at=at),
        "withdraw": lambda: desk.withdraw(guid, "We took it down.", at=at),
        "expire": lambda: desk.expire(guid, at=at),
        "kill": lambda: desk.kill(guid, "It was wrong.", reason="one source", at=at),
        "erase": lambda: desk.erase(guid, "Erased by law.", at=at),
    }
    return needs[act]()


def bring(state, at):
    """A story in this state; its guid, and the address it had in public."""
    guid = filed(backfile=state == "undated")
    address = ""
    for act in BRINGS[state]:
        done = do(act, guid, at)
        address = address or (done.address if act == "publish" else "")
    return guid, address


def entries():
    """The log as the wire would follow it."""
    return [entry for _, entry in record.follow()]


def served(reader, guid, address):
    """Statuses of the story's addresses and their .json, redirects followed once."""
    found = desk.find(guid=guid)
    code = (found.address if found else address).rpartition("~")[2]
    addresses = {address, found.address} if found else {address}
    if not code:
        return {reader.get("/politics/").status, reader.get("/politics/a-bridge-opens").status}
    answers = []
    for asked in filter(None, {*addresses, f"/~{code}"}):
        for form in (asked, asked + ".json"):
            answer = reader.get(form)
            answers.append(
                reader.get(answer.headers["Location"]) if answer.status == 301 else answer
            )
    return {answer.status for answer in answers}


def test_the_table_has_a_word_for_every_act_and_state():
    assert all(tuple(row) == STATES for row in TABLE.values())
    assert {outcome.state for row in TABLE.values() for outcome in row.values()} <= {"", *STATUS}


@pytest.mark.parametrize("state", STATES)
def test_a_story_can_be_brought_into_the_state_and_answers_as_it_says(house, reader, noon, state):
    guid, address = bring(state, noon)
    assert desk.find(guid=guid).standing == state
    assert served(reader, guid, address) == {STATUS[state]}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", TABLE)
def test_an_act_does_what_the_table_says(house, reader, noon, act, state):
    guid, address = bring(state, noon)
    home = reader.get("/").body
    served(reader, guid, address)
    before, stood, at = ledger(), desk.find(guid=guid), noon + timedelta(hours=1)
    outcome = TABLE[act][state]
    if outcome.refused or not outcome.state:
        with pytest.raises(NotAllowed, match=state):
            do(act, guid, at)
        assert ledger() == before
        assert desk.find(guid=guid) == stood
        assert served(reader, guid, address) == {STATUS[state]}
    else:
        done = do(act, guid, at)
        _follows(reader, guid, address, done, outcome, act, before)
    if ledger() == before:
        assert reader.get("/").body == home
    all_checked()


def _follows(reader, guid, address, done, outcome, act, before):
    found = desk.find(guid=guid)
    assert (found.standing if found else "deleted") == outcome.state
    address = address or (done.address if hasattr(done, "address") else "")
    assert served(reader, guid, address) == {outcome.status}
    new = entries()[before[0]:]
    if act in UNSEEN or outcome.state == "deleted":
        assert (new, ledger()) == ([], before)
        return
    assert [(e.act, e.signal) for e in new] == [(IN_THE_LOG.get(act, act), outcome.signal)]
    assert ledger() == (before[0] + 1, before[1] + 1)
    if outcome.status == 410:
        item = json.loads(reader.get(found.address + ".json").body)
        assert item["pubStatus"] == "canceled"
        assert "bridge" not in json.dumps(item).lower()


@pytest.mark.parametrize("act", TABLE)
def test_nothing_is_done_to_an_erased_story(house, noon, act):
    guid, _ = bring("erased", noon)
    before, stood = ledger(), desk.find(guid=guid)
    with pytest.raises(NotAllowed, match="erased"):
        do(act, guid, noon)
    assert (ledger(), desk.find(guid=guid)) == (before, stood)


def test_an_undated_story_that_gets_its_date_is_live(house, noon):
    guid, _ = bring("undated", noon)
    desk.update(guid, {"published_at": noon - timedelta(days=9)}, at=noon)
    assert desk.find(guid=guid).standing == "live"


def test_an_unknown_story_is_named(house, noon):
    with pytest.raises(desk.NoSuchStory, match="no story has the guid"):
        desk.publish("6f8b2c70-0000-4000-8000-000000000000", at=noon)
