"""`dateline export --as static` beside a newsroom at work, by several processes; what is killed."""

from __future__ import annotations

import json
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from cast import live
from dateline.archive.leaving import browsable, folder
from dateline.archive.leaving.folder import DONE, UNFINISHED
from dateline.archive.leaving.linking import TITLES, file_of
from dateline.archive.public import copy_site
from dateline.desk import public as desk
from dateline.desk.public import Published
from dateline.discussion.public import talked

HOUR = timedelta(hours=1)


def _text(out: Path) -> str:
    return "".join(path.read_text() for path in out.rglob("*.html"))


class Busy:
    """An editor who publishes and kills by turns, five acts a second, until told to stop."""

    def __init__(self, at) -> None:
        self.at, self.stop = at, threading.Event()
        self.made: list[tuple[str, Published]] = []
        self.killed: list[tuple[str, Published, float]] = []
        self.thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        number = 0
        while not self.stop.wait(0.2):
            number += 1
            headline = f"Xyzzy{number}q"
            guid, done = live(headline, at=self.at)
            self.made.append((headline, done))
            if number % 2:
                gone = desk.kill(guid, "It was wrong.", reason="one source", at=self.at + HOUR)
                self.killed.append((headline, gone, time.time()))
        connections.close_all()

    def __enter__(self) -> Busy:
        self.thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.stop.set()
        self.thread.join()


def test_it_is_of_one_moment_of_a_newsroom_that_never_rests(house, noon, tmp_path):
    for number in range(40):
        live(f"Before {number}", at=noon)
    out = tmp_path / "out"
    with Busy(noon) as busy:
        while not busy.killed:
            time.sleep(0.01)
        told = house.run("export", "--to", str(out), "--as", "static")
    assert told.returncode == 0, told.stderr
    said = json.loads((out / DONE).read_text())
    last, text = said["entries"], _text(out)
    assert said["files"] == sum(path.is_file() for path in out.rglob("*")) - 1
    gone = {headline: done.seq for headline, done, _ in busy.killed}
    ended = (out / DONE).stat().st_mtime
    assert all(done.seq <= last for _, done, at in busy.killed if at < ended)
    assert min(gone.values()) <= last
    for headline, done in busy.made:
        stood = done.seq <= last < gone.get(headline, last + 1)
        assert (headline in text) == stood, (headline, done.seq, last)
        assert stood == (headline in _read(out, done.address))


def _read(out: Path, address: str) -> str:
    path = out / file_of(address)
    return path.read_text() if path.is_file() else ""


def test_nothing_is_killed_between_the_last_look_and_the_end(house, noon, tmp_path, monkeypatch):
    guid, done = live("Xyzzykilled", at=noon)
    out, acted = tmp_path / "out", []

    def kill() -> None:
        desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)
        acted.append((out / DONE).exists())
        connections.close_all()

    thread = threading.Thread(target=kill)
    real = folder.Leaving.finish

    def finish(self, **words):
        thread.start()
        thread.join(0.5)
        assert not acted
        real(self, **words)

    monkeypatch.setattr(folder.Leaving, "finish", finish)
    copy_site(out, talked=talked)
    thread.join()
    assert acted == [True] and "Xyzzykilled" in _read(out, done.address)


def test_a_kill_while_all_is_put_on_the_disk_is_in_no_file(house, noon, tmp_path, monkeypatch):
    guid, done = live("Xyzzykilled", at=noon)
    turns: list[int] = []

    def settle(self):
        turns.append(1)
        if len(turns) == 1:
            desk.kill(guid, "It was wrong.", reason="one source", at=noon + HOUR)

    monkeypatch.setattr(folder.Leaving, "settle", settle)
    copy_site(tmp_path / "out", talked=talked)
    assert "Xyzzykilled" not in _text(tmp_path / "out")
    assert "It was wrong." in _read(tmp_path / "out", done.address)


