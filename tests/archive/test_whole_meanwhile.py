"""An export is of one moment, while people work; one that was stopped is none."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from dying import dies

from cast import live
from conftest import House
from dateline.desk import public as desk
from dateline.lib import durable
from dateline.project.whole import digest as summing
from dateline.project.whole import writing
from dateline.project.whole.manifest import NotExport
from dateline.project.whole.restoring import restore
from dateline.project.whole.writing import write
from dateline.record import public as record
from emigrating import digest
from picturing import names, picture

WRITER = """
import django; django.setup()
from itertools import count
from cast import live
from dateline.desk import public as desk
from dateline.lib import clock
from picturing import picture
for n in count(1):
    shown = picture(200 + n, 150)
    guids = [live(f"Story {n} {m}", at=clock.now(), picture=shown)[0] for m in range(4)]
    desk.correct(guids[0], {"credit": "B"}, wrong="A", right="B")
    desk.kill(guids[1], "It is gone.", reason="It was false.")
    desk.withdraw(guids[2], "It is gone.")
    desk.erase(guids[3])
    print(n, flush=True)
"""


def _waited(told: Path, lines: int) -> None:
    until = time.monotonic() + 120
    while len(told.read_text().split()) < lines:
        assert time.monotonic() < until, "nobody writes"
        time.sleep(0.05)


def test_it_is_of_one_moment_while_people_publish_and_kill(house: House, make_house, tmp_path):
    told = tmp_path / "told"
    with told.open("w") as file:
        writer = subprocess.Popen([sys.executable, "-c", WRITER], cwd="tests", stdout=file,
                                  env=house.environment)
    made = []
    try:
        for number in range(1, 4):
            _waited(told, number)
            out = tmp_path / f"out{number}"
            out.mkdir()
            made.append((out, write(house.data, out)))
    finally:
        writer.kill()
        writer.wait()
    assert made[0][1].manifest.entries < made[-1][1].manifest.entries
    for out, done in made:
        other = make_house()
        restored = restore(out, other.data)
        assert restored.digest == digest() == done.manifest.digest
        assert record.head() == done.manifest.entries


def test_what_is_erased_before_its_files_are_copied_is_not_in_them(
    house, make_house, noon, tmp_path, monkeypatch
):
    shown = picture()
    guid, _ = live("A name of somebody", at=noon, picture=shown)
    real = writing._copied

    def late(*given):
        desk.erase(guid)
        return real(*given)

    monkeypatch.setattr(writing, "_copied", late)
    out = tmp_path / "out"
    out.mkdir()
    done = write(house.data, out)
    assert done.missing >= len(names(shown)) and not list((out / "files").glob("pictures/*/*"))
    assert restore(out, make_house().data).digest == done.manifest.digest == digest()


STEPS = [(summing.Sum, "add"), (writing, "copy"), (os, "sync"), (durable, "write"),
         (Path, "unlink")]


def test_one_that_was_killed_is_refused(house, make_house, noon, tmp_path):
    live("Kept", at=noon, picture=picture())
    before, killed, last = digest(), 0, 1
    out = tmp_path / "out"
    while True:
        out.mkdir()
        if not dies(lambda: write(settings.DATA, out), last, STEPS):
            break
        with pytest.raises(NotExport, match=r"manifest\.json cannot be read"):
            restore(out, settings.DATA)
        shutil.rmtree(out)
        killed, last = killed + 1, last + 5
    assert killed > 10 and digest() == before
    assert restore(out, make_house().data).digest == before


@pytest.mark.parametrize("form", ["", "static", "wxr", "markdown", "ninjs", "newsml-g2"])
def test_a_full_disk_is_said_and_leaves_nothing_that_seems_whole(form, house, noon, tmp_path):
    live("Kept", at=noon, picture=picture(), standfirst="Long. " * 900)

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    out = tmp_path / "out"
    words = ["export", "--to", str(out), *(["--as", form] if form else [])]
    full = house.run(*words, preexec_fn=little)
    why = "disk I/O error" if form == "static" else "File too large"
    assert full.returncode == 2 and why in full.stderr, full.stderr
    assert "Traceback" not in full.stderr
    assert not {"manifest.json", "dateline-export.json"} & {each.name for each in out.iterdir()}
    again = house.run(*words)
    if form:
        assert again.returncode == 0 and (out / "dateline-export.json").exists(), again.stderr
    else:
        assert again.returncode == 2 and "name a new folder" in again.stderr
