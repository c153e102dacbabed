"""Act × state × role, all of it, generated from the desk's table: through `desk.public` and through
the desk's addresses. What is refused changes no row of the database, and says why in words."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from acting import UNSEEN, brought, do
from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import Naming, Story, Term
from dateline.desk.public import STATES, TABLE, NotAllowed, NotPermitted, roles_for
from dateline.desk.texts import seen
from dateline.people.public import ROLES
from dateline.record import public as record
from dateline.record.models import Version
from desking import STORY, body, desk_of, form, person
from everything import ASKING, differing, every_row

WHO = (*ROLES, "nobody")
ACTS = sorted(TABLE)
NEEDS = {"note": "x", "wrong": "x", "right": "y", "notice": "x", "reason": "x", "sure": "on",
         "moment": "2199-01-01 12:00"}
NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
OTHERS = tuple(role for role in ROLES if role not in ("reporter", "editor", "chief editor"))
NO_ADDRESS = {"expire"}
"""The clock's alone: its page is not there for anybody."""


def people(who=WHO):
    """One person of each role, and one without any."""
    return {role: person(*([] if role == "nobody" else [role]), name=role.replace(" ", ""))
            for role in who}


def tried(state):
    """Who tries the addresses: all of them at night; else of those with no act, one a state."""
    other = OTHERS[STATES.index(state) % len(OTHERS)]
    return [role for role in WHO if NIGHTLY or role not in OTHERS or role == other]


def possible(act, state):
    """The outcome of the table, or None where it refuses."""
    found = TABLE[act][state]
    return found if found.state and not found.refused else None


def bystanders(noon):
    """Two stories that no act is about."""
    live("A bystander", at=noon, dossiers=("Floods",))
    filed("Another bystander", tags=(desk.Tag("Iraq", "place"),))
    return set(Story.objects.values_list("pk", flat=True))


def theirs(keys):
    """Every row about them."""
    guids = Story.objects.filter(pk__in=keys).values_list("guid", flat=True)
    return [
        list(Story.objects.filter(pk__in=keys).order_by("pk").values()),
        list(Naming.objects.filter(story__in=keys).order_by("pk").values()),
        list(Version.objects.filter(story__guid__in=list(guids)).order_by("pk").values()),
    ]


def took_effect(act, outcome, guid, before):
    """What the table says, and one entry of the log, or none."""
    found = desk.find(guid=guid)
    assert (found.standing if found else "deleted") == outcome.state
    entries = 0 if act in UNSEEN or outcome.state == "deleted" else 1
    assert ledger() == (before[0] + entries, before[1] + entries)
    if entries:
        made = [entry for _, entry in record.follow()][-1]
        assert made.act == {"lift": "publish"}.get(act, act)
        assert made.signal == outcome.signal


@pytest.mark.parametrize("state", STATES)
def test_the_door(house, noon, state):
    who, others = people(), bystanders(noon)
    guid, kept = brought(state), theirs(others)
    rows = every_row()
    for act in ACTS:
        for role, by in who.items():
            if role not in roles_for(act, state):
                with pytest.raises(NotPermitted, match=r"roles .*editor"):
                    do(act, guid, by)
            elif not possible(act, state):
                with pytest.raises(NotAllowed, match=f"{state}; {act} is not possible: .{{10}}"):
                    do(act, guid, by)
    assert differing(rows, every_row()) == {}
    for act in ACTS:
        for role in sorted(roles_for(act, state)) if possible(act, state) else ():
            before = ledger()
            do(act, guid, who[role])
            took_effect(act, possible(act, state), guid, before)
            assert theirs(others) == kept
            guid = brought(state)
    all_checked()


