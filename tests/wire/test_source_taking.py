"""One click takes an item over; what its sender does later reaches the story, or its editor."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agency import copy, killed, only, source, trusted
from conftest import House
from dateline.desk import public as desk
from dateline.desk.models import Note, Story
from dateline.lib import clock
from dateline.record import public as record
from dateline.wire.sources.checking import check as check_sources
from dateline.wire.sources.consequences import carry_out_due
from dateline.wire.sources.erasing import Eraser
from dateline.wire.sources.keeping import raw_file
from dateline.wire.sources.permitted import MayNot
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.taking import NoSuchItem, set_aside, take, take_newer
from desking import person


def came(agency, raw, **named):
    """Received, and everything done that follows."""
    receive(agency, raw, **named)
    carry_out_due()
    return only()


def story():
    return Story.objects.get()


def notes():
    return list(Note.objects.order_by("pk").values_list("text", "person__email"))


@pytest.fixture
def editor(house):
    return person("editor")


def test_one_click_makes_a_draft_with_everything(house, editor):
    desk.add_section("World")
    agency = source(section="World", mapping={"Transport": "Travel"}, credit="North",
                    rights="© Northern Wire")
    raw = copy(subject=[{"name": "transport"}, {"name": "Ferries"}], organisation=[
        {"name": "Island Line"}], description_text="After two weeks.")
    row = came(agency, raw)
    assert not Story.objects.exists()
    found = take(row.pk, by=editor)
    made = story()
    assert (found.headline, found.standing) == ("Ferry runs again", "draft")
    assert (made.owner, made.section.name, made.place.name, made.credit) == (
        editor, "Travel", "Northport", "North")
    filing = made.filing()
    assert [name.name for name in filing.authors] == ["Ida Holm"]
    assert {(tag.name, tag.kind) for tag in filing.tags} == {
        ("transport", "subject"), ("Ferries", "subject"), ("Island Line", "organisation")}
    assert (filing.language, filing.urgency, filing.slugline, filing.rights) == (
        "en", 3, "Ferry", "© Northern Wire")
    assert [block.text for block in filing.blocks] == [
        "The ferry to the islands runs again.", "It had been mended."]
    assert "tag:north.example,2026:1 · version 1 · 2 March 2026, 11:30 GMT" in made.sources
    assert (only().state, only().taken_by, str(only().story)) == ("taken", editor, found.guid)
    assert list(check_sources())


def test_media_topics_go_by_their_number_and_by_their_name(house, editor):
    from dateline.formats.mediatopics import Topic

    desk.load_topics((
        Topic("20000001", (("en", "transport"),)),
        Topic("20000002", (("en", "shipping"),))))
    code = "http://cv.iptc.org/newscodes/mediatopic/20000002"
    row = came(source(), copy(subject=[{"name": "Ships", "uri": code, "code": "20000002"},
                                       {"name": "Transport"}]))
    take(row.pk, by=editor)
    assert set(story().topics) == {"20000001", "20000002"} and not story().filing().tags


def test_twice_is_once(house, editor):
    row = came(source(), copy())
    first, second = take(row.pk, by=editor), take(row.pk, by=person("chief editor"))
    assert first.guid == second.guid and Story.objects.count() == 1


def test_two_at_once_make_one_story(house: House, editor):
    receive(source(), copy())
    done = house.python("""
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from dateline.people.public import User
from dateline.wire.sources.taking import take
ready, by = Barrier(4), User.objects.get(email="editor@example.org")
def one(_):
    connection.ensure_connection()
    ready.wait()
    try:
        return take(int(sys.argv[1]), by=by).guid
    finally:
        connection.close()
with ThreadPoolExecutor(4) as pool:
    print(*set(pool.map(one, range(4))))
