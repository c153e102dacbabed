"""`dateline backup` while people publish, and `dateline restore`: a state that there was."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import conftest
from cast import live
from conftest import POSTGRESQL, House
from dateline.delivery import public as delivery
from dateline.record import public as record
from picturing import picture

WRITER = """
import sys, uuid
from cast import live
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Block
from picturing import picture
number = 0
while True:
    number += 1
    shown = picture(300 + number, 200)
    done = live(f"Story {sys.argv[1]} {number}", at=clock.now(), tags=(), picture=shown)[1]
    print(record.head(), done.address, flush=True)
"""


@pytest.fixture
def fresh(house, tmp_path):
    """An installation that has nothing yet, not even tables."""
    environment = house.environment | {"DATELINE_DATA": str(tmp_path / "fresh")}
    name = f"fresh_{tmp_path.name.replace('-', '_')}_{tmp_path.parent.name.replace('-', '_')}"
    if POSTGRESQL:
        environment["DATELINE_DATABASE"] = conftest.CLUSTER.create(name)
    yield House(tmp_path / "fresh", environment)
    if POSTGRESQL:
        conftest.CLUSTER.drop(name)


def _writing(house: House, name: str, told: Path) -> subprocess.Popen[str]:
    script = "import django; django.setup()\n" + WRITER
    with told.open("w") as file:
        return subprocess.Popen([sys.executable, "-c", script, name], cwd="tests", text=True,
                                env=house.environment, stdout=file)


def _acknowledged(*told: Path) -> dict[int, str]:
    """The address by the log's last entry at least, as the writers were told."""
    lines = [line.split() for path in told for line in path.read_text().splitlines()]
    return {int(words[0]): words[1] for words in lines if len(words) == 2}


def test_a_backup_under_load_restores_what_was_acknowledged(house, make_house, fresh, tmp_path):
    told = [tmp_path / "a", tmp_path / "b"]
    writers = [_writing(house, path.name, path) for path in told]
    try:
        until = time.monotonic() + 40
        while len(_acknowledged(*told)) < 6 and time.monotonic() < until:
            time.sleep(0.05)
        before = _acknowledged(*told)
        taken = house.run("backup", "--to", str(tmp_path / "copy"))
        after = max(_acknowledged(*told))
        while max(_acknowledged(*told)) == after and time.monotonic() < until:
            time.sleep(0.05)  # it did not stop them
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    assert taken.returncode == 0, taken.stderr
    assert len(before) >= 6 and max(_acknowledged(*told)) > after
    held = json.loads((tmp_path / "copy/manifest.json").read_text())
    assert max(before) <= held["entries"] <= max(_acknowledged(*told))
    restored = fresh.run("restore", str(tmp_path / "copy"))
    assert restored.returncode == 0, restored.stderr
    assert f"Epoch {held['epoch']} has ended" in restored.stdout
    checked = fresh.run("check", "--all")
    assert checked.returncode == 0, checked.stderr
    make_house.enter(fresh)
    assert record.head() == held["entries"] and delivery.epoch() != held["epoch"]
    codes = {address.rstrip("/").rpartition("~")[2] for address in before.values()}
    assert codes == {code for code in codes if record.guid_of(code)}
    names = [one.name for one in (fresh.data / "pictures").rglob("*.*")]
    assert names and all((house.data / "pictures" / name[:2] / name).exists() for name in names)


def test_as_one_file_and_no_second_time(house, fresh, noon, tmp_path):
    live("Kept", at=noon, picture=picture())
    (house.data / "backups").mkdir()
    (house.data / "backups" / "before-0.1").write_text("an old copy")
    made = house.run("backup", "--to", str(tmp_path / "copy.tar"))
    assert made.returncode == 0, made.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.tar"]
    assert house.run("backup", "--to", str(tmp_path / "copy.tar")).returncode == 2
    assert fresh.run("restore", str(tmp_path / "copy.tar")).returncode == 0
    assert not list((fresh.data / "backups").iterdir())
    again = fresh.run("restore", str(tmp_path / "copy.tar"))
    assert again.returncode == 2 and "not empty" in again.stderr
    if POSTGRESQL:  # the folder would be put aside, but not a database
        again = fresh.run("restore", str(tmp_path / "copy.tar"), "--yes")
        assert again.returncode == 2 and "is not empty" in again.stderr
        assert fresh.run("check").returncode == 0
        return
    (fresh.data / "mine").write_text("by hand")
    again = fresh.run("restore", str(tmp_path / "copy.tar"), "--yes")
    assert again.returncode == 0, again.stderr
    (aside,) = (fresh.data / "backups").iterdir()
    assert (aside / "mine").read_text() == "by hand" and not (fresh.data / "mine").exists()
    assert (aside / "dateline.sqlite3").exists()
    assert fresh.run("check", "--all").returncode == 0


def _little() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk_leaves_no_half_backup_and_no_half_restore(house, fresh, noon, tmp_path):
    live("Kept", at=noon)
    full = house.run("backup", "--to", str(tmp_path / "copy"), preexec_fn=_little)
    assert full.returncode == 2 and "Traceback" not in full.stderr, full.stderr
    assert not (tmp_path / "copy").exists()
    assert house.run("backup", "--to", str(tmp_path / "copy")).returncode == 0
    full = fresh.run("restore", str(tmp_path / "copy"), preexec_fn=_little)
    assert full.returncode == 2 and "Traceback" not in full.stderr, full.stderr
    assert {each.name for each in fresh.data.iterdir()} <= {"serve.lock", "backups"}
    assert fresh.run("restore", str(tmp_path / "copy")).returncode == 0


def test_a_backup_is_for_its_own_database(house, noon, tmp_path):
    live("Kept", at=noon)
    assert house.run("backup", "--to", str(tmp_path / "copy")).returncode == 0
    other = {name: value for name, value in house.environment.items()
             if name != "DATELINE_DATABASE"} | {"DATELINE_DATA": str(tmp_path / "other")}
    if not POSTGRESQL:
        other["DATELINE_DATABASE"] = "postgresql://nobody@localhost:1/none"
    refused = replace(house, environment=other).run("restore", str(tmp_path / "copy"))
    assert refused.returncode == 2 and "set DATELINE_DATABASE as it was" in refused.stderr
