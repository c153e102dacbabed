"""Movable Type's and TypePad's text of entries."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import old_sites
import pytest

from conftest import House, Reader
from dateline.archive.public import Asked, NotArchive, import_archive
from dateline.desk.public import find
from dateline.record import public as record

BERLIN = ZoneInfo("Europe/Berlin")
URL = "movabletype:https://old.example/2009/11/story_{}.html"


def _filing(number: int):
    return record.public_filing(find(source=URL.format(number)).guid)


def test_each_entry_keeps_what_it_says(house: House, reader: Reader, noon, tmp_path):
    path = old_sites.movabletype(tmp_path)
    done = import_archive(path, Asked(pictures=False, zone=BERLIN), at=noon)
    assert (done.form, done.stories["new"], done.stories["draft"], done.refused) == (
        "movabletype", 2, 1, [])
    assert done.passed == {"comment": 3} and done.undated == 0
    for number in (1, 2):
        filing = _filing(number)
        assert [one.text for one in filing.blocks] == [
            "First words.", "Second words.", f"Last words of {number}."]
    assert (filing.section.name, filing.standfirst) == ("Water", "In short.")
    assert {one.name for one in filing.tags} == {"Dams", "Kasese, west", "rain"}
    assert [one.name for one in filing.authors] == ["Amina Okello"]
    assert filing.published_at == datetime(2009, 11, 30, 14, 39, 2, tzinfo=BERLIN)
    assert reader.get("/2009/11/story_1.html").status == 301
    draft = find(source=URL.format(3))
    assert draft.standing == "draft"


def test_an_entry_that_breaks_off_is_refused_with_its_line(house: House, noon, tmp_path):
    path = old_sites.movabletype(tmp_path)
    whole = path.read_text()
    line = whole[:whole.index("TITLE: Story 2")].count("\n")
    path.write_text(whole[:whole.index("Last words of 2")])
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert (done.stories["new"], done.unzoned) == (1, 1)
    assert done.refused == [(f"line {line} “Story 2”", "the file breaks off in it")]
    path.write_text("Dear newsroom,\n-----\nBODY:\n-----\n--------\n")
    with pytest.raises(NotArchive, match="line 1: it is no entry"):
        import_archive(path, Asked(form="movabletype"), at=noon)