def asked(client, act, guid):
    """Send what the page of an act would send, whether or not it offers its form."""
    story = Story.objects.get(guid=guid)
    edit, compare = f"{STORY}edit/{story.pk}/", f"/desk/stories/{story.pk}/compare/"
    if act == "save":
        sent = form(client.get(edit).content.decode(), "w-editor-form")
        usual = {"section": story.section_id, "headline": story.headline}
        return client.post(edit, usual | sent | {"standfirst": "Rewritten."} | body("New."))
    if act == "rebase":
        sent = form(client.get(compare).content.decode())
        return client.post(compare, {"after": 1, "take-standfirst": "mine"} | sent)
    section = Term.objects.get(name="World").pk
    where = f"/desk/stories/{story.pk}/act/{act}/"
    return client.post(where, NEEDS | {"section": section, "seen": seen(story)})


def said(client, answer):
    """What a person is told, followed to where the answer leads."""
    while answer.status_code == 302:
        answer = client.get(answer["Location"])
    page = answer.content.decode()
    told = re.findall(r'<li class="(?:error|warning|info)">(.*?)</li>|role="alert">(.*?)</div>',
                      page, re.DOTALL) or [page]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", " ".join(map("".join, told)))).split())


def refusal(role, act, state):
    """The words somebody is refused with."""
    if role == "nobody":
        return "no role in this newsroom"
    writers = role in ("reporter", "editor", "chief editor")
    if act in ("save", "rebase") and not writers:
        return "you do not have permission"
    if act == "rebase" and not possible("rebase", state):
        return "no draft of a live story"
    if (act, state, role) == ("save", "in review", "reporter"):
        return "could not be saved as it is locked"  # Wagtail's lock of a text in review
    if role not in roles_for(act, state):
        return "this takes one of the roles"
    return f"{state}; {act} is not possible"


def nothing_to_publish(act, state):
    """Possible through the door with changes; by its button only with a draft."""
    return act == "update" and state in ("live", "undated")


def by_button(act, state):
    """The outcome by the act's button, which publishes the draft where there is one."""
    outcome = possible(act, state)
    publishes = act in ("update", "correct") and state in ("live with a draft", "update scheduled")
    return replace(outcome, state="live") if publishes else outcome


@pytest.mark.parametrize("state", STATES)
def test_the_addresses(house, noon, state):
    desk.add_section("World")
    who, others = people(tried(state)), bystanders(noon)
    clients = {role: desk_of(by) for role, by in who.items()}
    guid, kept = brought(state), theirs(others)
    rows, told = every_row(but=ASKING), {}
    for act in ACTS:
        for role, client in clients.items():
            if act in NO_ADDRESS:
                assert asked(client, act, guid).status_code in (403, 404)
            elif not possible(act, state) or role not in roles_for(act, state):
                told[act, role] = said(client, asked(client, act, guid))
            elif nothing_to_publish(act, state):
                assert "no draft to publish" in said(client, asked(client, act, guid))
    assert differing(rows, every_row(but=ASKING)) == {}
    for (act, role), words in told.items():
        assert refusal(role, act, state) in words, (act, role, words)
    for act in sorted(set(ACTS) - NO_ADDRESS):
        if not possible(act, state) or nothing_to_publish(act, state):
            continue
        for role in sorted(roles_for(act, state)):
            before = ledger()
            answer = asked(clients[role], act, guid)
            assert answer.status_code == 302, (act, role, said(clients[role], answer))
            took_effect(act, by_button(act, state), guid, before)
            assert theirs(others) == kept
            guid = brought(state)
    all_checked()


def test_a_stranger_at_the_addresses_is_asked_to_sign_in(house, noon):
    pages = [f"/desk/stories/{{pk}}/act/{act}/" for act in sorted(set(ACTS) - NO_ADDRESS)]
    pages += [f"{STORY}edit/{{pk}}/", "/desk/stories/{pk}/compare/"]
    client = Client(headers={"host": "localhost:8000"})
    for state in STATES:
        pk = Story.objects.get(guid=brought(state)).pk
        rows = every_row(but=ASKING)
        for page in pages:
            for answer in (client.get(page.format(pk=pk)), client.post(page.format(pk=pk), NEEDS)):
                assert answer.status_code == 302 and "/account/login/" in answer["Location"]
        assert differing(rows, every_row(but=ASKING)) == {}
