"""What is no whole export is refused, naming file and line, and leaves nothing."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from dying import dies
from forging import edit, list_file, tell, vouch, vouched

from cast import live
from conftest import House, keep
from dateline.desk import public as desk
from dateline.lib import refilling
from dateline.project.whole import parts, reading, restoring
from dateline.project.whole.manifest import NotExport
from dateline.project.whole.restoring import restore
from dateline.project.whole.writing import write
from emigrating import digest
from picturing import picture

_KEPT: list[tuple[Path, str]] = []


@pytest.fixture
def out(make_house, noon, tmp_path) -> Path:
    """A copy of a small export; the process works in an installation that has nothing."""
    if not _KEPT:
        house = make_house()
        guid, _ = live("Kept", at=noon, picture=picture())
        desk.correct(guid, {"credit": "B"}, wrong="A", right="B", at=noon)
        made = house.data.parent.parent / "exported"
        made.mkdir()
        write(house.data, made)
        _KEPT.append((made, digest()))
    make_house()
    return Path(shutil.copytree(_KEPT[0][0], tmp_path / "out"))


def _nothing() -> bool:
    """Whether nothing came in, and nothing lies about."""
    left = {each.name for each in settings.DATA.iterdir()}
    return not parts.full(DEFAULT_DB_ALIAS) and not left & {"restore.part", "pictures"}


def _picture(at: Path) -> Path:
    return next(each for each in sorted((at / "files").rglob("*.webp")))


def _linked(path: Path) -> None:
    moved = path.with_name("elsewhere")
    path.rename(moved)
    path.symlink_to(moved)


@pytest.mark.parametrize("harm, said", [
    (lambda at: (at / "manifest.json").unlink(), "manifest.json cannot be read"),
    (lambda at: (at / "manifest.json").write_text('{"layout": 2'), "not one of an export"),
    (lambda at: (at / "manifest.json").write_text("[" * 100_000), "not one of an export"),
    (lambda at: (at / "manifest.json").write_text("[]"), "not one of an export"),
    (lambda at: tell(at, files=[]), "does not list account-emailaddress.jsonl"),
    (lambda at: tell(at, files=[{"name": "../x"}]), "not one of an export"),
    (lambda at: tell(at, dateline="99.0"), "is of release 99.0"),
    (lambda at: tell(at, layout=3), "its layout is 3"),
    (lambda at: tell(at, size=10**18), "no room"),
    (lambda at: tell(at, size=-1), "not one of an export"),
    *((lambda at, said=said: tell(at, **said), "not one of an export") for said in (
        {"digest": 7}, {"digest": "x" * 64}, {"entries": "many"}, {"tick": None}, {"epoch": 1},
        {"epoch": "\x1b[2J"}, {"dateline": "1.0\n"}, {"dateline": 1}, {"more": 1}, {"files": 1},
        {"size": True}, {"size": 2**70})),
    (lambda at: tell(at, layout="2" * 9999), "its layout is '2{19}, this release reads 2"),
    (lambda at: tell(at, digest="0" * 64), "digest in its manifest is not that of its content"),
    (lambda at: (at / "desk-story.jsonl").unlink(), "desk-story.jsonl cannot be read"),
    (lambda at: _linked(at / "desk-story.jsonl"), "desk-story.jsonl cannot be read"),
    (lambda at: os.mkfifo(_gone(at / "desk-note.jsonl")), "desk-note.jsonl is no plain file"),
    (lambda at: edit(at, "record-version.jsonl", "Kept", "Kepp"),
     "record-version.jsonl differs from its digest"),
    (lambda at: edit(at, "record-version.jsonl", '{"digest"', '{ "digest"'),
     "record-version.jsonl differs from its digest: line 1 is not as it was written"),
    (lambda at: edit(at, "record-entry.jsonl", "}\n", "}\n{}\n"),
     "record-entry.jsonl differs from its digest: it has 3 lines, 2 were written"),
    (lambda at: vouched(at, "record-entry.jsonl", "}\n", "}\n{}\n"),
     "record-entry.jsonl, line 2: it lacks columns: act, at"),
    (lambda at: vouched(at, "record-entry.jsonl", "}\n", "}\nnothing\n"),
     "record-entry.jsonl, line 2: this is no row"),
    (lambda at: vouched(at, "record-version.jsonl", '"headline":"Kept"', '"headline":"Kepp"'),
     "contradict each other: version 1 of ~[a-z0-9]+ differs"),
    (lambda at: vouched(at, "record-entry.jsonl", '"act":"publish"', '"act":"kill"'),
     "contradict each other: entry 1 breaks the chain"),
    (lambda at: vouched(at, "record-version.jsonl", '"id":1', '"id":"one"'),
     "record-version.jsonl, line 1: "),
    (lambda at: vouched(at, "record-version.jsonl", '"id":2', '"id":1'),
     "record-version.jsonl, line 1: in this line or the 1000 after it"),
    (lambda at: vouched(at, "record-placement.jsonl", '"term_id":1', '"term_id":77'),
     "contradict each other"),
    (lambda at: vouched(at, "people-user_groups.jsonl", "", "{}\n"), "line 1: it lacks columns"),
    (lambda at: vouched(at, "wagtailcore-task.jsonl", '"content_type_id":"wagtailcore.',
                         '"content_type_id":"desk.'), "line 1: content_type_id is"),
    (lambda at: vouched(at, "desk-term.jsonl", '"note":""', '"note":null'), "desk-term.jsonl, li"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":"' + "x" * 70_000 + '"'),
     "record-day.jsonl, line 1: .{1,300}$"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":' + "9" * 40), "line 1: "),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":' + "9" * 9000), "this is no row"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":true'),
     "record-day.jsonl says is not what this database holds"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":1,"\\u001b[2J":1'),
     r"does not know: '\\x1b"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":' + "[" * 90_000), "no row"),
    (lambda at: vouched(at, "record-version.jsonl", '"document":{', '"document":{"x":' + "[" * 940
                        + "]" * 940 + ","), "nested too deep|contradict each other"),
    (lambda at: vouched(at, "record-day.jsonl", '"id":1', '"id":0'),
     "contradict|digest in its manifest"),
    (lambda at: vouched(at, "record-day.jsonl", "}\n", "}\n\n"), "line 2: this is no row"),
    (lambda at: _rewritten(at, "record-day.jsonl", b"\xff\xfe{}\n"), "line 1: this is no row"),
    (lambda at: _rewritten(at, "record-day.jsonl", b"x" * (reading.LONGEST + 1)),
     "record-day.jsonl has a line of more than"),
    (lambda at: tell(at, files=[*_files(at), _files(at)[0]]), "not one of an export"),
    (lambda at: tell(at, files=[each for each in _files(at) if each["name"] != "files.jsonl"]),
     "does not list files.jsonl"),
    (lambda at: _picture(at).unlink(), "is not there"),
    (lambda at: _linked(_picture(at)), "no plain file"),
    (lambda at: _picture(at).write_bytes(b"x"), "differs from its digest"),
    (lambda at: list_file(at, name="../out"), "files.jsonl, line \\d+: this is no file"),
    (lambda at: list_file(at, name="/etc/passwd"), "this is no file"),
    (lambda at: list_file(at, name="secret-key"), "this is no file"),
    (lambda at: list_file(at, name="theme/own.html"), "this is no file"),
    (lambda at: list_file(at, name="pictures/.x"), "this is no file"),
    (lambda at: list_file(at, name=7), "this is no file"),
    (lambda at: _smuggled(at), "no row names pictures/x"),
])
def test_what_is_no_whole_export_is_refused(out, harm, said):
    harm(out)
    with pytest.raises(NotExport, match=said):
        restore(out, settings.DATA)
    assert _nothing()


def _rewritten(at: Path, name: str, data: bytes) -> None:
    (at / name).write_bytes(data)
    vouch(at, name)


def _files(at: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads((at / "manifest.json").read_text())["files"]
    return files


def _gone(path: Path) -> Path:
    path.unlink()
    return path


def _smuggled(at: Path) -> None:
    (at / "files/pictures/x").write_bytes(b"x")
    list_file(at, name="pictures/x", sha256=hashlib.sha256(b"x").hexdigest())
    said = json.loads((at / "manifest.json").read_text())
    apart = {f"{each.name}.jsonl" for _, each in parts.kept() if not each.digested}
    sums = "".join(f"{each['name'][:-6]} {each['rows']} {each['digest']}\n"
                   for each in said["files"] if each["name"] not in apart)
    tell(at, digest=hashlib.sha256(sums.encode()).hexdigest())


STEPS = [(reading, "copy"), (refilling, "insert"), (restoring, "summed"), (Path, "replace"),
         (os, "sync"), (restoring.record, "take_epoch"), (shutil, "rmtree")]


def _lasts() -> Iterator[int]:
    yield from range(1, 200, 4)


def test_killed_anywhere_it_is_nothing_or_all_and_can_be_said_again(out, make_house):
    nothing = keep(make_house())
    killed = 0
    for last in _lasts():
        make_house(like=nothing)
        if not dies(lambda: restore(out, settings.DATA), last, STEPS):
            break
        killed += 1
        if parts.full(DEFAULT_DB_ALIAS):  # the last step: only what was copied is swept away
            assert digest() == _KEPT[0][1]
        elif last % 3 == 0:
            assert restore(out, settings.DATA).manifest.digest == digest()
    assert killed > 10 and digest() == _KEPT[0][1]


def test_a_full_disk_leaves_nothing(out, make_house):
    house: House = make_house()

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    full = house.run("import", "export", str(out), preexec_fn=little)
    assert full.returncode == 2 and "Traceback" not in full.stderr, full.stderr
    assert _nothing()
