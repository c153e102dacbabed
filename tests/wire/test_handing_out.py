"""Who sends, and what the desk sees of it."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.test import RequestFactory

from cast import live
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Duty, Way
from dateline.wire.subscribers.ways import handing_out, troubles
from desking import person
from subscribing import Press, allow_loopback, saying_status, sending, settled, subscriber

MINUTE = timedelta(minutes=1)


def test_of_several_machines_one_sends_until_nothing_is_heard_of_it(house, noon):
    with clock.at(noon):
        assert Duty.take("one") and not Duty.take("two") and Duty.take("one")
    with clock.at(noon + timedelta(seconds=14)):
        assert not Duty.take("two")
    with clock.at(noon + timedelta(seconds=16)):
        assert Duty.take("two") and not Duty.take("one")


def test_the_workers_loop_sends_and_ends(house, noon, monkeypatch):
    allow_loopback(monkeypatch)
    monkeypatch.setattr(handing_out, "BEAT", 0.05)
    stop = threading.Event()
    with Press() as press:
        way = subscriber("The Globe", "push", press.address)
        live("One", at=noon)
        wire.distribute()
        worker = threading.Thread(target=wire.hand_out, args=(stop,))
        worker.start()
        try:
            for _ in range(2000):
                way.refresh_from_db()
                if way.number == 1:
                    break
                stop.wait(0.01)
        finally:
            stop.set()
            worker.join(30)
    assert not worker.is_alive() and way.number == 1 and len(press.got) == 1


def test_the_dashboard_shows_who_receives_nothing(house, noon, monkeypatch):
    allow_loopback(monkeypatch)
    request, other = RequestFactory().get("/desk/"), RequestFactory().get("/desk/")
    request.user, other.user = person("editor"), person("reporter")
    with Press(otherwise=saying_status("500 <b>Oops</b>")) as press, sending() as sender:
        subscriber("The <Globe>", "push", press.address)
        live("One", at=noon)
        for minutes in range(2):
            with clock.at(noon + minutes * MINUTE):
                settled(sender)
        assert troubles.panel(request) is None
        with clock.at(noon + 2 * MINUTE):
            settled(sender)
    shown = troubles.panel(request)
    assert "The &lt;Globe&gt;" in shown and "500" in shown and "2 March 2026, 12:00 GMT" in shown
    assert troubles.panel(other) is None
    Way.objects.update(attempts=0, failing_since=None)
    assert troubles.panel(request) is None