def test_one_that_never_has_little_to_write_again_says_so(house, noon, tmp_path, monkeypatch):
    monkeypatch.setattr(browsable, "LITTLE", -1)
    with pytest.raises(browsable.Unsteady, match="The log moved 40 times"):
        copy_site(tmp_path / "out", talked=talked)
    assert (tmp_path / "out" / UNFINISHED).exists()


def test_lists_by_title_are_written_again_only_where_they_are_others(
    house, noon, tmp_path, monkeypatch
):
    live("Old", at=noon, published_at=noon - timedelta(days=4000))
    live("Bridge", at=noon)
    written: list[str] = []
    real, settle = folder.Leaving.write, folder.Leaving.settle

    def noted(self, name, data):
        written.append(name)
        real(self, name, data)

    def publishing(self):
        if "Another" not in _text(tmp_path / "out"):
            live("Another", at=noon)
        settle(self)

    monkeypatch.setattr(folder.Leaving, "write", noted)
    monkeypatch.setattr(folder.Leaving, "settle", publishing)
    copy_site(tmp_path / "out", talked=talked)
    now, before = (file_of(f"{TITLES}{year}/") for year in (noon.year, noon.year - 11))
    assert (written.count(now), written.count(before)) == (2, 1)
    assert "Another" in (tmp_path / "out" / now).read_text()


def test_several_processes_write_what_one_writes(house, noon, tmp_path):
    for number in range(30):
        live(f"A bridge opens {number}", at=noon, dossiers=("Floods",))
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    copy_site(alone, talked=talked)
    script = ("import sys; from pathlib import Path\n"
              "from dateline.archive.public import copy_site\n"
              "from dateline.discussion.public import talked\n"
              "print(copy_site(Path(sys.argv[1]), talked=talked, processes=3)[0])")
    told = house.python(script, str(beside))
    assert told.returncode == 0, told.stderr
    files = {path.relative_to(alone): path.read_bytes() for path in alone.rglob("*")
             if path.is_file() and path.name != DONE}
    assert {path.relative_to(beside): path.read_bytes() for path in beside.rglob("*")
            if path.is_file() and path.name != DONE} == files
    assert int(told.stdout) == len(files)


_DYING = """
import os, signal, sys
from pathlib import Path
from dateline.archive.leaving import pages
from dateline.archive.public import copy_site
from dateline.discussion.public import talked
real, here, who = pages.Pages.draw, os.getpid(), sys.argv[2]
def draw(self, addresses):
    if os.getpid() != here:
        print(os.getpid(), flush=True)
        os.kill(here if who == "parent" else os.getpid(), signal.SIGKILL)
        signal.pause()
    return real(self, addresses)
pages.Pages.draw = draw
try:
    copy_site(Path(sys.argv[1]), talked=talked, processes=2)
except OSError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("who", ["parent", "child"])
def test_when_one_process_is_killed_the_others_end_and_the_copy_is_unfinished(
    house, noon, tmp_path, who
):
    live("A bridge opens", at=noon)
    out = tmp_path / "out"
    told = house.python(_DYING, str(out), who)  # waits for the end of all who hold its output
    assert told.returncode == (-signal.SIGKILL if who == "parent" else 1)
    assert who == "parent" or told.stderr.endswith("killed, perhaps for want of memory\n")
    assert (out / UNFINISHED).exists() and not (out / DONE).exists()
    ends = time.monotonic() + 20  # its output is closed a little before a process is gone
    while any(map(_runs, map(int, told.stdout.split()))) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not [pid for pid in map(int, told.stdout.split()) if _runs(pid)]
    copy_site(out, talked=talked)
    assert (out / DONE).is_file()


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_pictures_of_short_links_lie_in_many_folders(house, noon, tmp_path):
    code = live("A bridge opens", at=noon)[1].code
    copy_site(tmp_path / "out", talked=talked)
    name = f"qr/~{code[:2]}/{code[2:]}.svg"
    assert (tmp_path / "out" / name).is_file() and f"../../{name}" in _text(tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.svg"))


