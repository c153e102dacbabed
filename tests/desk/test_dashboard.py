"""The newsroom at a glance: who sees what, in words, however large the archive is."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import format_html

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import SLOTS
from dateline.lib import clock
from desking import desk_of, person
from listing import headlines, text_of
from plans import planned, reads_all


def panels(client):
    """The dashboard as {slot: its words}, tags taken away."""
    page = text_of(client.get("/desk/"))
    found = re.findall(r'<section class="[^"]*" id="desk-(\w+)-section"(.*?)</section>', page, re.S)
    return {
        slot: " ".join(unescape(re.sub(r"<[^>]*>", " ", content.partition(">")[2])).split())
        for slot, content in found
    }


def rows_of(client, slot):
    """The headlines a panel lists."""
    page = text_of(client.get("/desk/"))
    panel = page.partition(f'id="desk-{slot}-section"')[2].partition("</section>")[0]
    return [unescape(name) for name in re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', panel)]


def mine(headline, by, **fields):
    """A draft that somebody writes."""
    return desk.file_story(story(headline, **fields), by=by)


def test_an_empty_newsroom_says_so_in_every_panel(house):
    shown = panels(desk_of(person("reporter")))
    assert list(shown) == [slot for slot in SLOTS if slot not in ("machines", "more")]
    assert "You have no open drafts." in shown["drafts"]
    assert "Nothing waits for your approval." in shown["waiting"]
    assert "Nothing is late, nothing failed." in shown["trouble"]


def test_my_drafts_are_what_i_write_or_saved_last_and_is_not_public(house, noon):
    writer, editor = person("reporter"), person("editor")
    mine("Mine", writer)
    theirs = mine("Saved by me last", editor)
    desk.save_draft(theirs, {"genre": "report"}, by=writer)
    published = mine("Published", writer)
    desk.publish(published, at=noon, by=editor)
    drafted = mine("Live with my draft", writer)
    desk.publish(drafted, at=noon, by=editor)
    desk.save_draft(drafted, {"genre": "report"}, by=writer)
    mine("Theirs", editor)
    client = desk_of(writer)
    expected = ["Live with my draft", "Saved by me last", "Mine"]
    assert rows_of(client, "drafts") == headlines(client, "glance=drafts") == expected
    assert rows_of(desk_of(editor), "drafts") == ["Theirs", "Saved by me last"]
    assert "live with a draft" in panels(client)["drafts"]


def test_what_waits_is_for_who_may_approve_with_who_submitted_it(house):
    writer, editor = person("reporter"), person("editor")
    for name in ("First", "Second"):
        desk.submit(mine(name, writer), by=writer)
    client = desk_of(editor)
    assert rows_of(client, "waiting") == ["First", "Second"]
    assert "Submitted by" in panels(client)["waiting"] and "Reporter" in panels(client)["waiting"]
    assert rows_of(desk_of(writer), "waiting") == []
    desk.send_back(str(Story.objects.get(headline="First").guid), by=editor)
    desk.publish(str(Story.objects.get(headline="Second").guid), by=editor)
    assert rows_of(client, "waiting") == headlines(client, "glance=waiting") == []


def test_what_is_held_counts_down_and_says_what_is_late(house, noon):
    desk.schedule(filed("Tomorrow"), noon + timedelta(days=1, hours=2, seconds=30))
    desk.embargo(filed("Soon"), noon + timedelta(minutes=4, seconds=9))
    desk.embargo(filed("Missed"), noon - timedelta(minutes=61))
    with clock.at(noon):
        client = desk_of(person("editor"))
        assert rows_of(client, "held") == ["Missed", "Soon", "Tomorrow"]
        text, page = panels(client)["held"], text_of(client.get("/desk/"))
    assert "late by 1 h 1 min" in text and "in 4 min 9 s" in text and "in 1 d 2 h" in text
    assert "2 Mar 2026, 12:04 UTC" in text
    assert 'data-desk-until="2026-03-02T12:04:09+00:00"' in page
    assert 'data-desk-now="2026-03-02T12:00:00+00:00"' in page


def test_what_was_just_published_says_what_and_by_whom(house):
    editor = person("editor")
    guid = filed("A bridge opens")
    desk.publish(guid, by=editor)
    desk.correct(guid, {"headline": "A bridge opened"}, wrong="opens", right="opened", by=editor)
    desk.publish(filed("By the clock"))
    text = panels(desk_of(person("reporter")))["published"]
    assert rows_of(desk_of(editor), "published") == [
        "By the clock", "A bridge opened", "A bridge opened",
    ]
    assert "corrected Editor" in text and "published Editor" in text and "the house" in text
    desk.erase(guid)
    assert rows_of(desk_of(editor), "published") == ["By the clock"]


def test_what_needs_a_date_or_a_headline(house, noon):
    desk.file_batch([
        story("Undated", source="a:1"),
        story("Nameless", source="a:2", headline_missing=True, published_at=noon),
        story("Both", source="a:3", headline_missing=True),
        story("Whole", source="a:4", published_at=noon),
    ], at=noon)
    client = desk_of(person("editor"))
    assert set(rows_of(client, "wanting")) == {"Undated", "Nameless", "Both"}
    assert "a headline, a date" in panels(client)["wanting"]


def test_locks_are_mine_first_with_their_holders(house, noon):
    editor, other = person("editor"), person("reporter")
    for headline, holder, hours in (("Theirs", other, 3), ("Mine", editor, 1)):
        story_ = Story.objects.get(guid=filed(headline))
        story_.locked, story_.locked_by = True, holder
        story_.locked_at = noon - timedelta(hours=hours)
        story_.save()
    client = desk_of(editor)
    assert rows_of(client, "locks") == ["Mine", "Theirs"]
    assert "you 2 Mar 2026, 11:00 UTC" in panels(client)["locks"]
    assert "Reporter 2 Mar 2026, 09:00 UTC" in panels(client)["locks"]


def test_late_and_failed_are_told_with_the_reason(house):
    now = clock.now()
    desk.embargo(filed("Went late"), now - timedelta(hours=2, minutes=5))
    desk.embargo(filed("Stuck", expires_at=now - timedelta(hours=3)), now - timedelta(hours=1))
    desk.embargo(filed("In time"), now - timedelta(milliseconds=900))
    desk.release_due(at=now)
    client = desk_of(person("editor"))
    assert rows_of(client, "trouble") == ["Stuck", "Went late"]
    text = panels(client)["trouble"]
    assert "went live 2 h 5 min late" in text and "is past; give a later time" in text
    assert headlines(client, "glance=trouble") == ["Stuck"]
    assert set(headlines(client, "glance=late")) == {"Stuck", "Went late"}


def shown(request):
    """What another room shows, to one of our people only."""
    return format_html("<p>Two <b>hand-overs</b> failed, {}</p>", request.user.first_name) \
        if request.user.first_name == "Guest" else None


def failing(request):
    """What another room fails to show, to the same."""
    return 1 / 0 if request.user.first_name == "Guest" else None


def test_other_rooms_fill_every_slot_and_one_that_fails_harms_nobody(house, caplog):
    for slot in SLOTS:
        desk.register_panel(slot, shown)
        desk.register_panel(slot, failing)
        desk.register_panel(slot, shown)
    user = person("editor")
    assert "hand-overs" not in text_of(desk_of(user).get("/desk/"))
    assert "more" not in panels(desk_of(user))
    user.first_name = "Guest"
    user.save()
    filled = panels(desk_of(user))
    assert list(filled) == list(SLOTS)
    for text in filled.values():
        assert text.count("Two hand-overs failed, Guest") == 1
        assert "failing) failed and is not shown; the log says why" in text
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(ValueError, match="slots are drafts"):
        desk.register_panel("anything", shown)


def test_the_dashboard_shows_eight_of_each_and_asks_no_more_with_a_thousand(house, noon):
    editor = person("editor")
    client = desk_of(editor)

    def fill(first, last):
        batch = [story(f"Imported {n}", source=f"a:{n}") for n in range(first, last)]
        desk.file_batch(batch, at=noon)
        for n in range(first, last):
            desk.notify(desk.find(source=f"a:{n}").guid, "wire", "Came twice.")
            desk.submit(mine(f"Mine {n}", editor), by=editor)
            desk.embargo(filed(f"Held {n}"), clock.now() + timedelta(days=n + 1))

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get("/desk/")
        return sum('"desk_' in query["sql"] for query in captured.captured_queries)

    fill(0, 3)
    asked()
    before = asked()
    fill(3, 12)
    assert asked() == before == 11
    for slot in ("drafts", "waiting", "notes", "held", "wanting"):
        assert len(rows_of(client, slot)) == 8, slot


def test_no_panel_reads_all_stories(house, noon):
    editor = person("editor")
    desk.submit(mine("Mine", editor), by=editor)
    desk.embargo(filed("Held"), noon)
    with planned("desk_story") as plans:
        desk_of(editor).get("/desk/")
    assert len(plans) >= 8
    assert not [plan for plan in plans if reads_all(plan, "desk_story")]
    with planned("desk_story") as plans:
        desk.release_due(at=noon - timedelta(days=1))
    assert plans and not [plan for plan in plans if reads_all(plan, "desk_story")]


def test_it_is_ours_and_not_wagtails(house, noon):
    live("A bridge opens", at=noon)
    page = text_of(desk_of(person("editor")).get("/desk/"))
    assert "The newsroom at a glance" in page and "Search stories by words" in page
    for foreign in ("Search all pages", "editor guide", "Your most recent edits", "<script>"):
        assert foreign not in page.partition("<main")[2]
