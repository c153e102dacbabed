"""What other systems would export of one list of stories comes in, counted and compared with that
list; damaged anywhere it is refused in words, and never half."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from strangers import Story, stories
from strangers_cases import CASES, Case, told_in
from strangers_json import MAP

from conftest import House, Reader
from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
MANY, EACH = (200, 300) if NIGHTLY else (40, 8)


def _asked(folder: Path, case: Case) -> Asked:
    if not case.mapped:
        return Asked(pictures=False)
    (folder / "map.json").write_text(json.dumps(MAP))
    return Asked(pictures=False, fields=folder / "map.json")


def _wanted(story: Story, case: Case) -> dict[str, Any]:
    authors = story.authors[:1] if case.one_author else story.authors
    said = {"headline": story.title, "authors": sorted(authors),
            "section": story.sections[0] if story.sections else "Unsorted",
            "tags": sorted({*story.tags, *story.sections[1:]}), "when": story.when,
            "texts": story.texts, "standfirst": story.summary}
    return {name: said[name] for name in case.fields}


def _found(source: str, case: Case) -> dict[str, Any] | str:
    """What is public of it, else what it is at the desk."""
    found = find(source=source)
    filing = record.public_filing(found.guid) if found and found.standing != "draft" else None
    if filing is None:
        return found.standing if found else "not there"
    said = {"headline": filing.headline, "authors": sorted(one.name for one in filing.authors),
            "section": filing.section.name, "tags": sorted(one.name for one in filing.tags),
            "when": filing.published_at, "standfirst": filing.standfirst,
            "texts": tuple(one.text for one in filing.blocks)}
    return {name: said[name] for name in case.fields}


def _counts(done: Summary) -> tuple[Any, ...]:
    return (done.form, done.stories, done.passed, done.refused, done.undated, done.unzoned,
            done.ahead, done.mended, done.guessed, done.unread)


@pytest.mark.parametrize("name", CASES)
def test_every_field_of_every_story_is_what_it_was_there(
    house: House, reader: Reader, noon, tmp_path, name
):
    case = CASES[name]
    told = told_in(case.charset, stories(MANY, "strange"))
    path, asked = case.make(tmp_path / "in", told), _asked(tmp_path, case)
    tried = import_archive(path, asked, at=noon, dry_run=True)
    assert record.head() == 0
    done = import_archive(path, asked, at=noon)
    live, drafts = list(filter(case.live, told)), list(filter(case.draft, told))
    assert (done.form, done.refused) == (case.form, []) and _counts(tried) == _counts(done)
    assert (done.stories["new"], done.stories["draft"]) == (len(live), len(drafts)), done
    for one in live:
        assert _found(case.ref(one), case) == _wanted(one, case), one
        address = record.standing(find(source=case.ref(one)).guid).address
        for old in case.address(one):
            answer = reader.get(old)
            assert (answer.status, answer.headers.get("Location")) == (301, address), old
    assert {_found(case.ref(one), case) for one in drafts} <= {"draft"}
    assert not any(reader.get(old).status == 301 for one in drafts for old in case.address(one))
    assert record.total() == len(live)


@pytest.mark.parametrize("name", CASES)
def test_moved_and_repacked_it_is_the_same(house: House, noon, tmp_path, name):
    case = CASES[name]
    told = told_in(case.charset, stories(20, "moved"))
    asked = _asked(tmp_path, case)
    first = import_archive(case.make(tmp_path / "in", told), asked, at=noon)
    other = case.make(tmp_path / "elsewhere", told[::-1])
    if other.is_file():
        other = other.rename(other.with_name(f"of today{other.suffix}"))
    else:
        other = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", other.parent, other.name))
    again = import_archive(other, asked, at=noon)
    assert again.stories["same"] == first.stories.total() == again.stories.total() > 5, again
    assert again.form == first.form and record.total() == first.stories["new"]


_EVIL = (b"\0", b"<![CDATA[", b"]]>", b"<!--", b"&#0;", b"\\ud800", b"\xff\xfe", b"NaN",
         b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<div>" * 400, b"[" * 3000, b'{"a":' * 3000, b'"',
         b"<a>" * 3000, b"> " * 3000, b"*" * 3000, b"\r", b"1e999", b",", b"---\n", b"&",
         b"9" * 5000, b"0000-00-00")
_CHARSETS = ("utf-16", "utf-16-le", "latin-1", "cp1251", "utf-32", "cp037")


def _damaged(data: bytes, dice: random.Random) -> bytes:
    kind, at, other = dice.randrange(8), dice.randrange(len(data)), dice.randrange(len(data))
    first, last = sorted((at, other))
    closing = data.find(b"</", at)
    return {
        0: lambda: data[:at] + dice.choice(_EVIL) + data[at:],
        1: lambda: data[:at] + bytes([dice.randrange(256)]) + data[at + 1:],
        2: lambda: data[:first] + data[last:],
        3: lambda: data[:last] + data[first:],
        4: lambda: data.decode("utf-8", "replace").encode(dice.choice(_CHARSETS), "replace"),
        5: lambda: data + data,
        6: lambda: data[:closing] + data[data.find(b">", closing) + 1:] if closing >= 0 else data,
        7: lambda: data.replace(b"UTF-8", dice.choice((b"utf-16", b"nonsense", b"gb18030"))),
    }[kind]()


@pytest.mark.parametrize("name", CASES)
def test_damaged_it_is_refused_in_one_line_or_read(house: House, noon, tmp_path, name):
    case, dice = CASES[name], random.Random(name)
    path = case.make(tmp_path / "in", told_in(case.charset, stories(8, "damaged")))
    asked = _asked(tmp_path, case)
    if path.suffix == ".zip":
        shutil.unpack_archive(path, tmp_path / "site")
        path = tmp_path / "site"
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    for _ in range(EACH):
        file = dice.choice(files)
        whole = data = file.read_bytes()
        for _ in range(dice.randrange(1, 4)):
            data = _damaged(data, dice) or whole
        file.write_bytes(data)
        try:
            done = import_archive(path, asked, at=noon, dry_run=True)
        except NotArchive as error:
            assert str(error).strip() and "\n" not in str(error)
        else:
            for where, reason in done.refused:
                assert where.strip() and reason.strip() and "\n" not in reason
        file.write_bytes(whole)
