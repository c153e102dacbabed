"""A screen of the desk asks the same few questions, however many stories the desk holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.models import Naming, Story, Term
from desking import desk_of, person
from listing import list_address
from plans import planned, reads_all

FULL = {"dossiers": ("Floods",), "authors": ("Ann Lee",), "place": "Rome", "language": "fr"}


def newsroom(noon, stories):
    """A newsroom with so many live stories, each with a draft, and as many drafts."""
    for number in range(stories):
        guid, _ = live(f"Story {number}", at=noon + timedelta(minutes=number), **FULL)
        desk.save_draft(guid, {"genre": "report"})
        filed(f"Draft {number}", urgency=1, **FULL)
    desk.file_batch([story(f"Import {n}", source=f"s:{n}", **FULL) for n in range(stories)])


def screens():
    """The addresses of the desk's screens, by what they are."""
    one, draft = Story.objects.get(headline="Story 0"), Story.objects.get(headline="Draft 0")
    dossier = Term.objects.get(kind="dossier")
    edit, history = (f"wagtailsnippets_desk_story:{name}" for name in ("edit", "history"))
    return {
        "dashboard": "/desk/",
        "list": list_address(),
        "list, narrowed": list_address(f"section={one.section_id}&language=fr&dossier=flo&q=story"),
        "editor": reverse(edit, args=[one.pk]),
        "editor of a draft": reverse(edit, args=[draft.pk]),
        "history": reverse(history, args=[one.pk]),
        "kill": reverse("desk_act", args=[one.pk, "kill"]),
        "dossiers": reverse("desk_terms:index", args=["dossier"]),
        "finding stories": reverse("desk_find_stories") + "?q=story",
        "finding dossiers": reverse("desk_terms:find") + "?kind=dossier&q=flo",
        "dossier": reverse("desk_terms:term", args=["dossier", dossier.pk]),
        "front page": reverse("front_page"),
        "finding for the front page": reverse("front_search") + "?words=story",
    }


def counts(client):
    """How many questions each screen asks, once everything that is kept in memory is."""
    found = {}
    for name, address in screens().items():
        assert client.get(address).status_code == 200, name
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        found[name] = len(captured)
    return found


def test_screens_ask_no_more_of_a_larger_desk(house, noon):
    client = desk_of(person("chief editor"))
    newsroom(noon, 8)
    before = counts(client)
    desk.file_batch([story(f"Story of old {n}", source=f"o:{n}", **FULL) for n in range(40)])
    for number in range(8, 12):
        filed(f"Draft {number}", **FULL)
    assert counts(client) == before


@pytest.mark.parametrize(
    "screen", ["dossier", "dossiers", "editor", "kill", "history", "dashboard"]
)
def test_no_screen_reads_the_stories_one_by_one(house, noon, screen):
    client = desk_of(person("chief editor"))
    newsroom(noon, 2)
    address = screens()[screen]
    with planned("desk_story") as plans:
        client.get(address)
    assert plans and not [plan for plan in plans if reads_all(plan, "desk_story")]
    with planned("desk_naming") as plans:
        client.get(address)
    assert not [plan for plan in plans if reads_all(plan, "desk_naming")]


def test_guesses_are_found_in_an_index_of_their_own(house, noon):
    plan = Naming.objects.filter(guessed=True).values("term").explain()
    assert "desk_guessed" in plan or connection.vendor == "postgresql"
