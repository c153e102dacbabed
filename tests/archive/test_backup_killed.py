"""Killed at each step, damaged, or made by somebody else: nothing half-done is ever used."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from dying import dies

from cast import live
from dateline.project.backups import contents, restoring
from dateline.project.backups.contents import Manifest
from dateline.project.backups.restoring import NotRestored, begin, finish, refuse_half_done

NEW = {"dateline.sqlite3": b"new rows", "secret-key": b"new key", "pictures/ab/x.webp": b"drawn",
       "theme/own.css": b"p {}"}
OLD = {"dateline.sqlite3": b"old rows", "dateline.sqlite3-wal": b"old log", "secret-key": b"old",
       "pictures/cd/y.webp": b"old drawn", "served-at": b"http://old.example"}


def _laid(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _backup(folder: Path, files: dict[str, bytes] = NEW, **said: Any) -> Path:
    _laid(folder, files)
    lines = "".join(
        json.dumps({"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        + "\n" for name, data in files.items())
    (folder / "files.jsonl").write_text(lines)
    manifest = Manifest(**{
        "dateline": "0.1.0", "taken_at": "2026-03-02T12:00:00+00:00", "epoch": "e", "tick": 1,
        "database": "dateline.sqlite3", "entries": 1, "files": len(files), "size": 1,
        "sha256": hashlib.sha256(lines.encode()).hexdigest()} | said)
    (folder / "manifest.json").write_bytes(manifest.spelled())
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.relative_to(folder).parts[0] not in contents.STAYS
            and not path.name.startswith(".")}


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with an old installation."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATELINE_DATABASE", raising=False)
    _laid(tmp_path / "data", OLD)
    return tmp_path / "data"


STEPS = [(Path, "rename"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (os, "open"),
         (os, "fsync"), (shutil, "rmtree")]


def _whole(source: Path, data: Path) -> None:
    begin(source, yes=True).close()
    finish(data)


def test_a_restore_killed_at_each_step_is_the_old_or_goes_on(data, tmp_path):
    source = _backup(tmp_path / "copy")
    seen, last = set(), 0
    while True:
        last += 1
        shutil.rmtree(data)
        _laid(data, OLD)
        if not dies(lambda: _whole(source, data), last, STEPS):
            break
        if (data / "restoring").exists():
            with pytest.raises(NotRestored, match="did not end"):
                refuse_half_done(data)
            with pytest.raises(NotRestored, match="was begun here"):
                begin(tmp_path / "other", yes=True)
            seen.add("half")
        else:
            seen.add("old" if _files(data) == OLD else "new")
            assert _files(data) in (OLD, NEW), last
        if _files(data) != NEW or (data / "restoring").exists():
            _whole(source, data)
        assert _files(data) == NEW, last
        refuse_half_done(data)
        (aside,) = (data / "backups").iterdir()
        assert {str(path.relative_to(aside)): path.read_bytes() for path in aside.rglob("*")
                if path.is_file()} == OLD, last
    assert last > 20 and seen == {"old", "half", "new"}


def _damage(source: Path, name: str, data: bytes) -> None:
    (source / name).write_bytes(data)


@pytest.mark.parametrize("harm, said", [
    (lambda at: (at / "manifest.json").unlink(), "no whole backup"),
    (lambda at: _damage(at, "manifest.json", b'{"dateline": "0.1'), "not one of a backup"),
    (lambda at: _damage(at, "manifest.json", b"[]"), "not one of a backup"),
    (lambda at: _damage(at, "pictures/ab/x.webp", b"drawm"), "differs from its digest"),
    (lambda at: (at / "pictures/ab/x.webp").unlink(), "is not in"),
    (lambda at: _damage(at, "files.jsonl", b""), "differs from its digest"),
    (lambda at: _backup(at, dateline="99.0"), "is of release 99.0"),
    (lambda at: _backup(at, layout=2), "another release"),
    (lambda at: _backup(at, size=10**18), "no room"),
    (lambda at: _backup(at, {"../out": b"x"}), "is no name"),
    (lambda at: _backup(at, {"a/../../out": b"x"}), "is no name"),
    (lambda at: _backup(at, {"restoring": b"x"}), "is no name"),
])
def test_what_is_no_whole_backup_is_refused(data, tmp_path, harm, said):
    source = _backup(tmp_path / "copy")
    harm(source)
    with pytest.raises(NotRestored, match=said):
        begin(source, yes=True)
    assert _files(data) == OLD and not (data / "restore.part").exists()
    refuse_half_done(data)


def test_a_folder_in_use_or_with_something_in_it_is_refused(data, tmp_path):
    source = _backup(tmp_path / "copy")
    with pytest.raises(NotRestored, match="not empty"):
        begin(source, yes=False)
    with (data / "serve.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(NotRestored, match="stop it first"):
            begin(source, yes=True)
    assert _files(data) == OLD


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dateline.project.backups import taking
room, name = {"read": (taking, "_read"), "last": (taking.durable, "write")}[sys.argv[1]]
setattr(room, name, lambda *words, **more: os.kill(os.getpid(), signal.SIGKILL))
taking.take(Path(os.environ["DATELINE_DATA"]), Path(sys.argv[2]), at=datetime.now(UTC))
"""


def test_a_backup_that_was_killed_is_none(house, noon, tmp_path, data):
    live("Kept", at=noon)
    (house.data / "served-at").write_text("http://news.example")
    for step in ("read", "last"):
        copy = tmp_path / step
        assert house.python(KILLED, step, str(copy)).returncode == -signal.SIGKILL
        assert copy.exists()
        with pytest.raises(NotRestored, match="no whole backup"):
            begin(copy, yes=True)
    assert _files(data) == OLD
    again = house.run("backup", "--to", str(copy))
    assert again.returncode == 2 and "not empty" in again.stderr


def test_a_half_restored_folder_is_refused_by_other_commands(house):
    (house.data / "restoring").write_text(json.dumps({"source": "/mnt/x", "aside": "a", "old": []}))
    refused = house.run("check")
    assert refused.returncode == 2 and "did not end" in refused.stderr
    assert "dateline restore" in refused.stderr and restoring.MARK == "restoring"
