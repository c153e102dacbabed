"""An export of an earlier release is imported; one of a newer one is refused by name.

`cases/first-export` was made by `emigrating.furnish` when the first release was made, and stays as
it is; `cases/first-export.json` has the columns of every table of then.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from forging import tell, vouch

from conftest import Reader
from dateline.discussion.models import Like
from dateline.onair.models import Playlist
from dateline.project.whole import parts
from dateline.project.whole.manifest import NotExport
from dateline.project.whole.restoring import restore
from dateline.record import public as record
from emigrating import OLD, digest

FIRST = Path(__file__).parent / "cases" / "first-export"
COLUMNS = json.loads(FIRST.with_suffix(".json").read_text())


def _now() -> dict[str, list[str]]:
    return {kept.name: sorted(each.attname for each in kept.fields()) for _, kept in parts.kept()}


def test_what_was_added_since_the_first_release_says_what_stood_for_it_then():
    """Who adds a column or a table says so in the room's `exporting.py`; nothing else changes."""
    kept = {each.name: each for _, each in parts.kept()}
    assert COLUMNS.keys() - kept.keys() == set(), "no table of then may go"
    assert {name for name in kept.keys() - COLUMNS.keys() if not kept[name].late} == set()
    for name, then in COLUMNS.items():
        assert set(then) - set(_now()[name]) == set(), f"{name}: no column of then may go"
        undeclared = set(_now()[name]) - set(then) - kept[name].added.keys()
        assert undeclared == set(), f"{name}: Kept(…, added={{column: value of then}})"


def test_an_export_of_the_first_release_is_all_there(house):
    done = restore(FIRST, house.data)
    assert digest() == done.digest and done.manifest.entries == record.head()
    of_then = done.manifest.tables()
    for _, kept in parts.kept():
        if f"{kept.name}.jsonl" in of_then:
            rows = kept.all(DEFAULT_DB_ALIAS).count()
            assert rows == of_then[f"{kept.name}.jsonl"].rows, kept.name
    assert Reader().get(OLD).status == 301
    checked = house.run("check")
    assert checked.returncode == 0 and f"digest  {done.digest}" in checked.stdout, checked.stderr


@pytest.fixture
def first(house, tmp_path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(FIRST, tmp_path / "first"))


def _declared(monkeypatch, model, **changes) -> None:
    """Have the room say something else of a table, as a later release would."""
    monkeypatch.setattr(parts, "PARTS", tuple(
        replace(part, kept=tuple(replace(each, **changes) if each.model is model else each
                                 for each in part.kept)) for part in parts.PARTS))


def _without(at: Path, table: str, column: str) -> None:
    """The same before a column was added."""
    path = at / f"{table}.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert all(row.pop(column, None) is not None for row in rows) and rows
    path.write_text("".join(json.dumps(row, ensure_ascii=False, sort_keys=True,
                                       separators=(",", ":")) + "\n" for row in rows))
    vouch(at, path.name)


def test_a_column_that_was_added_since_has_what_stood_for_it(first, monkeypatch):
    _without(first, "onair-playlist", "name")
    with pytest.raises(NotExport, match="line 1: it lacks columns: name"):
        restore(first, settings.DATA)
    _declared(monkeypatch, Playlist, added={"name": "Without a name"})
    done = restore(first, settings.DATA)
    assert Playlist.objects.get().name == "Without a name"
    assert done.digest == digest() != done.manifest.digest


def test_a_table_that_was_added_since_is_empty(first, monkeypatch):
    (first / "discussion-like.jsonl").unlink()
    said = json.loads((first / "manifest.json").read_text())
    tell(first, files=[each for each in said["files"] if each["name"] != "discussion-like.jsonl"])
    with pytest.raises(NotExport, match=r"does not list discussion-like\.jsonl: it is not whole"):
        restore(first, settings.DATA)
    _declared(monkeypatch, Like, late=True)
    done = restore(first, settings.DATA)
    assert not Like.objects.exists() and done.digest == digest() != done.manifest.digest


def test_added_columns_change_nothing_of_an_export_that_has_them(first, monkeypatch):
    _declared(monkeypatch, Playlist, added={"name": "Without a name"})
    restore(first, settings.DATA)
    name = json.loads((first / "onair-playlist.jsonl").read_text())["name"]
    assert Playlist.objects.get().name == name != "Without a name"


def test_what_this_release_does_not_know_is_refused_by_name(first):
    path = first / "onair-playlist.jsonl"
    path.write_text(path.read_text().replace('{"', '{"colour":1,"', 1))
    vouch(first, path.name)
    with pytest.raises(NotExport, match="that this release does not know: 'colour'"):
        restore(first, settings.DATA)
    said = json.loads((first / "manifest.json").read_text())
    tell(first, files=[*said["files"], said["files"][0] | {"name": "site-page.jsonl"}])
    with pytest.raises(NotExport, match=r"tables that this release does not know \('site-page"):
        restore(first, settings.DATA)
    assert not parts.full(DEFAULT_DB_ALIAS)