""", str(only().pk))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 1 == Story.objects.count()


def test_only_editors_take_over(house):
    row = came(source(), copy())
    for role in ("reporter", "administrator", "wire manager"):
        with pytest.raises(MayNot):
            take(row.pk, by=person(role))
    assert not Story.objects.exists()


def test_a_killed_item_is_not_taken_over(house, editor):
    came(source(), copy())
    row = came(only().source, killed())
    with pytest.raises(NoSuchItem):
        take(row.pk, by=editor)


def test_an_item_set_aside_comes_back_with_its_next_version(house, editor):
    row = came(source(), copy())
    set_aside(row.pk, by=editor)
    assert only().state == "aside"
    set_aside(row.pk, by=editor, back=True)
    set_aside(row.pk, by=editor)
    assert came(row.source, copy("Ferry stops", version=2)).state == "waiting"


def test_an_untouched_draft_follows_its_sender(house, editor):
    row = came(source(), copy())
    take(row.pk, by=editor)
    came(row.source, copy("Ferry stops again", version=2))
    assert story().headline == "Ferry stops again" and not only().behind
    came(row.source, copy("Ferry runs at last", version=3))
    assert story().headline == "Ferry runs at last"
    assert ("Version 2 came from Northern Wire; the draft, which nobody had changed, says it now.",
            editor.email) in notes()


def test_an_edited_draft_stays_and_its_editor_is_told(house, editor):
    row = came(source(), copy())
    found = take(row.pk, by=editor)
    desk.save_draft(found.guid, {"headline": "Our ferry runs"}, by=editor)
    came(row.source, copy("Ferry stops again", version=2))
    assert story().headline == "Our ferry runs" and only().behind
    assert notes() == [("Version 2 came from Northern Wire. Compare both under Incoming.",
                        editor.email)]
    take_newer(row.pk, by=editor)
    assert story().headline == "Ferry stops again" and not only().behind


def test_a_draft_that_was_thrown_away_waits_again(house, editor):
    row = came(source(), copy())
    desk.discard(take(row.pk, by=editor).guid)
    assert came(row.source, copy("Ferry stops", version=2)).state == "waiting"
    assert take(row.pk, by=editor).headline == "Ferry stops"


def test_a_kill_withdraws_and_tells_who_published(house, editor, noon):
    row = came(source(), copy())
    found = take(row.pk, by=editor)
    chief = person("chief editor", name="chief")
    desk.publish(found.guid, by=chief)
    row = came(row.source, killed())
    assert desk.find(guid=found.guid).standing == "withdrawn" and row.state == "killed"
    assert notes() == [("Northern Wire has killed this story. It was withdrawn. The report was "
                        "false.", chief.email)]
    version = record.story(desk_code(found))
    assert version.notices[-1].text == "Northern Wire has withdrawn this story."


def desk_code(found):
    return desk.find(guid=found.guid).address.rpartition("~")[2]


def test_a_kill_stops_what_is_held(house, editor):
    row = came(source(), copy())
    found = take(row.pk, by=editor)
    desk.schedule(found.guid, clock.now() + timedelta(hours=1), by=editor)
    came(row.source, killed())
    assert desk.find(guid=found.guid).standing == "draft"
    assert "It is held no longer" in notes()[0][0]


def test_a_kill_of_a_draft_only_tells(house, editor):
    row = came(source(), copy())
    found = take(row.pk, by=editor)
    came(row.source, killed())
    assert desk.find(guid=found.guid).standing == "draft"
    assert "Do not publish it" in notes()[0][0]


# -- rules ---------------------------------------------------------------------------------------


def test_nothing_is_published_unless_the_source_is_trusted(house, noon):
    with clock.at(noon):
        assert came(source(section="World"), copy()).state == "waiting"
    assert not Story.objects.exists()


def test_a_trusted_source_publishes_corrects_and_kills(house, noon):
    with clock.at(noon):
        row = came(trusted(), copy())
        assert row.state == "published" and desk.find(guid=str(row.story)).standing == "live"
        came(row.source, copy("Ferry runs late", version=2))
        assert record.public_filing(str(row.story)).headline == "Ferry runs late"
        assert not only().behind
        before = record.head()
        came(row.source, copy("Ferry runs late", version=2))
        came(row.source, copy())
        assert record.head() == before
        came(row.source, killed(version=3))
    assert desk.find(guid=str(row.story)).standing == "withdrawn"


def test_what_an_editor_changed_no_rule_overwrites(house, noon, editor):
    with clock.at(noon):
        row = came(trusted(), copy())
        desk.update(str(row.story), {"headline": "Ours"}, by=editor)
        came(row.source, copy("Theirs", version=2))
    assert record.public_filing(str(row.story)).headline == "Ours" and only().behind


@pytest.mark.parametrize(("fields", "why"), [
    ({"pubstatus": "withheld"}, "withheld"),
    ({"embargoed": "2026-03-02T18:00:00Z"}, "an embargo ahead"),
    ({"embargoed": "2026-03-02T09:00:00Z"}, "an embargo that is over"),
    ({"body_xhtml": ""}, "no body"), ({"headline": ""}, "no headline"),
    ({"versioncreated": None}, "no time"), ({"versioncreated": "2026-03-02T11:30:00"}, "no zone"),
    ({"versioncreated": "yesterday"}, "no time that can be read"),
    ({"versioncreated": "2026-02-28T11:30:00Z"}, "it is old"),
    ({"versioncreated": "2026-03-02T13:30:00Z"}, "it is of the future"),
    ({"expires": "2026-03-02T11:40:00Z"}, "it has expired"),
])
def test_a_rule_never_publishes_what_is_held_or_odd(house, noon, fields, why):
    with clock.at(noon):
        assert came(trusted(), copy(**fields)).state == "waiting", why
    assert not Story.objects.exists()


@pytest.mark.parametrize(("rule", "public"), [
    ({"rule_urgency": 3}, True), ({"rule_urgency": 2}, False),
    ({"rule_sections": ["travel"]}, True), ({"rule_sections": ["Sport"]}, False),
    ({"rule_words": ["ISLANDS"]}, True), ({"rule_words": ["goal"]}, False),
])
def test_a_rule_has_filters(house, noon, rule, public):
    with clock.at(noon):
        row = came(trusted(**rule), copy(subject=[{"name": "Travel"}]))
    assert (row.state == "published") is public


def test_the_backlog_of_a_feed_is_not_published(house, noon):
    with clock.at(noon):
        receive(trusted(), copy(), backlog=True)
        carry_out_due()
    assert only().state == "waiting"


def test_a_rule_switched_off_meanwhile_publishes_nothing(house, noon):
    with clock.at(noon):
        agency = trusted()
        receive(agency, copy())
        agency.publishes = False
        agency.save()
        carry_out_due()
    assert only().state == "waiting" and not only().pending


# -- erasing by law ------------------------------------------------------------------------------


def test_what_a_story_came_as_is_erased_with_it(house, editor):
    row = came(source(), copy())
    found = take(row.pk, by=editor)
    desk.publish(found.guid, by=editor)
    assert "ferry" in str(only().item).lower() and raw_file(row.raw).exists()
    desk.erase(found.guid, "Erased.")
    Eraser().catch_up()
    kept = only()
    assert (kept.state, kept.headline, kept.words, kept.doubts) == ("erased", "", "", [])
    assert "ferry" not in str(kept.item).lower() and not raw_file(row.raw).exists()
    assert came(row.source, copy("Ferry again", version=9)).state == "erased"
    assert "Ferry" not in str(only().item) and list(check_sources())
    with pytest.raises(NoSuchItem):
        take(row.pk, by=editor)


def test_the_eraser_follows_the_log(house, editor):
    agency, eraser = source(), Eraser()
    receive(agency, copy())
    eraser.catch_up()
    found = take(only().pk, by=editor)
    desk.publish(found.guid, by=editor)
    eraser.catch_up()
    assert only().state == "taken"
    desk.erase(found.guid)
    eraser.catch_up()
    assert only().state == "erased"
