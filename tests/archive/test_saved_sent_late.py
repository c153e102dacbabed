"""A mail that could not go out is written anew: nothing that was taken down is in it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from keeping_searches import MINE, account, kept, signed_in, worked

from cast import live
from dateline.archive.models import SavedSearch, ToldStory
from dateline.archive.public import alert_all
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.jobs.public import run_due
from dateline.lib import clock

HOUR = timedelta(hours=1)
AWAY = ["421 Not now"]


@pytest.fixture
def ann(house, noon):
    client = signed_in(account())
    kept(client, "ferry", name="Boats", at=noon)
    return client


def _waits(office, noon) -> None:
    """The server is away when the mail is due."""
    office.answers["MAIL"] = list(AWAY)
    worked(noon)
    assert not office.taken and ToldStory.objects.exists()


def _texts(office) -> list[str]:
    return [f"{mail.message['Subject']}\n{mail.message.get_content()}" for mail in office.taken]


@pytest.mark.parametrize("act", ["kill", "withdraw", "erase"])
def test_what_is_taken_down_while_the_mail_server_is_away_is_in_no_mail(ann, office, noon, act):
    guid, _ = live("The secret ferry", at=noon)
    _waits(office, noon)
    assert "secret" not in str(list(Job.objects.values()))
    getattr(desk, act)(guid, "It was wrong.", at=noon, **({"reason": "x"} if act == "kill" else {}))
    worked(noon + HOUR)
    assert not office.taken and not Job.objects.exists()


def test_of_several_the_others_are_told(ann, office, noon):
    SavedSearch.objects.update(pace="daily")
    guid, _ = live("The secret ferry", at=noon)
    live("Another ferry", at=noon)
    worked(noon)
    _waits(office, noon + 24 * HOUR)
    desk.kill(guid, "It was wrong.", reason="x", at=noon)
    worked(noon + 25 * HOUR)
    (text,) = _texts(office)
    assert "Another ferry" in text and "secret" not in text
    assert ToldStory.objects.count() == 1


def test_a_text_that_is_corrected_meanwhile_is_told_as_it_is_now(ann, office, noon):
    guid, _ = live("Ferry sunk", at=noon)
    _waits(office, noon)
    desk.correct(guid, {"headline": "Ferry delayed"}, wrong="sunk", right="delayed", at=noon)
    worked(noon + HOUR)
    (text,) = _texts(office)
    assert "Ferry delayed" in text and "sunk" not in text


def test_what_comes_back_is_told_then_and_once(ann, office, noon):
    guid, _ = live("The ferry", at=noon)
    _waits(office, noon)
    desk.withdraw(guid, "Not yet.", at=noon)
    worked(noon + HOUR)
    assert not office.taken
    desk.publish(guid, at=noon + HOUR)
    worked(noon + 2 * HOUR)
    desk.update(guid, {"standfirst": "More of it."}, at=noon + 2 * HOUR)
    worked(noon + 3 * HOUR)
    assert len(office.taken) == 1


@pytest.mark.parametrize("act", ["pause", "delete"])
def test_who_wants_no_more_gets_none_of_what_waits(ann, office, noon, act):
    live("The ferry", at=noon)
    _waits(office, noon)
    with clock.at(noon):
        ann.post(MINE, {"act": act, "search": SavedSearch.objects.get().pk})
    worked(noon + HOUR)
    assert not office.taken and not Job.objects.exists()


def test_a_mail_sent_again_after_a_lost_answer_is_the_same_and_what_came_since_is_another(
    ann, office, noon
):
    live("Ferry one", at=noon)
    office.answers["TEXT"] = ["drop"]
    worked(noon)
    live("Ferry two", at=noon)
    worked(noon + HOUR)
    names = [mail.message["Message-ID"] for mail in office.taken]
    assert len(names) == 3 and len(set(names)) == 2
    assert {mail.message["Date"].datetime for mail in office.taken} == {noon, noon + HOUR}
    told = {name: text for name, text in zip(names, _texts(office), strict=True)}
    assert sorted("Ferry two" in text for text in told.values()) == [False, True]


def test_killed_while_the_text_goes_out_the_server_never_has_it(ann, office, noon, monkeypatch):
    """Much more than the kernel keeps: the sender stands in the midst of it."""
    office.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    monkeypatch.setattr("dateline.archive.saving.composing.EXCERPT", 10_000_000)
    monkeypatch.setattr(settings, "EMAIL_TIMEOUT", 120)
    guid, _ = live("The ferry", at=noon, standfirst="A secret. " * 1_000_000,
                   blocks=(Block("paragraph", "Text."),))
    office.reading.clear()
    worker = threading.Thread(target=_work, args=(noon,))
    worker.start()
    try:
        while "DATA" not in office.heard:
            assert worker.is_alive()
            time.sleep(0.01)
        desk.kill(guid, "It was wrong.", reason="x", at=noon)
    finally:
        office.reading.set()
        worker.join()
    assert not office.taken and "taken back" in jobs.late()[0].error
    worked(noon + HOUR)
    assert not office.taken and not Job.objects.exists()


def _work(at) -> None:
    try:
        worked(at)
    finally:
        connections.close_all()


def test_a_process_killed_between_the_server_and_the_database_tells_the_same_mail(
    ann, office, house, noon
):
    live("The ferry", at=noon)
    with clock.at(noon):
        alert_all()
    script = """
import os, sys
sys.path[:0] = sys.argv[1:3]
import django; django.setup()
from datetime import datetime
from dateline.jobs import posting
from dateline.jobs.public import run_due
from test_saved_sent_late import die_after
die_after(posting, datetime.fromisoformat(sys.argv[3]))
"""
    here = os.path.dirname(__file__)
    at = f"127.0.0.1:{office.port}"
    ran = subprocess.run(
        [sys.executable, "-c", script, os.path.dirname(here), here, noon.isoformat()],
        env=house.environment | {"DATELINE_MAIL": f"smtp://{at}"}, check=False)
    assert ran.returncode == -signal.SIGKILL and len(office.taken) == 1
    worked(noon + HOUR)
    first, second = office.taken
    assert first.message["Message-ID"] == second.message["Message-ID"]
    worked(noon + 2 * HOUR)
    assert len(office.taken) == 2 and not Job.objects.exists()


def die_after(posting, at) -> None:
    """Run what is due, and die once the mail server has taken the first mail."""
    give = posting.give

    def taken(*words) -> None:
        give(*words)
        os.kill(os.getpid(), signal.SIGKILL)

    posting.give = taken
    with clock.at(at):
        run_due(at=at)


def test_two_workers_at_once_send_each_mail_once(ann, office):
    now = clock.now()  # threads go by the real clock
    for n in range(6):
        live(f"Ferry {n}", at=now)
        alert_all()
    ready = threading.Barrier(2)

    def work() -> None:
        ready.wait(20)
        try:
            run_due()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    worked(clock.now() + HOUR)
    told = "".join(mail.message.get_content() for mail in office.taken)
    assert [told.count(f"\r\nFerry {n}\r\n") for n in range(6)] == [1] * 6
