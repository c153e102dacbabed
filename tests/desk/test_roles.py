"""Act × state × role, through `desk.public` and through the desk's addresses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import all_checked, filed, ledger
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import ROLES, STATES, TABLE, NotAllowed, NotPermitted, roles_for
from dateline.people.public import ROLES as PEOPLE
from desking import Writing, buttons, desk_of, form, person

BRINGS = {
    "draft": [], "in review": ["submit"], "scheduled": ["schedule"], "embargoed": ["embargo"],
    "live": ["publish"], "live with a draft": ["publish", "save"],
    "withdrawn": ["publish", "withdraw"], "expired": ["publish", "expire"],
    "killed": ["publish", "kill"], "undated": ["publish"],
}
ACTS = sorted(TABLE)
TRIED = ("reporter", "editor", "chief editor", "moderator")


def do(act, guid, by=None):
    """One act through the door, by somebody."""
    later = Story.objects.get(guid=guid).saved_at + timedelta(days=1)
    needs = {
        "save": lambda: desk.save_draft(guid, {"standfirst": "Rewritten."}, by=by),
        "submit": lambda: desk.submit(guid, by=by),
        "return": lambda: desk.send_back(guid, "Who?", by=by),
        "embargo": lambda: desk.embargo(guid, later, by=by),
        "schedule": lambda: desk.schedule(guid, later, by=by),
        "lift": lambda: desk.lift(guid, by=by),
        "publish": lambda: desk.publish(guid, by=by),
        "update": lambda: desk.update(guid, {"standfirst": "It is busy."}, by=by),
        "correct": lambda: desk.correct(guid, {"credit": "B"}, wrong="A", right="B", by=by),
        "resection": lambda: desk.resection(guid, "World", by=by),
        "withdraw": lambda: desk.withdraw(guid, "We took it down.", by=by),
        "expire": lambda: desk.expire(guid, by=by),
        "kill": lambda: desk.kill(guid, "It was wrong.", reason="one source", by=by),
        "erase": lambda: desk.erase(guid, "Erased by law.", by=by),
        "discard": lambda: desk.discard(guid, by=by),
        "rebase": lambda: desk.rebase(guid, {"standfirst": "x"}, onto=1, by=by),
    }
    return needs[act]()


def brought(state):
    """The guid of a story in this state."""
    guid = filed(backfile=state == "undated")
    for act in BRINGS[state]:
        do(act, guid)
    return guid


def kept():
    """What no refused act may change."""
    rows = Story.objects.order_by("pk").values("pk", "state", "headline", "standfirst", "live",
                                               "saved_at", "has_unpublished_changes")
    return list(rows), ledger()


def test_every_act_has_its_roles_and_the_matrix_covers_all():
    assert set(ROLES) == set(TABLE) and set(BRINGS) == set(STATES)
    assert {role for roles in ROLES.values() for role in roles} <= set(TRIED) <= set(PEOPLE)


@pytest.mark.parametrize("state", STATES)
def test_the_door_asks_for_the_role_in_every_state(house, state):
    people = {role: person(role) for role in TRIED}
    guid = brought(state)
    for act in ACTS:
        possible = TABLE[act][state].state and not TABLE[act][state].refused
        for role, by in people.items():
            before = kept()
            if role not in roles_for(act, state):
                with pytest.raises(NotPermitted):
                    do(act, guid, by)
                assert kept() == before
            elif possible:
                do(act, guid, by)
                guid = brought(state)
            else:
                with pytest.raises(NotAllowed):
                    do(act, guid, by)
                assert kept() == before
    all_checked()


NEEDS = {"note": "x", "wrong": "x", "right": "x", "notice": "x", "reason": "x", "sure": "on",
         "moment": "2199-01-01 12:00"}
PAGES = sorted(set(ACTS) - {"save", "rebase", "expire"})


@pytest.mark.parametrize("state", STATES)
def test_the_addresses_ask_for_the_role_in_every_state(house, state):
    desk.add_section("World")
    world = Story._meta.get_field("section").related_model.objects.get(name="World").pk
    guid = brought(state)
    for role in TRIED:
        client = desk_of(person(role))
        for act in PAGES:
            pk = Story.objects.get(guid=guid).pk
            before = kept()
            where = f"/desk/stories/{pk}/act/{act}/"
            page = client.get(where).content.decode()
            answer = client.post(where, form(page) | NEEDS | {"section": world})
            possible = TABLE[act][state].state and not TABLE[act][state].refused
            if role in roles_for(act, state) and possible and not _nothing(act, state):
                assert answer.status_code == 302, (role, act, state)
                assert kept() != before or act in ("submit", "return")
                guid = brought(state)
            else:
                assert answer.status_code == 422, (role, act, state)
                assert kept() == before


def _nothing(act, state):
    """Possible in the table, but there is nothing to publish."""
    return act == "update" and state != "live with a draft"


def test_the_editor_offers_only_what_is_possible(house):
    seen = {}
    for state in STATES:
        guid = brought(state)
        pk = Story.objects.get(guid=guid).pk
        for role in ("reporter", "editor"):
            by = person(role, name=f"{role}{state}".replace(" ", ""))
            seen[state, role] = set(buttons(Writing(by, pk).html))
    assert seen["draft", "reporter"] == {"submit"}
    assert seen["in review", "reporter"] == set()
    assert seen["live with a draft", "reporter"] == {"submit"}
    assert seen["in review", "editor"] == {"approve", "publish", "embargo", "schedule"}
    assert seen["live with a draft", "editor"] == {"submit", "update", "correct"}
    assert seen["killed", "editor"] == set()


def test_a_lock_holds_the_text_but_not_a_kill(house):
    ann, ed = person("editor", name="ann"), person("editor", name="ed")
    guid = brought("live with a draft")
    pk = Story.objects.get().pk
    desk_of(ann).post(f"/desk/snippets/desk/story/lock/{pk}/")
    for act in ("save", "discard", "submit"):
        with pytest.raises(NotAllowed, match="locked by Ann"):
            do(act, guid, ed)
    do("save", guid, ann)
    do("kill", guid, ed)
    assert desk.find(guid=guid).standing == "killed"
