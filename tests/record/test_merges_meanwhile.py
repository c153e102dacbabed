"""Merging while others publish, save and merge: real connections, and every count exact after."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

from django.db import connection, connections, transaction

from cast import all_checked, filed, live
from dateline.desk import public as desk
from dateline.desk.public import NotCopy, Tag
from dateline.record import public as record

STORIES = 12


def together(*works: Any) -> list[Any]:
    """Run these at once, each in a thread with connections of its own."""
    barrier = Barrier(len(works))

    def run(work: Any) -> Any:
        barrier.wait()
        try:
            return work()
        finally:
            for alias in connections:
                connections[alias].close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_nothing_is_lost_between_a_merge_and_those_who_publish(house, noon):
    live("First", at=noon, dossiers=("Old",), tags=(Tag("X", "event"),), place="Rome")
    live("Other", at=noon, dossiers=("New",), tags=(Tag("Y", "event"),), place="Roma")
    guids = [filed(f"Held {n}", dossiers=("Old",), place="Rome") for n in range(STORIES)]

    def publish():
        for number in range(STORIES):
            live(f"Story {number}", at=noon, dossiers=("Old", "New"), tags=(Tag("X", "event"),))

    def release():
        for guid in guids:
            desk.save_draft(guid, {"dossiers": ("Old", "More"), "place": "Rome"})
            desk.publish(guid, at=noon)

    def merge():
        desk.merge("dossier", "Old", "New", at=noon)
        desk.merge("event", "X", "Y", at=noon)
        desk.merge("place", "Rome", "Roma", at=noon)

    together(publish, release, merge)
    new = record.term("dossier", "new").number
    assert record.count(new) == 2 + 2 * STORIES
    assert record.count(record.term("tag", "y").number) == 2 + STORIES
    assert record.count(record.term("place", "roma").number) == 2 + STORIES
    assert record.term("dossier", "old").number == new
    all_checked()


def waiting() -> bool:
    """Whether somebody waits for a lock (PostgreSQL tells; SQLite: nobody can be seen waiting)."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_who_waits_for_a_merge_saves_the_place_it_was_merged_into(house, noon):
    live("First", at=noon, place="Rome")
    live("Other", at=noon, place="Roma")
    guid = filed("Held", place="Rome")
    begun = Event()

    def merge():
        with transaction.atomic():
            desk.merge("place", "Rome", "Roma", at=noon)
            begun.set()
            for _ in range(600):
                if waiting():
                    break
                time.sleep(0.05)

    def publish():
        begun.wait(30)
        desk.save_draft(guid, {"headline": "Saved"})
        desk.publish(guid, at=noon)

    together(merge, publish)
    assert record.count(record.term("place", "roma").number) == 3
    all_checked()


def test_of_two_who_merge_crosswise_one_is_told(house, noon):
    live("One", at=noon, dossiers=("A",))
    live("Two", at=noon, dossiers=("B",))

    def merge(old, new):
        try:
            return desk.merge("dossier", old, new, at=noon).seq
        except NotCopy as error:
            return str(error)

    done = together(lambda: merge("A", "B"), lambda: merge("B", "A"))
    assert sorted(type(one).__name__ for one in done) == ["int", "str"]
    assert any("was merged into" in str(one) for one in done)
    all_checked()
