"""Lists of related stories tell nothing that is not public, and follow the log whatever dies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

from cast import filed, story
from conftest import Reader
from dateline.archive.models import RelatedCursor, RelatedRow
from dateline.archive.public import check, keep_indexed, keep_related, relate_all
from dateline.desk import public as desk
from dateline.record import public as record
from relating import BANK, FERRY, MATTERS, followed, newsroom, run, says, shown

_COLUMNS = ("story", "other", "position", "score", "from_seq", "to_seq")


def test_two_houses_that_differ_in_what_is_held_back_list_the_same(make_house, noon):
    plain = make_house()
    made = newsroom(noon)
    other = make_house(plain)
    held = filed("Aurora scandal", blocks=says(*FERRY), dossiers=("Hidden",))
    desk.schedule(held, at=noon + timedelta(days=3000))
    filed("Ferry draft", blocks=says(*FERRY))
    desk.save_draft(made["Bank 1"], {"blocks": says(*FERRY)})
    told = []
    for house in (plain, other):
        make_house.enter(house)
        followed()
        pages = [Reader().get(record.standing(guid).address).body for guid in made.values()]
        told.append((pages, list(RelatedRow.objects.order_by("story", "position").values_list(
            *_COLUMNS))))
    assert told[0] == told[1]


SLOW = """
from dateline.archive.relating import following, keeping
following.OLDER = 3
print("begun", flush=True)
keeping.relate_all()
print("done", flush=True)
"""


def test_killed_anywhere_it_goes_on_and_does_all_of_it_once(house, noon):
    desk.file_batch([story(f"{name} {turn} {n}", blocks=says(text, f"Turn {turn}."),
                           source=f"t:{name}{turn}{n}", published_at=noon + timedelta(days=n))
                     for turn in range(4) for name, texts in MATTERS
                     for n, text in enumerate(texts)], at=noon)
    from dateline.archive.public import apply_all

    apply_all()
    chance = random.Random(11)
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", "import django; django.setup()\n" + SLOW],
                              env=house.environment, stdout=subprocess.PIPE) as worker:
            worker.stdout.readline()
            time.sleep(chance.random() * 0.2)
            os.kill(worker.pid, signal.SIGKILL)
    followed()
    _whole()
    assert RelatedCursor.objects.get().waiting == []


def test_two_workers_at_once_write_each_list_once(house, noon):
    newsroom(noon)
    from dateline.archive.public import apply_all

    apply_all()
    ready = [sys.executable, "-c", "import django; django.setup()\n" + SLOW]
    with subprocess.Popen(ready, env=house.environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as worker:
        worker.stdout.readline()
        relate_all()
        assert worker.communicate(timeout=60)[1] == b"" and worker.returncode == 0
    _whole()


def _whole() -> None:
    """Each list is what it would be if it were made now, and nothing stands twice."""
    rows = list(RelatedRow.objects.filter(to_seq=None).values_list("story", "other"))
    assert rows and len(set(rows)) == len(rows)
    assert "related stories of" in "".join(check())


def test_the_worker_lists_what_is_published(house, noon):
    made = newsroom(noon, but=("Goats 2",))
    stop = threading.Event()
    workers = [threading.Thread(target=work, args=(stop,)) for work in (keep_indexed, keep_related)]
    for worker in workers:
        worker.start()
    try:
        run("Goats 2", noon, "The cheese festival of Oberau and its goats, by our reporter.")
        ends = time.monotonic() + 20
        while not shown(made["Goats 1"]) and time.monotonic() < ends:
            time.sleep(0.05)
        assert shown(made["Goats 1"]) == ["Goats 2"]
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def test_a_check_tells_of_a_wrong_list(house, noon):
    import pytest

    from dateline.archive.public import ArchiveBreach

    made = newsroom(noon)
    followed()
    assert "related stories of 12" in "".join(check())
    number = record.numbers((made["Goats 1"],))[made["Goats 1"]]
    RelatedRow.objects.filter(story=number).update(other=number)
    with pytest.raises(ArchiveBreach, match="itself"):
        list(check())


def test_a_preview_and_a_story_in_another_language_are_left_in_peace(house, noon):
    newsroom(noon)
    french = run("Ferry et banque", noon, *FERRY[:2], *BANK[:2], language="fr")
    followed()
    assert shown(french) == []
