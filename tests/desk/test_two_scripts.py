"""Two people, each with a script of their own, interleaved: no word is lost, and everybody is told.

At night every pair of acts in every order; else some of them.
"""

from __future__ import annotations

import itertools
import os
import random

import pytest
from wagtail.models import Revision

from acting import brought, do
from cast import all_checked
from dateline.desk.models import Story
from dateline.record import public as record
from desking import STORY, Writing, body, desk_of, form, person

NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
BEGIN = {"publish": "draft", "submit": "draft", "discard": "draft", "approve": "in review",
         "update": "live with a draft", "correct": "live with a draft", "kill": "live",
         "withdraw": "live", "schedule": "live with a draft", "embargo": "draft", "lock": "draft"}
NEEDS = {"wrong": "x", "right": "y", "note": "", "notice": "Gone.", "reason": "Wrong.",
         "moment": "2199-01-01 12:00:00"}
STEPS = ("save", "look", "press")
INTERLEAVED = sorted({tuple(order) for order in itertools.permutations("aaabbb")})
PAIRS = list(itertools.product(BEGIN, BEGIN))
CASES = list(itertools.product(PAIRS, INTERLEAVED))
CHOSEN = CASES if NIGHTLY else random.Random(3).sample(CASES, 22)


class Person:
    """Somebody with an editor open, a word of their own, and an act to do in the end."""

    def __init__(self, name, field, act, pk):
        self.name, self.field, self.act = name, field, act
        self.word, self.pk = f"{name}word", pk
        self.writing = Writing(person("editor", name=name), pk)
        self.client, self.saw, self.looked = self.writing.client, 0, {}
        self.steps = iter(STEPS)
        self.saved, self.pressed = False, ""

    def save(self, desk):
        """Save; whoever is out of date is told who saved what since."""
        sent = self.writing.sent | {self.field: self.word} | body("One.")
        answer = self.client.post(f"{STORY}edit/{self.pk}/", sent,
                                  headers={"origin": "http://localhost:8000"})
        page = answer.content.decode()
        if answer.status_code != 302:
            assert answer.status_code in (200, 403) and self.word in page
            return
        self.saved = True
        if self.saw < desk.saves:
            assert "/merge/" in answer["Location"]
            page = self.client.get(answer["Location"]).content.decode()
            assert desk.last in page and self.word in page
            page = form(page)
            chosen = {name: "mine" if self.field in name else "theirs" for name in page
                      if name.startswith("take-")} | {f"take-{self.field}": "mine"}
            both = self.client.post(answer["Location"], page | chosen)
            assert both.status_code == 302
        desk.saves, desk.last = desk.saves + 1, self.name.title()
        self.saw = desk.saves

    def look(self, desk):
        """Open the page of the act."""
        where = f"/desk/stories/{self.pk}/act/{self.act}/"
        if self.act != "lock":
            page = self.client.get(where)
            self.looked = form(page.content.decode()) if page.status_code == 200 else {}

    def press(self, desk):
        """Its button: done as one entry at most, or refused in words."""
        before = record.head()
        if self.act == "lock":
            self.client.post(f"{STORY}lock/{self.pk}/")
            return
        answer = self.client.post(f"/desk/stories/{self.pk}/act/{self.act}/", NEEDS | self.looked)
        assert answer.status_code in (302, 422, 404)
        assert record.head() - before <= (answer.status_code == 302)
        self.pressed = self.act if answer.status_code == 302 else ""


class Desk:
    """What both know of each other."""

    saves, last = 0, ""


def texts(pk):
    """Every word kept of the story: the row, its revisions, the public version."""
    story = Story.objects.filter(pk=pk).first()
    kept = [str(story.serializable_data())] if story else []
    return "\n".join(kept + [str(row.content) for row in Revision.objects.filter(object_id=pk)])


def named(case):
    (first, second), order = case
    return f"{first}-{second}-{''.join(order)}"


@pytest.mark.parametrize("case", CHOSEN, ids=named)
def test_no_word_is_lost(house, case):
    (first, second), order = case
    guid = brought(BEGIN[first])
    do("save", guid, person("editor", name="carl"))
    if BEGIN[first] == "live":
        do("discard", guid)
    pk = Story.objects.get().pk
    people = {"a": Person("anna", "headline", first, pk), "b": Person("benno", "standfirst",
                                                                     second, pk)}
    desk = Desk()
    for letter in order:
        one = people[letter]
        getattr(one, next(one.steps))(desk)
    gone = {one.pressed for one in people.values()} & {"discard"}
    for one in people.values():
        assert one.word in texts(pk) or gone or not one.saved, one.name
    all_checked()


def test_who_saves_a_draft_that_was_thrown_away_has_it_as_a_new_story(house):
    guid = brought("draft")
    pk = Story.objects.get().pk
    writing = Writing(person("reporter", name="ann"), pk)
    do("discard", guid, person("editor", name="ben"))
    ours = {"origin": "http://localhost:8000"}
    answer = writing.client.post(f"{STORY}edit/{pk}/", writing.sent | {"headline": "Annaword"}
                                 | body("Anna's body."), headers=ours)
    page = answer.content.decode()
    assert answer.status_code == 403 and "thrown away by Ben" in page
    assert writing.client.post(f"{STORY}add/", form(page), headers=ours).status_code == 302
    story = Story.objects.get()
    assert (story.headline, story.owner.first_name) == ("Annaword", "Ann")
    assert [block.text for block in story.filing().blocks] == ["Anna's body."]
    fresh = desk_of(story.owner)
    assert fresh.get(f"{STORY}edit/99999/").status_code == 404
