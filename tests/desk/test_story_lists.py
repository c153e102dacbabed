"""The list of stories: what it shows, how it is narrowed, and that its questions stay small."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.screens import lists
from dateline.record import public as record
from desking import desk_of, person
from listing import headlines, list_address, text_of
from plans import SQLITE, planned, reads_all

WAYS = ((2000, 50_000), (0, 50_000), (0, 0))
"""How many stories are few and many: by their keys, looked up in a set, looked up one by one."""


@pytest.fixture
def editor(house):
    """An editor's browser."""
    return desk_of(person("editor"))


def newsroom(noon):
    """One story in each state, and some that differ."""
    live("Live", at=noon, section="Sport", dossiers=("The long war",), authors=("Ann Lee",),
         urgency=1)
    guid, _ = live("Drafted", at=noon, language="en-GB")
    desk.save_draft(guid, {"genre": "report"})
    guid, _ = live("Behind", at=noon, language="fr")
    desk.save_draft(guid, {"genre": "report"})
    desk.update(guid, {"standfirst": "New."}, at=noon)
    filed("Draft", dossiers=("The short war",), urgency=2)
    desk.submit(filed("In review"))
    desk.schedule(filed("Scheduled"), noon + timedelta(days=900))
    desk.embargo(filed("Embargoed"), noon)
    guid, _ = live("Withdrawn", at=noon)
    desk.withdraw(guid, "Gone.", at=noon)
    guid, _ = live("Killed", at=noon)
    desk.kill(guid, "Gone.", reason="Wrong.", at=noon)
    desk.file_batch([story("Undated", source="a:1", headline_missing=True)], at=noon)


@pytest.mark.parametrize(("query", "expected"), [
    ("state=draft", {"Draft"}),
    ("state=live", {"Live", "Undated"}),
    ("state=live+with+a+draft", {"Drafted", "Behind"}),
    ("state=in+review&state=embargoed", {"In review", "Embargoed"}),
    ("state=killed", {"Killed"}),
    ("glance=behind", {"Behind"}),
    ("glance=held", {"Scheduled", "Embargoed"}),
    ("glance=late", {"Embargoed"}),
    ("glance=undated", {"Undated"}),
    ("glance=nameless", {"Undated"}),
    ("glance=waiting", {"In review"}),
    ("glance=drafts", set()),
    ("dossier=WAR", {"Live", "Draft"}),
    ("dossier=long++war", {"Live"}),
    ("dossier=peace", set()),
    ("author=lee", {"Live"}),
    ("language=en-GB", {"Drafted"}),
    ("language=fr", {"Behind"}),
    ("urgency=1&urgency=2", {"Live", "Draft"}),
    ("urgency=2&dossier=war", {"Draft"}),
    ("backfile=true", {"Undated"}),
    ("published_at_to=2026-03-01", set()),
    ("published_at_from=2026-03-02&published_at_to=2026-03-02&language=fr", {"Behind"}),
    ("saved_at_to=2020-01-01", set()),
    ("q=draft", {"Draft", "Drafted"}),
    ("q=draft&state=draft", {"Draft"}),
    ("q=draf&dossier=war", {"Draft"}),
    ("q=li", set()),
    ("q=live", {"Live"}),
    ("q=withdraw+politics", set()),
    ("language=en&state=live+with+a+draft", {"Drafted"}),
    ("language=en-", set()),
    ("language=e", set()),
    ("dossier=war&author=lee", {"Live"}),
    ("backfile=false&state=killed&state=withdrawn", {"Killed", "Withdrawn"}),
])
def test_a_list_is_narrowed_whatever_leads(editor, noon, monkeypatch, query, expected):
    newsroom(noon)
    for few, many in WAYS:
        monkeypatch.setattr("dateline.desk.narrowing.FEW", few)
        monkeypatch.setattr("dateline.desk.narrowing.MANY", many)
        assert set(headlines(editor, query)) == expected


