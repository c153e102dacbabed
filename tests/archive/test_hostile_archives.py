"""Archives that are cut, damaged or made to harm: a story is told whole, or refused with a reason.

Seeded mutations of a small archive of each system; `DATELINE_NIGHTLY` tries many more.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from old_sites import COUNTS, SITES, fields

from conftest import House
from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.record import public as record

EACH = 400 if os.environ.get("DATELINE_NIGHTLY") else 40
CUTS = 20
_EVIL = (b"\x00", b"\x0b", b"\xff\xfe", b"\xed\xa0\x80", b"<![CDATA[", b"]]>", b"<!--", b"&nbsp;",
         b"&#0;", b'"', b"\\ud800", b"{", b"[", b"}", b"---\n", b"<", b">", b"null", b"-1e999",
         b"9" * 400, b"\r", b"true", b"[]", b"{}", b"0000-00-00", b"2999-01-01T00:00:00Z")


def _asked(folder: Path, form: str) -> Asked:
    return Asked(form=form, fields=fields(folder, form), pictures=False)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())


def _tried(path: Path, asked: Asked, noon, *, dry_run: bool = False) -> Summary | None:
    try:
        done = import_archive(path, asked, at=noon, dry_run=dry_run)
    except NotArchive as error:
        assert str(error).strip()
        return None
    assert all(where.strip() and reason.strip() for where, reason in done.refused), done.refused
    return done


@pytest.mark.parametrize("form", SITES)
def test_each_is_recognised_counted_and_twice_is_once(house: House, noon, tmp_path, form):
    path = SITES[form](tmp_path / "site") if form in (
        "medium", "substack", "markdown", "html") else SITES[form](tmp_path)
    given = fields(tmp_path, form)
    for trial in (True, False):
        done = import_archive(path, Asked(fields=given, pictures=False), at=noon, dry_run=trial)
        assert (done.form, done.refused) == (form, [])
        assert (done.stories["new"], done.stories["draft"]) == COUNTS[form]
    again = import_archive(path, Asked(fields=given, pictures=False), at=noon)
    assert again.stories["same"] == sum(COUNTS[form]) and again.stories["new"] == 0
    assert record.total() == COUNTS[form][0]


def _mutated(data: bytes, dice: random.Random) -> bytes:
    kind, at = dice.randrange(6), dice.randrange(len(data) + 1)
    if kind == 0:
        return data[:at] + dice.choice(_EVIL) + data[at:]
    if kind == 1:
        return data[:at] + bytes([dice.randrange(256)]) + data[at + 1:]
    if kind == 2:
        return data[:at] + data[min(len(data), at + dice.randrange(1, 40)):]
    if kind == 3:
        piece = data[at:at + dice.randrange(1, 400)]
        return data[:at] + piece * dice.randrange(2, 5) + data[at:]
    if kind == 4:
        other = dice.randrange(len(data) + 1)
        return data[:at] + data[other:other + dice.randrange(1, 200)] + data[at:]
    return data[:at]


@pytest.mark.parametrize("form", SITES)
def test_damaged_anywhere_it_is_read_or_refused_in_words(house: House, noon, tmp_path, form):
    folder = tmp_path / "site"
    folder.mkdir()
    path = SITES[form](folder / "in" if form in ("medium", "substack", "markdown", "html")
                       else folder)
    asked, dice = _asked(tmp_path, form), random.Random(f"{form} 9")
    files = [one for one in _files(path) if one.suffix != ".jpg"]
    whole = {one: one.read_bytes() for one in files}
    for _ in range(EACH):
        victim = dice.choice(files)
        data = whole[victim]
        for _ in range(dice.randrange(1, 4)):
            data = _mutated(data, dice)
        victim.write_bytes(data)
        trial = bool(dice.randrange(6))
        done = _tried(path, asked, noon, dry_run=trial)
        if done is not None and not trial:
            again = _tried(path, asked, noon)
            assert again is not None and again.refused == done.refused, (done, again)
            assert not again.stories["new"] + again.stories["draft"] + again.stories["updated"]
        victim.write_bytes(whole[victim])


@pytest.mark.parametrize("form", [form for form in SITES if form != "markdown"])
def test_cut_anywhere_no_story_is_half_told(house: House, noon, tmp_path, form):
    """What a cut file brings is what the whole file says: it changes nothing of it afterwards.

    (That a text in Markdown is cut below its front matter is not to be seen.)
    """
    folder = tmp_path / "site"
    folder.mkdir()
    path = SITES[form](folder / "in" if form in ("medium", "substack", "html") else folder)
    asked = _asked(tmp_path, form)
    files = _files(path)
    whole = {one: one.read_bytes() for one in files}
    for cut in range(CUTS):
        for file in files:
            file.write_bytes(whole[file][:len(whole[file]) * cut // CUTS])
        done = _tried(path, asked, noon)
        assert done is None or not done.stories["updated"], (cut, done)
    for file in files:
        file.write_bytes(whole[file])
    done = _tried(path, asked, noon)
    assert done is not None and not done.stories["updated"] and not done.refused, done
    assert sum(done.stories[one] for one in ("new", "draft", "same")) == sum(COUNTS[form])
    assert record.total() == COUNTS[form][0]


@pytest.mark.parametrize("form", SITES)
def test_read_as_another_format_it_is_refused_or_empty(house: House, noon, tmp_path, form):
    path = SITES["html"](tmp_path / "site")
    for one in (path, path / "news" / "market.html", tmp_path / "nothing"):
        if one.name == "nothing":
            one.write_bytes(b"")
        if form not in ("html", "medium", "markdown", "csv", "jsonl"):
            done = _tried(one, _asked(tmp_path, form), noon)
            assert done is None or (not done.stories.total() and done.refused), done
        else:
            _tried(one, _asked(tmp_path, form), noon, dry_run=True)
    shutil.rmtree(path)
