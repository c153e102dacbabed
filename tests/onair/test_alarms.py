"""Alarms: kept while they last, on the desk, and mailed if they last longer than a minute."""

from __future__ import annotations

import threading
from datetime import timedelta

from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.onair.alarming import begin_alarm, end_alarm, end_alarms
from dateline.onair.models import Alarm, OnAir
from dateline.onair.shapes import Heard, State
from dateline.onair.telling import Telling
from dateline.onair.watching import look
from onair_station import await_true, heard, station
from staffing import by_link, member

SECOND = timedelta(seconds=1)


def test_one_that_lasts_is_mailed_once_to_the_chiefs(house, noon, outbox):
    station()
    member("chief editor")
    member("editor", email="editor@example.org")
    begin_alarm("silence", "live", at=noon)
    begin_alarm("silence", "live", at=noon + SECOND)
    assert Alarm.objects.count() == 1
    with clock.at(noon + 59 * SECOND):
        run_due()
    assert outbox == []
    with clock.at(noon + 61 * SECOND):
        run_due()
        run_due()
    assert [mail.to for mail in outbox] == [["chief-editor@example.org"]]
    assert "A source is connected and silent" in outbox[0].subject
    assert "(live)" in outbox[0].body and "/desk/radio/" in outbox[0].body


def test_one_that_is_over_wakes_nobody(house, noon, outbox):
    station()
    member("chief editor")
    begin_alarm("hung", "live", at=noon)
    end_alarm("hung", "live", at=noon + 30 * SECOND)
    end_alarm("hung", "live", at=noon + 31 * SECOND)
    with clock.at(noon + 70 * SECOND):
        run_due()
    assert outbox == [] and Alarm.objects.get().ended == noon + 30 * SECOND


def test_the_dashboard_shows_those_that_last_to_who_can_do_something(house):
    station()
    begin_alarm("silence", "live <b>", at=clock.now())
    begin_alarm("strange", "", at=clock.now())
    editor = by_link(member("editor"))
    shown = editor.get("/desk/").content.decode()
    assert "A source is connected and silent" in shown and "live &lt;b&gt;" in shown
    assert "strange" in shown
    assert "silent" not in by_link(member("reporter")).get("/desk/").content.decode()
    end_alarms(at=clock.now())
    assert "A source is" not in editor.get("/desk/").content.decode()


def test_a_radio_that_is_gone_is_an_alarm_once_until_it_is_back(house, noon):
    station()
    heard("Song", noon)
    for seconds in (16, 18, 20):
        look(at=noon + seconds * SECOND)
    assert [(row.kind, row.ended) for row in Alarm.objects.all()] == [("off", None)]
    end_alarms(at=noon + 25 * SECOND)
    assert Alarm.objects.get().ended == noon + 25 * SECOND


def test_the_telling_thread_writes_alarms_and_what_is_heard_and_says_when_it_ends(house):
    station()
    begin_alarm("silence", "old", at=clock.now())  # of a radio that was killed
    state = State(clock.now(), Heard("fallback", "Tones"), -18.0, {"live": -120.0})
    telling = Telling(lambda: state)
    thread = threading.Thread(target=telling.run)
    thread.start()
    try:
        await_true(lambda: OnAir.objects.filter(title="Tones").exists())
        assert not Alarm.objects.filter(mount="old", ended=None).exists()
        telling.alarm("silence", "live", True)
        telling.heard(Heard("live", "Čaj", source="live"), None)
        await_true(lambda: OnAir.objects.filter(title="Čaj", kind="live").exists())
        await_true(lambda: Alarm.objects.filter(mount="live", ended=None).exists())
        telling.alarm("silence", "live", False)
        await_true(lambda: not Alarm.objects.filter(ended=None).exists())
    finally:
        telling.stop()
        thread.join(10)
    row = OnAir.objects.get()
    assert (row.kind, row.title, row.connected) == ("off", "", {})
    look(at=clock.now() + timedelta(hours=1))  # it ended in order: no alarm
    assert not Alarm.objects.filter(ended=None).exists()