def test_by_section_and_by_writer(house, noon):
    writer = person("reporter")
    client = desk_of(writer)
    desk.file_story(story("Mine"), by=writer)
    live("Theirs", at=noon, section="Sport")
    sport = Story.objects.get(headline="Theirs").section_id
    assert headlines(client, f"section={sport}") == ["Theirs"]
    assert headlines(client, f"owner={writer.pk}") == headlines(client, "glance=drafts") == ["Mine"]
    assert headlines(client, "section=999999") == headlines(client)  # a wrong value narrows nothing


def test_a_row_says_what_an_editor_needs_with_dates_in_their_zone(editor, noon):
    newsroom(noon)
    page = text_of(editor.get(list_address("glance=behind")))
    for words in ("live with a draft", "behind the public version", "Politics",
                  '<time datetime="2026-03-02T12:00:00+00:00">', "Mar\u00a02026, 12:00\u00a0UTC",
                  '<caption class="w-sr-only">Stories</caption>', 'scope="row"'):
        assert words in page
    page = text_of(editor.get(list_address("dossier=long")))
    assert "Ann Lee" in page and "Sport" in page


def test_the_last_saved_comes_first_and_dates_sort(editor, noon):
    for number, days in enumerate((3, 1, 2)):
        live(f"Story {number}", at=noon, published_at=noon - timedelta(days=days))
    desk.save_draft(str(Story.objects.get(headline="Story 0").guid), {"genre": "report"})
    assert headlines(editor) == ["Story 0", "Story 2", "Story 1"]
    assert headlines(editor, "ordering=-published_at") == ["Story 1", "Story 2", "Story 0"]
    assert headlines(editor, "ordering=published_at") == ["Story 0", "Story 2", "Story 1"]
    assert headlines(editor, "ordering=note") == headlines(editor)


def test_pages_are_counted_as_far_as_they_go(editor, noon, monkeypatch):
    desk.file_batch([story(f"Story {n}", source=f"s:{n}") for n in range(95)], at=noon)
    page = text_of(editor.get(list_address()))
    assert "95 stories" in page and "Page 1 of 4" in page
    every = [name for number in range(1, 5) for name in headlines(editor, f"p={number}")]
    assert len(every) == len(set(every)) == 95
    monkeypatch.setattr(lists, "MOST", 60)
    page = text_of(editor.get(list_address("p=2")))
    assert "More than 60 stories; narrow them down" in page and "Page 2 of 2" in page
    assert "More than 60 stories" in text_of(editor.get(list_address("q=story")))
    assert headlines(editor, "p=99") == headlines(editor, "p=2")


