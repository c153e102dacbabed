"""What an editor does between the scheduler's look and its act: nothing goes out against it; and
what cannot go out is said once, and stops neither the others nor the scheduler."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.models import Picture, Story
from dateline.lib import clock
from dateline.record import public as record
from desking import desk_of, person
from picturing import kept_picture

HOUR = timedelta(hours=1)


@contextmanager
def meanwhile(act, table):
    """Do something once the scheduler has listed what is due."""
    waiting = [act]

    def watch(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if waiting and sql.startswith("SELECT") and table in sql and "<=" in sql:
            waiting.pop()()
        return done

    with connection.execute_wrapper(watch):
        yield
    assert not waiting


MEANWHILE = {
    "scheduled later": ("schedule", lambda guid, at: desk.schedule(guid, at + HOUR)),
    "embargoed longer": ("embargo", lambda guid, at: desk.embargo(guid, at + HOUR)),
    "returned": ("schedule", lambda guid, at: desk.send_back(guid, "Not yet.")),
    "embargo returned": ("embargo", lambda guid, at: desk.send_back(guid, "Not yet.")),
    "from schedule to embargo": ("schedule", lambda guid, at: desk.embargo(guid, at + HOUR)),
    "thrown away": ("schedule", lambda guid, at: desk.discard(guid)),
}


@pytest.mark.parametrize("case", MEANWHILE)
def test_what_is_put_off_meanwhile_does_not_go_out(house, noon, case):
    hold, act = MEANWHILE[case]
    guid = filed("A bridge opens")
    getattr(desk, hold)(guid, noon)
    before = ledger()
    with meanwhile(lambda: act(guid, noon), "desk_story"):
        assert desk.release_due(at=noon) == 0
    assert ledger() == before
    assert not Story.objects.filter(trouble__gt="").exists()
    all_checked()


def test_an_update_that_is_put_off_meanwhile_does_not_go_out(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    desk.save_draft(guid, {"headline": "It is open"})
    desk.schedule(guid, noon)
    before = ledger()
    with meanwhile(lambda: desk.schedule(guid, noon + HOUR), "desk_story"):
        assert desk.release_due(at=noon) == 0
    assert ledger() == before


def test_a_story_that_is_given_a_later_end_meanwhile_stays(house, noon):
    guid, done = live("A bridge opens", at=noon, expires_at=noon + HOUR)
    later = {"expires_at": noon + 3 * HOUR}
    with meanwhile(lambda: desk.update(guid, later, at=noon + HOUR), "record_version"):
        assert desk.release_due(at=noon + HOUR) == 0
    assert record.story(done.code).state == "live"


def test_a_killed_story_is_no_trouble_of_the_clock(house, noon):
    guid, _ = live("A bridge opens", at=noon, expires_at=noon + HOUR)
    with meanwhile(lambda: desk.kill(guid, "Killed.", reason="x", at=noon), "record_version"):
        assert desk.release_due(at=noon + HOUR) == 0
    assert not Story.objects.filter(trouble__gt="").exists()


@pytest.fixture
def stuck(house, noon):
    """Due at noon, and its picture's file is gone; another story due then is well."""
    number = kept_picture(40, 30)
    bad, good = filed("No file"), filed("On time")
    Story.objects.filter(guid=bad).update(picture=number)
    for guid in (bad, good):
        desk.schedule(guid, noon)
    row = Picture.objects.get(pk=number)
    row.file.storage.delete(row.file.name)
    return bad, good


def test_what_cannot_be_released_is_told_once_and_stops_nobody(stuck, noon, caplog):
    bad, good = stuck
    for second in range(4):
        desk.release_due(at=noon + timedelta(seconds=second))
    assert desk.find(guid=good).standing == "live"
    assert desk.find(guid=bad).standing == "scheduled"
    assert caplog.text.count(f"Story {bad} is due, but") == 1
    trouble = Story.objects.get(guid=bad).trouble
    assert trouble
    page = desk_of(person("editor")).get("/desk/").content.decode()
    assert "No file" in page.partition("Late or failed")[2]
    desk.schedule(bad, noon + HOUR)
    assert Story.objects.get(guid=bad).trouble == ""
    all_checked()


def test_the_scheduler_goes_on_after_it(stuck, noon):
    bad, _ = stuck
    stop = threading.Event()
    keeping = threading.Thread(target=desk.keep_time, args=(stop,))
    keeping.start()
    late = filed("Later")
    desk.schedule(late, clock.now() + timedelta(seconds=1))
    for _second in range(300):
        if desk.find(guid=late).standing == "live":
            break
        stop.wait(0.1)
    assert keeping.is_alive()
    stop.set()
    keeping.join()
    assert desk.find(guid=late).standing == "live"
    assert desk.find(guid=bad).standing == "scheduled"


def test_each_is_dated_with_the_moment_it_really_went_out(house):
    guids = [filed(f"Story {number}") for number in range(4)]
    due = clock.now() - HOUR
    for guid in guids:
        desk.schedule(guid, due)
    assert desk.release_due() == 4
    moments = [entry.at for _, entry in record.follow() if entry.act == "publish"]
    assert moments == sorted(set(moments))
    assert all(story.late_by >= HOUR for story in Story.objects.all())
