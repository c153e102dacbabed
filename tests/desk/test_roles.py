"""What the editor offers by state and role, and what a lock holds back.

All acts by all roles in all states are in `test_matrix`.
"""

from __future__ import annotations

import pytest

from acting import BRINGS, brought, do
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import ROLES, STATES, TABLE, NotAllowed
from dateline.people.public import ROLES as PEOPLE
from desking import Writing, buttons, desk_of, person


def test_every_act_has_its_roles_and_every_state_its_way():
    assert set(ROLES) == set(TABLE) and set(BRINGS) == set(STATES)
    assert {role for roles in ROLES.values() for role in roles} <= set(PEOPLE)


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
    assert seen["live with a draft", "editor"] == {"submit", "update", "correct", "schedule"}
    assert seen["update scheduled", "editor"] == {"update", "correct", "schedule"}
    assert seen["update scheduled", "reporter"] == set()
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
