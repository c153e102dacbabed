"""What is not public is never found or hinted at; the index follows the log whatever dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import transaction

from cast import filed, live, story
from conftest import Reader
from dateline.archive.public import ArchiveBreach, apply_all, check
from dateline.archive.searching import places, reading
from dateline.archive.searching.applying import let_go
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.record import public as record
from seeking import asked, heads, on_disk, sought


def _says(text: str) -> tuple[Block, ...]:
    return (Block("paragraph", text),)


def _nothing_of(word: str) -> None:
    found = asked(word)
    assert (heads(found), found["total"], found["suggestion"], found["facets"]) == ([], 0, "", {})
    near = asked(word[:-2] + word[-1])
    assert (near["total"], near["suggestion"]) == (0, "")


@pytest.mark.parametrize("act", ["kill", "withdraw", "erase"])
def test_what_is_taken_down_is_found_nowhere_once_that_is_acknowledged(house, noon, act):
    """With no worker, and in a process that had the index open."""
    guid, _ = live("Secrets of Quetzalcoatl", at=noon, blocks=_says("The xylophonist sang."))
    live("Another", at=noon)
    assert heads(sought("xylophonist")) == ["Secrets of Quetzalcoatl"]
    reason = {"reason": "false"} if act == "kill" else {}
    getattr(desk, act)(guid, "It was wrong.", at=noon, **reason)
    for word in ("xylophonist", "quetzalcoatl"):
        _nothing_of(word)
    assert _held(guid) == 0
    assert act != "erase" or not on_disk(house, b"xylophonist")


def _held(guid: str) -> int:
    """How often a story is in the index itself, whatever answers leave out."""
    from tantivy import Query

    found = reading.opened()
    return found.searcher.search(Query.term_query(found.schema, "id", guid)).count


def test_a_kill_does_not_wait_until_all_that_came_in_is_indexed(house, noon, monkeypatch):
    guid, _ = live("Secrets of Quetzalcoatl", at=noon)
    assert heads(sought("quetzalcoatl")) == ["Secrets of Quetzalcoatl"]
    seq, unread = record.head(), live("Fresh Quetzalcoatl", at=noon)[0]
    _file(40, noon)
    with monkeypatch.context() as patched:
        patched.setattr("dateline.archive.searching.gate.apply", None)
        desk.kill(guid, "Wrong.", reason="false", at=noon)
        desk.kill(unread, "Wrong.", reason="false", at=noon)
    assert places.named("current").position().seq == seq
    assert _held(guid) == 0
    _nothing_of("quetzalcoatl")
    apply_all()
    assert (_held(guid), _held(unread)) == (0, 0)
    assert len(heads(sought("lake"))) == 20
    _nothing_of("quetzalcoatl")


def test_what_came_back_in_the_meantime_stays_in_the_index(house, noon):
    guid, _ = live("Secrets of Quetzalcoatl", at=noon)
    sought("quetzalcoatl")
    let_go([guid])
    assert _held(guid) == 1


def test_an_index_that_is_being_made_anew_lets_go_as_well(house, noon, monkeypatch):
    guid, _ = live("Secrets of Quetzalcoatl", at=noon)
    apply_all()
    made = places.named("current")
    places.name_as("next", made)
    desk.kill(guid, "Wrong.", reason="false", at=noon)
    assert made.position().freed == 2 and _held(guid) == 0


def test_a_kill_counts_before_the_index_has_heard_of_it(house, noon, monkeypatch):
    guid, _ = live("Secrets of Quetzalcoatl", at=noon)
    live("Another secret", at=noon)
    sought("secrets")
    with places.locked(1), monkeypatch.context() as patched:
        patched.setattr("dateline.archive.searching.gate.PATIENCE", 0.05)
        desk.kill(guid, "Wrong.", reason="false", at=noon)
    assert places.named("current").position().seq < record.head()
    _nothing_of("quetzalcoatl")
    assert heads(asked("secret")) == ["Another secret"] and asked("secret")["total"] == 1


def test_a_correction_is_not_found_by_what_it_took_out(house, noon):
    guid, _ = live("Vote", at=noon, blocks=_says("The flamboyant mayor won."))
    sought("mayor")
    desk.correct(guid, {"blocks": _says("The mayor lost.")}, wrong="won", right="lost", at=noon)
    _nothing_of("flamboyant")
    assert heads(sought("lost mayor")) == ["Vote"]
    _nothing_of("flamboyant")


SECRET = "Zanzibar merger"


def test_two_houses_that_differ_in_what_is_held_back_answer_the_same(make_house, noon):
    plain = make_house()
    live("Open news of a merge", at=noon)
    other = make_house(plain)
    guid = filed(SECRET, blocks=_says("Zanzibarite clandestine news."), dossiers=("Hidden",),
                 published_at=noon.replace(year=1999))
    desk.schedule(guid, at=noon + timedelta(days=30))
    filed("Clandestine draft", blocks=_says("Zanzibarite."))
    answers = []
    for house in (plain, other):
        make_house.enter(house)
        apply_all()
        answers.append([
            Reader().get(f"/search{form}?q={query}").body
            for form in (".json", "", ".atom", ".rss")
            for query in ("zanzibar", "zanzibr", "merger", "clandestine", "hidden", "news",
                          "&dossier=hidden")])
        assert on_disk(house, b"zanzibar") == []
    assert answers[0] == answers[1]


def test_after_the_embargo_it_is_found_and_after_expiry_it_is_not(house, noon):
    guid = filed(SECRET, expires_at=noon + timedelta(days=2))
    desk.publish(guid, at=noon)
    assert heads(sought("zanzibar")) == [SECRET]
    desk.release_due(at=noon + timedelta(days=3))
    _nothing_of("zanzibar")


# -- what may happen to an index ----------------------------------------------------------------

SLOW = """
import sys, time
from dateline.archive.searching import applying
applying.BATCH = 7
print("begun", flush=True)
applying.apply_all()
print("done", flush=True)
"""


def _file(many: int, at, begin: int = 0) -> None:
    desk.file_batch([story(f"Lake number {n}", source=f"lake:{n}") for n in
                     range(begin, begin + many)], at=at)


def test_killed_anywhere_it_goes_on_where_it_was(house, noon):
    _file(120, noon)
    chance = random.Random(7)
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", "import django; django.setup()\n" + SLOW],
                              env=house.environment, stdout=subprocess.PIPE) as worker:
            worker.stdout.readline()
            time.sleep(chance.random() * 0.15)
            os.kill(worker.pid, signal.SIGKILL)
    found = sought("lake")
    assert found["total"] == 120 and found["complete"]
    assert "holds 120 stories" in "".join(check())


def test_two_that_apply_at_once_apply_each_entry_once(house, noon):
    _file(60, noon)
    ready = [sys.executable, "-c", "import django; django.setup()\n" + SLOW]
    workers = [subprocess.Popen(ready, env=house.environment, stderr=subprocess.PIPE)
               for _ in range(2)]
    _file(30, noon, 60)
    for worker in workers:
        assert worker.communicate(timeout=60)[1] == b"" and worker.returncode == 0
    assert sought("lake")["total"] == 90
    assert "holds 90 stories" in "".join(check())


@pytest.mark.parametrize("harm", ["emptied", "cut", "lost", "newer", "position"])
def test_a_harmed_index_is_made_anew(house, noon, harm):
    _file(5, noon)
    assert sought("lake")["total"] == 5
    place = places.named("current")
    meta, position = place.index / "meta.json", place.folder / "position"
    if harm == "emptied":
        meta.write_text("")
    elif harm == "cut":
        meta.write_text(meta.read_text()[:40])
    elif harm == "lost":
        (house.data / "search" / "current").unlink()
    elif harm == "newer":
        position.write_text(position.read_text().replace('"layout": ', '"layout": 9'))
    else:
        position.write_text("{")
    asked("lake")  # no stack trace meanwhile
    found = sought("lake")
    assert found["total"] == 5 and found["complete"]


def test_another_epoch_or_an_older_database_begins_a_new_index(house, noon):
    _file(5, noon)
    assert sought("lake")["total"] == 5
    before = places.named("current")
    with transaction.atomic():
        record.take_epoch()
    assert asked("lake")["complete"] is False
    assert sought("lake")["total"] == 5 and places.named("current") != before
    place = places.named("current")
    position = place.position()
    place.move(type(position)(position.epoch, position.seq + 9, position.until, position.built))
    assert sought("lake")["total"] == 5 and places.named("current") != place


def test_while_it_is_read_in_the_page_says_so_and_a_kill_holds(house, noon, monkeypatch):
    monkeypatch.setattr("dateline.archive.searching.applying.BATCH", 10)
    guid, _ = live("Secrets of Quetzalcoatl", at=noon)
    _file(40, noon)
    from dateline.archive.searching.applying import apply

    assert apply() is True
    assert asked("lake")["complete"] is False
    desk.kill(guid, "Wrong.", reason="false", at=noon)
    _nothing_of("quetzalcoatl")
    assert sought("lake")["total"] == 40
    _nothing_of("quetzalcoatl")


def test_a_check_tells_of_a_wrong_index(house, noon):
    guid, _ = live("One", at=noon)
    apply_all()
    assert "holds 1 stories" in "".join(check())
    desk.update(guid, {"headline": "Two"}, at=noon)
    assert "still being brought up" in "".join(check())
    place = places.named("current")
    position = place.position()
    place.move(type(position)(position.epoch, record.head(), position.until, position.built))
    with pytest.raises(ArchiveBreach, match="whose version 2 is live"):
        list(check())


def test_an_ordinary_publication_does_not_wait_for_the_index(house, noon):
    apply_all()
    live("One", at=noon)
    assert places.named("current").position().seq == 0
    apply_all()
    assert places.named("current").position().seq == record.head()


def test_the_worker_finds_what_is_published_within_a_second(house, noon):
    import threading

    from dateline.archive.public import keep_indexed

    stop = threading.Event()
    worker = threading.Thread(target=keep_indexed, args=(stop,))
    worker.start()
    try:
        live("Quetzalcoatl returns", at=noon)
        ends = time.monotonic() + 10
        while not heads(asked("quetzalcoatl")) and time.monotonic() < ends:
            time.sleep(0.02)
        assert heads(asked("quetzalcoatl")) == ["Quetzalcoatl returns"]
    finally:
        stop.set()
        worker.join()
    assert delivery.head_word() != -1
