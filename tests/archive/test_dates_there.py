"""Dates as other systems write them: read in one way or not at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import old_sites
import pytest

from conftest import House
from dateline.archive.bringing.times import moment, order_of
from dateline.archive.public import Asked, import_archive
from dateline.desk.public import configure, find
from dateline.record import public as record
from dateline.record.public import Site

THEN = datetime(2021, 1, 25, 13, 13, tzinfo=UTC)


@pytest.mark.parametrize("said", [
    "2021-01-25T13:13:00Z", "2021-01-25 13:13:00 UTC", "2021-01-25 13:13 GMT",
    "2021-01-25T13:13:00.000+0000", "20210125T131300Z", "1611580380", "1611580380000",
    "Mon, 25 Jan 2021 13:13:00 +0000", "Mon, 25 Jan 2021 08:13 EST", "13:13 GMT 25 January 2021",
    "Jan. 25, 2021, 8:13 a.m. EST", "Monday, January 25th, 2021 at 1:13pm UTC",
    "Mon Jan 25 13:13:00 +0000 2021", "Mon Jan 25 2021 14:13:00 GMT+0100", "25-JAN-2021 13:13 UTC",
    "25.1.2021 14:13 CET", "2021/01/25 13:13 GMT", "25/01/2021 13:13 UTC", "01/25/2021 13:13 UTC",
])
def test_a_date_in_any_notation_is_the_same_date(said):
    assert moment(said) == THEN


@pytest.mark.parametrize("said", [
    "2021-01-25", "20210125", "January 25, 2021", "25 Jan 2021", "25-Jan-2021", "25.01.2021",
    "25/01/2021", "2021/1/25", "Monday, 25 January 2021",
])
def test_a_day_is_of_the_zone_that_is_named_or_of_none(said):
    there = timezone(timedelta(hours=2))
    assert moment(said) is None
    assert moment(said, there) == datetime(2021, 1, 25, tzinfo=there)


@pytest.mark.parametrize("said", [
    "", "yesterday", "13:13", "2021", "1/2/2021", "99/99/2021", "30 February 2021",
    "25 January 2021 13:13 BST", "Mon, 25 Jan 2021 13:13 IST", "25 January 2021, 13:13 and more",
    "25 January 2021 17:13 pm", "0000-00-00 00:00:00", "Updated 25 January 2021",
])
def test_what_can_be_read_in_two_ways_or_none_is_no_date(said):
    assert moment(said, UTC) is None


def test_a_table_says_by_one_date_how_all_are_meant():
    assert order_of(["1/2/2021", "", "1/25/2021"]) == "month"
    assert order_of(["1/2/2021", "25-1-2021"]) == "day"
    assert order_of(["1/2/2021"]) == order_of(["1/25/2021", "25/1/2021"]) == ""
    assert moment("1/2/2021", UTC, "day") == datetime(2021, 2, 1, tzinfo=UTC)
    assert moment("1/2/2021", UTC, "month") == datetime(2021, 1, 2, tzinfo=UTC)
    assert moment("25/1/2021", UTC, "month") is None


# -- brought in ------------------------------------------------------------------------------------

PARIS = ZoneInfo("Europe/Paris")
ROWS = {"paris": "2014-03-05", "night": "2014-07-05 23:30:00", "zoned": "2014-03-05T10:00:00Z",
        "never": "0000-00-00", "either": "3/4/2014", "letters": "5 March 2014 10:00 IST",
        "none": ""}


def _rows(folder):
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(
        {"id": name, "title": f"Story {name}", "text": "Words of it.", "date": date})
        for name, date in ROWS.items()))
    return path


def _dates(names=ROWS):
    return {name: record.public_filing(find(source=f"rows:{name}").guid).published_at
            for name in names}


def test_a_date_without_a_zone_is_of_the_newsrooms(house: House, noon, tmp_path):
    configure(Site(name="Dateline", time_zone="Europe/Paris"))
    done = import_archive(_rows(tmp_path), Asked(), at=noon)
    assert (done.stories["new"], done.unzoned, done.zone, done.undated) == (7, 2, "Europe/Paris", 4)
    said = _dates()
    assert said.pop("paris") == datetime(2014, 3, 5, tzinfo=PARIS)
    assert said.pop("night") == datetime(2014, 7, 5, 23, 30, tzinfo=PARIS)
    assert said.pop("zoned") == datetime(2014, 3, 5, 10, tzinfo=UTC)
    assert set(said.values()) == {None}


def test_a_later_run_with_another_zone_changes_them_once(house: House, noon, tmp_path):
    path = _rows(tmp_path)
    import_archive(path, Asked(), at=noon)
    assert _dates(["paris"]) == {"paris": datetime(2014, 3, 5, tzinfo=UTC)}
    done = import_archive(path, Asked(zone=PARIS), at=noon)
    assert (done.stories["updated"], done.stories["same"], done.unzoned) == (2, 5, 0)
    assert _dates(["paris"]) == {"paris": datetime(2014, 3, 5, tzinfo=PARIS)}
    assert import_archive(path, Asked(zone=PARIS), at=noon).stories["same"] == 7


def test_what_was_read_so_is_told_in_a_dry_run_too(house: House, tmp_path):
    for more in (["--dry-run"], []):
        said = house.run("import", "archive", str(_rows(tmp_path)), *more)
        assert "Dates without a zone: 2, read in UTC, this newsroom's. --zone names" in said.stdout
        assert "Undated, for no date can be read of them: 4 stories." in said.stdout


def test_a_file_of_jekyll_is_of_the_day_in_its_name(house: House, noon, tmp_path):
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2014-03-05-the-dam.md").write_text("---\ntitle: Dam\n---\nIt holds.\n")
    configure(Site(name="Dateline", time_zone="Asia/Tokyo"))
    assert import_archive(tmp_path, Asked(), at=noon).unzoned == 1
    filing = record.public_filing(find(source="markdown:_posts/2014-03-05-the-dam.md").guid)
    assert filing.published_at == datetime(2014, 3, 4, 15, tzinfo=UTC)


def test_the_local_time_of_a_draft_without_one_in_utc_is_no_date(house: House, noon, tmp_path):
    nought = {"date": "0000-00-00 00:00:00"}
    path = old_sites.wxr(tmp_path, old_sites.post(**nought),
                         old_sites.post(number="8", state="draft", **nought))
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert (done.unzoned, done.undated, done.stories["draft"]) == (1, 0, 1)
    assert record.public_filing(find(source="wordpress:old.example:7").guid).published_at == (
        datetime(2016, 6, 23, 13, 5, tzinfo=UTC))


@pytest.mark.parametrize("said", [
    "Mon, 30 Nov -0001 00:00:00 +0000", "-0001-11-30T00:00:00+00:00", "0000-00-00 00:00:00",
    "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000"])
def test_what_systems_write_for_no_date_is_none_wherever_it_stands(
    house: House, noon, tmp_path, said
):
    """WordPress' feeds and exports, Hugo's pages, .NET's JSON."""
    rss = old_sites.RSS.replace("Thu, 04 Jan 2018 10:00:00 GMT", said)
    page = old_sites.PAGE.replace("2012-03-04T09:00:00Z", said).format("The market", "market")
    ninjs = json.loads(old_sites.ninjs(tmp_path).read_text()) | {"versioncreated": said}
    wordpress = old_sites.WXR.format(items=old_sites.post(
        date="0000-00-00 00:00:00", local="0000-00-00 00:00:00", pubdate=said))
    for name, text, many in (("a.rss", rss, 2), ("b.html", page, 1), ("c.xml", wordpress, 1),
                             ("d.json", json.dumps(ninjs), 1)):
        (tmp_path / name).write_text(text)
        done = import_archive(tmp_path / name, Asked(pictures=False), at=noon)
        assert (done.stories["new"], done.undated) == (many, 1), (name, done)