def asked(client, query):
    """How many questions about stories a page asks."""
    with CaptureQueriesContext(connection) as captured:
        client.get(list_address(query))
    return sum('"desk_' in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("query", ["", "p=2", "q=story", "state=live&dossier=floods"])
def test_a_longer_list_asks_no_more_questions(editor, noon, query):
    few = [story(f"Story {n}", source=f"s:{n}", authors=("Ann Lee",), dossiers=("Floods",),
                 place="Rome") for n in range(65)]
    desk.file_batch(few[:32], at=noon)
    asked(editor, query)
    before = asked(editor, query)
    desk.file_batch(few[32:], at=noon)
    assert asked(editor, query) == before <= 6


@pytest.mark.parametrize("query", [
    "", "p=2", "ordering=-published_at", "ordering=saved_at", "section={section}", "state=draft",
    "state=live+with+a+draft", "language=fr", "urgency=1", "backfile=true", "dossier=floods",
    "author=lee", "owner={owner}", "q=story", "q=story&state=draft", "published_at_from=2026-01-01",
    "saved_at_from=2026-01-01&language=en&ordering=-published_at",
    *(f"glance={name}" for name in ("drafts", "waiting", "held", "behind", "undated", "nameless",
                                    "locked", "late", "trouble")),
])
@pytest.mark.parametrize(("few", "many"), WAYS)
def test_no_list_reads_the_stories_themselves_one_by_one(
    house, noon, monkeypatch, query, few, many
):
    monkeypatch.setattr("dateline.desk.narrowing.FEW", few)
    monkeypatch.setattr("dateline.desk.narrowing.MANY", many)
    writer = person("editor")
    desk.file_batch([story(f"Story {n}", source=f"s:{n}", authors=("Ann Lee",),
                           dossiers=("Floods",)) for n in range(3)], at=noon)
    desk.submit(filed("In review"))
    section = Story.objects.first().section_id
    with planned("desk_story") as plans:
        headlines(desk_of(writer), query.format(section=section, owner=writer.pk))
    assert plans and not [plan for plan in plans if reads_all(plan, "desk_story")]


@pytest.mark.skipif(not SQLITE, reason="PostgreSQL chooses by how much a table holds")
@pytest.mark.parametrize(("query", "index"), [
    ("language=fr", "desk_of_language"),
    ("language=fr&section={section}&urgency=1", "desk_of_language"),
    ("section={section}", "desk_of_section"),
    ("urgency=1", "desk_of_urgency"),
    ("state=draft", "desk_of_state"),
    ("state=live+with+a+draft", "desk_of_state"),
    ("owner={owner}", "desk_of_owner"),
    ("backfile=false", "desk_of_news"),
    ("glance=behind", "desk_behind"),
    ("glance=nameless", "desk_nameless"),
    ("glance=locked", "desk_locked"),
    ("glance=trouble", "desk_troubled"),
    ("published_at_from=1980-01-01&published_at_to=1980-12-31", "desk_dated"),
    ("dossier=floods", "desk_named_by"),
    ("", "desk_listed"),
    ("ordering=-published_at", "desk_dated"),
    ("language=en&urgency=1&ordering=-published_at", "desk_dated"),
])
def test_what_may_be_rare_is_asked_of_its_own_index(house, noon, query, index, monkeypatch):
    monkeypatch.setattr("dateline.desk.narrowing.FEW", 0)
    writer = person("editor")
    live(at=noon, urgency=1, dossiers=("Floods",))
    section = Story.objects.first().section_id
    with planned("desk_story" if index != "desk_named_by" else "desk_naming") as plans:
        headlines(desk_of(writer), query.format(section=section, owner=writer.pk))
    assert any(index in plan for plan in plans)


@pytest.mark.skipif(not SQLITE, reason="PostgreSQL chooses by how much a table holds")
def test_a_common_thing_leaves_the_list_in_its_order(house, noon, monkeypatch):
    monkeypatch.setattr("dateline.desk.narrowing.FEW", 0)
    live(at=noon, urgency=1)
    section = Story.objects.first().section_id
    writer = person("editor")
    for query in ("language=en", "urgency=1", f"section={section}", "state=live", "backfile=false"):
        with planned("desk_story") as plans:
            headlines(desk_of(writer), query)
        assert [plan for plan in plans if "desk_listed" in plan and "TEMP B-TREE" not in plan]


def test_nothing_is_done_to_many_stories_at_once(house, noon):
    chief = person("chief editor")
    chief.is_superuser = True
    chief.save()
    client = desk_of(chief)
    guid, done = live(at=noon)
    draft = filed("A draft")
    before = record.head()
    assert "data-bulk-action" not in text_of(client.get(list_address()))
    keys = "&".join(f"id={pk}" for pk in Story.objects.values_list("pk", flat=True))
    for action in ("delete", "publish", "unpublish", "move"):
        for which in (keys, "id=all"):
            address = reverse("wagtail_bulk_action", args=["desk", "story", action]) + f"?{which}"
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404
    assert client.get(list_address("export=csv")).headers["Content-Type"].startswith("text/html")
    assert {str(row) for row in Story.objects.values_list("guid", flat=True)} == {guid, draft}
    assert record.head() == before and record.story(done.code).state == "live"


def test_who_may_only_look_finds_no_way_in_and_a_stranger_sees_nothing(house, noon):
    live("Secret", at=noon)
    moderator = person("moderator")
    page = text_of(desk_of(moderator).get(list_address()))
    assert "Secret" in page and "/edit/" not in page.partition("<main")[2]
    assert "/edit/" not in text_of(desk_of(moderator).get("/desk/")).partition("<main")[2]
    moderator.groups.clear()
    for address in (list_address(), "/desk/"):
        answer = desk_of(moderator).get(address)
        assert answer.status_code == 403 and "Secret" not in answer.content.decode()
