"""Kept searches tell of news: once each, at their pace, whatever is killed, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import connection, connections, transaction
from keeping_searches import MINE, account, kept, signed_in, worked

from cast import live, story
from dateline.archive.models import SavedSearch, ToldStory
from dateline.archive.public import alert_all, keep_alerting
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.record import public as record

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ann(house):
    return signed_in(account())


def _subjects(outbox) -> list[str]:
    return [mail.subject for mail in outbox]


def _headlines(mail) -> list[str]:
    """The headlines in a mail: what stands above an address of a story."""
    lines = mail.body.splitlines()
    return [lines[n - 1] for n, line in enumerate(lines) if "~" in line and line.startswith("http")]


def test_a_story_is_told_at_once_and_once(ann, noon, outbox):
    live("Ferries stop", at=noon)
    kept(ann, "ferry+storm", name="My ferries", at=noon)
    guid, _ = live("Storm over the ferry", at=noon)
    live("A storm", at=noon)
    worked(noon + SECOND)
    assert [_headlines(mail) for mail in outbox] == [["Storm over the ferry"]]
    assert outbox[0].to == ["ann@readers.example"] and "“My ferries”" in outbox[0].body
    desk.update(guid, {"standfirst": "More."}, at=noon)
    desk.correct(guid, {"headline": "Storm over a ferry"}, wrong="the", right="a", at=noon)
    worked(noon + HOUR)
    assert len(outbox) == 1


def test_an_update_that_brings_the_word_tells_and_a_correction_does_not(ann, noon, outbox):
    kept(ann, "quay", at=noon)
    first, _ = live("One", at=noon)
    other, _ = live("Two", at=noon)
    worked(noon)
    desk.update(first, {"headline": "One on the quay"}, at=noon)
    desk.correct(other, {"headline": "Two on the quay"}, wrong="a", right="b", at=noon)
    worked(noon + HOUR)
    assert [_headlines(mail) for mail in outbox] == [["One on the quay"]]


def test_backfile_is_not_told_nor_what_was_public_before(ann, noon, outbox):
    old, _ = live("An old ferry", at=noon)
    kept(ann, "ferry", at=noon)
    desk.file_batch([story(f"Ferry {n}", source=f"x:{n}") for n in range(3)], at=noon)
    live("Ferry of the archive", at=noon, backfile=True)
    desk.update(old, {"standfirst": "It is older now."}, at=noon)
    worked(noon + HOUR)
    assert outbox == [] and not ToldStory.objects.exists()


@pytest.mark.parametrize(("query", "found"), [
    ("ferry+-fire", ["Ferry two"]), ('"sunken+ferry"', ["The sunken ferry burns, fire at sea"]),
    ("ferry+%23+%26", 2), ("fires", ["The sunken ferry burns, fire at sea"]),
    ("person=ada-moss", ["Ferry two"]), ("q=two&section=politics", ["Ferry two"]),
    ("q=ferry&language=fr", []), ("q=ferry&from=2026-03-02&to=2026-03-02", 2),
    ("q=ferry&to=2026-03-03", 2), ("q=ferry&from=2026-03-03", []),
])
def test_words_phrases_and_filters_are_those_of_the_search(ann, noon, outbox, query, found):
    live("Before", at=noon, tags=(Tag("Ada Moss", "person"),))
    kept(ann, query if "=" not in query else f"&{query}", at=noon)
    live("The sunken ferry burns, fire at sea", at=noon)
    live("Ferry two", at=noon, tags=(Tag("Ada Moss", "person"),))
    worked(noon)
    told = [line for mail in outbox for line in _headlines(mail)]
    assert (len(told) if isinstance(found, int) else told) == found


@pytest.mark.parametrize("act", ["kill", "withdraw", "erase"])
def test_what_is_taken_down_between_is_in_no_mail(ann, noon, outbox, act):
    kept(ann, "ferry", pace="daily", at=noon)
    guid, _ = live("The secret ferry", at=noon)
    live("Another ferry", at=noon)
    worked(noon)
    assert ToldStory.objects.filter(sent_at=None).count() == 2
    reason = {"reason": "false"} if act == "kill" else {}
    getattr(desk, act)(guid, "It was wrong.", at=noon, **reason)
    worked(noon + DAY)
    assert [_headlines(mail) for mail in outbox] == [["Another ferry"]]
    assert "secret" not in outbox[0].body + outbox[0].subject


def test_what_a_correction_took_out_is_not_hinted_at(ann, noon, outbox):
    kept(ann, "flamboyant", pace="daily", at=noon)
    guid, _ = live("Vote", at=noon, blocks=(Block("paragraph", "A flamboyant mayor."),))
    worked(noon)
    desk.correct(guid, {"blocks": (Block("paragraph", "A mayor."),)}, wrong="a", right="b", at=noon)
    worked(noon + DAY)
    assert outbox == []


def test_an_embargoed_story_is_told_when_it_is_lifted(ann, noon, outbox):
    kept(ann, "ferry", at=noon)
    guid = desk.file_story(story("The secret ferry"))
    desk.embargo(guid, noon + HOUR)
    worked(noon)
    assert outbox == []
    desk.lift(guid, at=noon + HOUR)
    worked(noon + HOUR)
    assert [_headlines(mail) for mail in outbox] == [["The secret ferry"]]


def test_what_was_told_long_ago_is_cleared_and_not_told_again(ann, noon, outbox, monkeypatch):
    monkeypatch.setattr("dateline.archive.saving.alerting.CLEARED", 2)
    kept(ann, "ferry", at=noon)
    guids = [live(f"Ferry {n}", at=noon)[0] for n in range(6)]
    worked(noon)
    desk.update(guids[0], {"standfirst": "More."}, at=noon + 366 * DAY)
    worked(noon + 366 * DAY)
    assert ToldStory.objects.count() == 6
    for n, left in enumerate((3, 2)):
        live(f"A new ferry {n}", at=noon + 367 * DAY)
        worked(noon + 367 * DAY)
        assert ToldStory.objects.count() == left
    for guid in guids:
        desk.update(guid, {"standfirst": "Still more."}, at=noon + 367 * DAY)
    worked(noon + 367 * DAY)
    assert len(outbox) == 3


@pytest.mark.parametrize(("begin", "pace", "due"), [
    (datetime(2026, 3, 28, 12, tzinfo=UTC), "daily", datetime(2026, 3, 29, 5, tzinfo=UTC)),
    (datetime(2026, 3, 28, 5, 30, tzinfo=UTC), "daily", datetime(2026, 3, 28, 6, tzinfo=UTC)),
    (datetime(2026, 10, 24, 12, tzinfo=UTC), "daily", datetime(2026, 10, 25, 6, tzinfo=UTC)),
    (datetime(2026, 3, 24, 12, tzinfo=UTC), "weekly", datetime(2026, 3, 30, 5, tzinfo=UTC)),
    (datetime(2026, 10, 19, 6, tzinfo=UTC), "weekly", datetime(2026, 10, 26, 6, tzinfo=UTC)),
])
def test_digests_come_at_seven_by_the_newsrooms_clock(ann, outbox, begin, pace, due):
    """Berlin puts its clocks on 29 March and back on 25 October 2026."""
    desk.configure(Site(name="Dateline", time_zone="Europe/Berlin"))
    kept(ann, "ferry", pace=pace, at=begin)
    for n in range(3):
        live(f"Ferry {n}", at=begin + timedelta(minutes=n))
        worked(begin + timedelta(minutes=n))
    worked(due - SECOND)
    assert outbox == []
    worked(due)
    assert [_headlines(mail) for mail in outbox] == [["Ferry 0", "Ferry 1", "Ferry 2"]]
    worked(due + 8 * DAY)
    assert len(outbox) == 1


def test_paused_deleted_and_changed(ann, noon, outbox):
    kept(ann, "ferry", pace="weekly", at=noon)
    pk = SavedSearch.objects.get().pk
    live("Ferry one", at=noon)
    worked(noon)
    with clock.at(noon):
        ann.post(MINE, {"act": "change", "search": pk, "name": "Boats", "pace": "now"})
    worked(noon)
    assert _subjects(outbox) == ["Dateline: Ferry one"] and "“Boats”" in outbox[0].body
    with clock.at(noon):
        ann.post(MINE, {"act": "pause", "search": pk})
    paused, _ = live("Ferry two", at=noon)
    worked(noon)
    ann.post(MINE, {"act": "resume", "search": pk})
    desk.update(paused, {"standfirst": "More."}, at=noon)
    live("Ferry three", at=noon)
    worked(noon)
    ann.post(MINE, {"act": "delete", "search": pk})
    live("Ferry four", at=noon)
    worked(noon)
    assert _subjects(outbox) == ["Dateline: Ferry one", "Dateline: Ferry three"]
    assert not SavedSearch.objects.exists() and not ToldStory.objects.exists()


def test_a_renamed_and_a_merged_name_still_tell(ann, noon, outbox):
    live("Before", at=noon, dossiers=("Floods", "High water"))
    kept(ann, "&dossier=floods", at=noon)
    desk.rename("dossier", "Floods", "Great floods", at=noon)
    live("After a new name", at=noon, dossiers=("Great floods",))
    worked(noon)
    desk.merge("dossier", "Great floods", "High water", at=noon)
    live("After a merger", at=noon, dossiers=("High water",))
    worked(noon)
    told = [line for mail in outbox for line in _headlines(mail)]
    assert told == ["After a new name", "After a merger"]


def test_many_stories_at_once_are_one_digest_with_a_count(ann, noon, outbox, monkeypatch):
    monkeypatch.setattr("dateline.archive.saving.composing.MOST", 2)
    kept(ann, "ferry", pace="daily", at=noon)
    for n in range(5):
        live(f"Ferry {n}", at=noon)
    worked(noon)
    worked(noon + DAY)
    assert len(outbox) == 1 and len(_headlines(outbox[0])) == 2
    assert "And 3 more stories:" in outbox[0].body


def test_another_epoch_goes_on_where_it_was(ann, noon, outbox):
    kept(ann, "ferry", at=noon)
    live("Ferry one", at=noon)
    worked(noon)
    with transaction.atomic():
        record.take_epoch()
    live("Ferry two", at=noon)
    worked(noon)
    assert _subjects(outbox) == ["Dateline: Ferry one", "Dateline: Ferry two"]


class Killed(BaseException):
    """What nothing survives."""


def worked_until(at: datetime, last: int, end) -> bool:
    """Work, but end at the n-th write; whether it came to an end by itself."""
    writes = count(1)

    def watch(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and next(writes) == last:
            end()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch), clock.at(at):
        alert_all()
        run_due(at=at)
    return next(writes) <= last


def test_ended_at_any_write_each_story_is_told_once(ann, house, noon):
    kept(ann, "ferry", at=noon)

    def end() -> None:
        raise Killed

    whole, last = False, 0
    while not whole:
        last += 1
        then = noon + last * HOUR
        live(f"Ferry {last}", at=then)
        try:
            whole = worked_until(then, last, end)
        except Killed:
            worked(then + HOUR / 2)
        texts = [path.read_text() for path in (house.data / "mail").glob("*.eml")]
        assert len(texts) == last == sum("has found" in text for text in texts)
    assert last > 6


def test_a_process_that_is_killed_tells_once(ann, house, noon):
    kept(ann, "ferry", at=noon)
    live("The ferry", at=noon)
    script = """
