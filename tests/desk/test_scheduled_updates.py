"""The draft of a live story that goes live at its time, as an update: once, whole, and only if it
still begins from what is public."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import all_checked, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import NotAllowed, NotCopy, NotPermitted, release_due
from dateline.lib import clock
from dateline.record import public as record
from desking import Writing, body, desk_of, person

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def planned(house, noon):
    """A live story whose draft is to go live at one o'clock; its guid and address."""
    guid, done = live("A bridge opens", at=noon)
    desk.save_draft(guid, {"headline": "The bridge is open"})
    desk.schedule(guid, noon + HOUR)
    return guid, done.address


def test_it_goes_live_at_its_time_as_an_update(planned, reader, noon):
    guid, address = planned
    before, page = ledger(), reader.get(address).body
    assert desk.find(guid=guid).standing == "update scheduled"
    assert release_due(at=noon + HOUR - MOMENT) == 0
    assert (ledger(), reader.get(address).body) == (before, page)
    assert release_due(at=noon + HOUR) == 1
    assert ledger() == (before[0] + 1, before[1] + 1)
    made = [entry for _, entry in record.follow()][-1]
    assert (made.act, made.signal, made.at) == ("update", "update", noon + HOUR)
    assert "The bridge is open" in reader.get(desk.find(guid=guid).address).text
    story = Story.objects.get()
    assert (story.standing, story.release_at, story.go_live_at, story.late_by) == (
        "live", None, None, None)
    assert story.published_at == noon
    assert release_due(at=noon + 2 * HOUR) == 0
    all_checked()


def test_missed_while_off_it_is_made_up_and_shown_as_late(planned, noon):
    guid, _ = planned
    assert release_due(at=noon + 3 * HOUR) == 1
    assert Story.objects.get(guid=guid).late_by == 2 * HOUR


def test_a_draft_that_is_behind_is_not_released_and_the_desk_says_why(planned, noon, caplog):
    guid, _ = planned
    desk.correct(guid, {"credit": "B"}, wrong="A", right="B", at=noon)
    assert desk.find(guid=guid).standing == "update scheduled"
    before = ledger()
    for late in range(3):
        assert release_due(at=noon + (1 + late) * HOUR) == 0
    assert ledger() == before
    assert caplog.text.count("is due, but") == 1
    assert "moved since this draft" in Story.objects.get().trouble
    client = desk_of(person("editor"))
    assert "moved since this draft" in client.get("/desk/").content.decode()
    desk.rebase(guid, {"headline": "The bridge is open", "credit": "B"}, onto=2)
    story = Story.objects.get()
    assert (story.standing, story.trouble) == ("live with a draft", "")
    assert release_due(at=noon + 9 * HOUR) == 0  # another text than the one that was scheduled
    desk.schedule(guid, noon + 10 * HOUR)
    assert release_due(at=noon + 10 * HOUR) == 1
    assert record.public_filing(guid).credit == "B"
    all_checked()


def test_a_draft_that_is_behind_cannot_be_scheduled(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    desk.save_draft(guid, {"headline": "The bridge is open"})
    desk.update(guid, {"credit": "B"}, at=noon)
    with pytest.raises(NotCopy, match="compare them"):
        desk.schedule(guid, noon + HOUR)
    assert Story.objects.get().release_at is None


def test_without_a_draft_there_is_nothing_to_schedule(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    with pytest.raises(NotAllowed, match="no draft"):
        desk.schedule(guid, noon + HOUR)


@pytest.mark.parametrize("act", ["return", "discard", "withdraw", "kill", "update"])
def test_what_ends_it(planned, noon, act):
    guid, _ = planned
    {
        "return": lambda: desk.send_back(guid, "Not yet."),
        "discard": lambda: desk.discard(guid),
        "withdraw": lambda: desk.withdraw(guid, "Gone.", at=noon),
        "kill": lambda: desk.kill(guid, "Gone.", reason="Wrong.", at=noon),
        "update": lambda: desk.update(guid, at=noon),
    }[act]()
    before = ledger()
    assert Story.objects.get().release_at is None
    assert release_due(at=noon + 9 * HOUR) == 0
    assert ledger() == before


def test_a_reporter_does_not_change_what_is_scheduled(planned, noon):
    guid, _ = planned
    ann = person("reporter")
    with pytest.raises(NotPermitted):
        desk.save_draft(guid, {"headline": "Mine"}, by=ann)
    Writing(ann, Story.objects.get().pk).save(headline="Mine", **body("x"))
    assert Story.objects.get().headline == "The bridge is open"
    desk.save_draft(guid, {"headline": "The editor's"}, by=person("editor"))
    assert release_due(at=noon + HOUR) == 1
    assert record.public_filing(guid).headline == "The editor's"


def test_approval_of_a_draft_with_a_time_of_its_own_schedules_it(house):
    now = clock.now()
    guid, _ = live("A bridge opens", at=now - HOUR)
    ann, ed = person("reporter"), person("editor")
    writing = Writing(ann, Story.objects.get().pk)
    writing.save(headline="The bridge is open",
                 go_live_at=(now + 2 * HOUR).strftime("%Y-%m-%d %H:%M"), **body("x"))
    desk.submit(guid, by=ann)
    assert Writing(ed, writing.pk).act("approve").status_code == 302
    story = Story.objects.get()
    assert (story.standing, story.workflow_in_progress) == ("update scheduled", False)
    assert release_due(at=story.release_at) == 1
    assert record.public_filing(guid).headline == "The bridge is open"


def test_the_button_says_what_it_will_do(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    desk.save_draft(guid, {"headline": "The bridge is open"})
    editing = Writing(person("editor"), Story.objects.get().pk)
    page = editing.client.get(f"/desk/stories/{editing.pk}/act/schedule/").content.decode()
    assert "as an update" in page and "somebody has to compare" in page
    when = clock.now() + HOUR
    assert editing.act("schedule", moment=when.strftime("%Y-%m-%d %H:%M")).status_code == 302
    page = editing.client.get("/desk/").content.decode()
    assert "update scheduled" in page
    assert desk.find(guid=guid).standing == "update scheduled"
