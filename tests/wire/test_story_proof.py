"""Who holds a story, live at the desk: the proof of a kill, and who is still to be told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Product, Way
from dateline.wire.subscribers.handing import Wanted, after, hand, receive
from dateline.wire.subscribers.writing import Writer
from desking import desk_of, person, words


@pytest.fixture
def papers(house):
    """Four subscribers to everything."""
    everything = wire.save_product(Product(name="Everything"))
    return [wire.subscribe(name, [everything]) for name in ("Globe", "Herald", "Mail", "News")]


@pytest.fixture
def editor(house):
    return desk_of(person("editor"))


def handed(*subscribers, number=0, received=True):
    for each in subscribers:
        rows = after(each.pk, number, 100)
        hand([Wanted(each.pk, "push", "ninjs", rows)], Writer(), at=clock.now())
        if received:
            receive(each.pk, "push", rows[-1].number, at=clock.now())


def where(guid: str) -> str:
    return f"/desk/subscribers/stories/{guid}/"


def test_a_live_story_says_who_has_which_version(house, noon, papers, editor):
    guid, _ = live("A bridge opens", at=noon)
    wire.distribute()
    handed(*papers[:3])
    desk.update(guid, {"standfirst": "New."}, at=noon)
    wire.distribute()
    handed(papers[0], number=1, received=False)
    page = words(editor.get(where(guid)).content)
    assert "3 of 4 subscribers were handed this story." in page
    assert "Globe 2 push" in page and "Herald 1 push" in page
    assert "News no text not handed over yet" in page


def test_a_kill_is_proved_and_who_is_missing_is_named(house, noon, papers, editor):
    guid, _ = live("A secret", at=noon)
    wire.distribute()
    handed(*papers[:3])
    desk.kill(guid, reason="Wrong", notice="Killed.", at=noon)
    wire.distribute()
    Way.objects.filter(subscriber=papers[2], kind="pull").update(
        failing_since=clock.now(), last_error="The connection was refused")
    handed(papers[0], papers[3], number=1)
    handed(papers[1], number=1, received=False)
    page = words(editor.get(where(guid)).content)
    assert ("1 of 3 hold the kill. 2 have not confirmed it, 1 of them unreachable; they hold "
            "version 1.") in page
    assert "Herald 1 push" in page and "was told, has not confirmed" in page
    assert "is not told yet ✕ pull: The connection was refused" in page
    assert "A secret" not in page
    assert "2 of 3 have not confirmed the kill" in words(editor.get("/desk/").content)
    rows = editor.get(where(guid) + "rows/").content.decode()
    assert "<html" not in rows and "1 of 3 hold the kill." in words(rows)
    handed(papers[1], papers[2], number=1)
    assert "3 of 3 hold the kill." in words(editor.get(where(guid)).content)
    assert "have not confirmed the kill" not in words(editor.get("/desk/").content)


def test_the_storys_own_screen_leads_there(house, noon, papers, editor):
    guid, _ = live(at=noon)
    pk = Story.objects.get(guid=guid).pk
    assert "Who holds this story" not in words(
        editor.get(f"/desk/stories/{pk}/delivery/").content)
    wire.distribute()
    page = editor.get(f"/desk/stories/{pk}/delivery/").content.decode()
    assert "0 of 4 subscribers were handed this story." in words(page) and where(guid) in page
    other = desk_of(person("reporter")).get(f"/desk/stories/{pk}/delivery/").content
    assert "subscribers were handed" not in words(other)


def test_a_story_of_nobody_has_no_page(house, noon, editor):
    guid, _ = live(at=noon)
    assert editor.get(where(guid)).status_code == 404
    assert desk_of(person("reporter")).get(where(guid) + "rows/").status_code != 200


def test_many_subscribers_cost_no_more_questions(house, noon, papers, editor):
    guid, _ = live(at=noon)
    wire.distribute()
    handed(papers[0])
    editor.get(where(guid))
    with CaptureQueriesContext(connection) as few:
        editor.get(where(guid))
    handed(*papers[1:])
    with CaptureQueriesContext(connection) as many:
        editor.get(where(guid))
    assert len(many) <= len(few)