import os, sys
sys.path[:0] = sys.argv[1:3]
import django; django.setup()
from datetime import datetime
from test_saved_alerts import worked_until
worked_until(datetime.fromisoformat(sys.argv[3]), int(sys.argv[4]), lambda: os.kill(os.getpid(), 9))
"""
    here = os.path.dirname(__file__)
    ran = subprocess.run([sys.executable, "-c", script, os.path.dirname(here), here,
                          noon.isoformat(), "5"], env=house.environment, check=False)
    assert ran.returncode == -signal.SIGKILL
    worked(noon + HOUR)
    assert len(list((house.data / "mail").glob("*.eml"))) == 1


def test_two_workers_at_once_tell_once(ann, house, noon):
    kept(ann, "ferry", at=noon)
    for n in range(8):
        live(f"Ferry {n}", at=noon)
    ready, failed = threading.Barrier(2), []

    def work() -> None:
        try:
            ready.wait(20)
            alert_all()
        except Exception as trouble:
            failed.append(trouble)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failed and ToldStory.objects.count() == 8
    worked(clock.now() + HOUR)  # threads go by the real clock
    assert len(list((house.data / "mail").glob("*.eml"))) == 1


def test_the_worker_tells_at_once(ann, house):
    now = clock.now()
    kept(ann, "ferry", at=now)
    stop = threading.Event()
    worker = threading.Thread(target=keep_alerting, args=(stop,))
    worker.start()
    try:
        live("The ferry", at=now)
        ends = time.monotonic() + 20
        while not ToldStory.objects.exists() and time.monotonic() < ends:
            time.sleep(0.02)
    finally:
        stop.set()
        worker.join()
    assert ToldStory.objects.count() == 1
