"""The facet by date: years, then months, in the newsroom's zone, counted like every facet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import pairwise

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import live, story
from conftest import Reader
from dateline.archive.public import apply_all
from dateline.archive.searching.asking import search_of
from dateline.archive.searching.dates import MOST, spans_of
from dateline.delivery.public import READER
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.lib.zones import zone
from dateline.record import public as record
from markup import said, tree
from seeking import asked, facet, heads, sought


def lakes(noon, *dates):
    """Stories of these moments, or days at noon; None is undated."""
    moments = [day if isinstance(day, datetime | None) else
               datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in dates]
    desk.file_batch([story(f"Lake {n}", source=f"lake:{n}", published_at=at)
                     for n, at in enumerate(moments)], at=noon)


def test_years_then_months_are_counted_the_newest_first(house, noon):
    lakes(noon, date(2019, 3, 1), date(2019, 3, 31), date(2019, 12, 31), date(2021, 1, 1), None)
    found = sought("lake")
    assert list(facet(found, "date").items()) == [("2021", 1), ("2019", 3)]
    assert found["facets"]["date"][1]["value"] == "2019-01-01/2019-12-31"
    months = sought("lake", since="2019-01-01", to="2019-12-31")
    assert list(facet(months, "date").items()) == [("2019-12", 1), ("2019-03", 2)]
    month = sought("lake", since="2019-03-01", to="2019-03-31")
    assert month["total"] == 2 and facet(month, "date") == {}


def test_an_archive_of_one_year_is_told_by_months_at_once(house, noon):
    lakes(noon, date(2019, 3, 1), date(2019, 5, 5))
    assert facet(sought("lake"), "date") == {"2019-03": 1, "2019-05": 1}


def test_each_value_leads_to_as_many_stories_as_it_says(house, noon):
    lakes(noon, date(2018, 6, 1), date(2019, 2, 28), date(2020, 2, 29), date(2020, 3, 1),
          date(2020, 3, 5), date(2021, 7, 7), None)
    apply_all()
    page = unescape(Reader().get("/search?q=lake").text)
    for since, to in (("", ""), ("2019-02-28", "2020-03-01"), ("2020-02-10", "2020-03-01")):
        found = sought("lake", since=since, to=to)
        values = found["facets"]["date"]
        assert sum(value["many"] for value in values) == found["total"] - (not since)
        for value in values:
            first, last = value["value"].split("/")
            assert (since or first) <= first <= last <= (to or last)
            assert sought("lake", since=first, to=last)["total"] == value["many"]
    assert 'href="/search?q=lake&from=2020-01-01&to=2020-12-31"><bdi>2020</bdi>' in page


def test_a_year_ends_where_it_does_in_the_newsrooms_zone(house, noon):
    lakes(noon, datetime(2019, 12, 31, 23, 30, tzinfo=UTC), datetime(2019, 12, 31, 18, tzinfo=UTC))
    assert facet(sought("lake"), "date") == {}
    desk.configure(Site(name="The Post", time_zone="Africa/Nairobi"), at=noon)
    assert facet(sought("lake"), "date") == {"2020": 1, "2019": 1}
    assert sought("lake", since="2020-01-01", to="2020-12-31")["total"] == 1


def test_very_many_stories_are_told_from_a_sample(house, noon, monkeypatch):
    lakes(noon, *[date(2018 + n % 2, 1, 1) for n in range(128)])
    monkeypatch.setattr("dateline.archive.searching.reading.EXACT", 10)
    found = sought("lake")
    assert found["about"] and facet(found, "date") == {"2018": 128}  # every 16th is of 2018


def test_undated_stories_alone_have_no_date_to_choose(house, noon):
    lakes(noon, None, None)
    assert facet(sought("lake"), "date") == {}


@pytest.mark.parametrize("act", ["kill", "withdraw"])
def test_a_story_that_is_gone_leaves_no_year_behind(house, noon, act, monkeypatch):
    lakes(noon, date(2019, 3, 1), date(2021, 1, 1))
    guid, _ = live("Lake of old", at=noon, published_at=noon.replace(year=1970))
    assert facet(sought("lake"), "date") == {"1970": 1, "2019": 1, "2021": 1}
    with monkeypatch.context() as patched:  # though the index has not heard of it
        patched.setattr("dateline.archive.searching.gate.let_go", lambda guids, **said: None)
        getattr(desk, act)(guid, "Gone.", at=noon, **({"reason": "x"} if act == "kill" else {}))
        assert facet(asked("lake"), "date") == {"2019": 1, "2021": 1}
    assert record.first_and_last() == (noon.replace(2019, 3, 1), noon.replace(2021, 1, 1))


@pytest.mark.parametrize(("first", "last", "names"), [
    (date(1970, 1, 2), date(2029, 1, 2), ("1970", "2029")),
    (date(1850, 5, 5), date(2021, 5, 5), ("1850–1859", "2020–2029")),
    (date(1300, 5, 5), date(2021, 5, 5), ("1300–1399", "2000–2099")),
    (date(1000, 1, 2), date(9999, 12, 31), ("1000–1999", "9000–9998")),
])
def test_a_long_archive_is_told_by_decades_or_more(house, noon, first, last, names):
    lakes(noon, first, last)
    spans = spans_of(search_of({"q": "lake"}), zone("UTC"))
    assert len(spans) <= MOST and (spans[0].name, spans[-1].name) == names
    assert all(one.until == two.since and one.last + timedelta(1) == two.first
               for one, two in pairwise(spans))
    decade = spans_of(search_of({"from": "1850-01-01", "to": "1859-12-31"}), zone("UTC"))
    assert len(decade) in (0, 10)


def test_days_outside_of_the_archive_have_nothing_to_choose(house, noon):
    lakes(noon, date(2019, 3, 1), date(2021, 1, 1))
    for since, to in (("1900-01-01", "1910-01-01"), ("2050-01-01", "")):
        assert spans_of(search_of({"from": since, "to": to}), zone("UTC")) == ()
        assert sought("lake", since=since, to=to)["facets"] == {}


def test_the_page_says_months_in_words_and_takes_the_year_away_again(house, noon):
    lakes(noon, date(2019, 3, 1), date(2019, 5, 5), date(2020, 1, 1))
    apply_all()
    page = tree(Reader().get("/search?q=lake&from=2019-01-01&to=2019-12-31").text)
    narrow = next(each for each in page.iter("aside") if each.get("id") == "narrow")
    assert "Date May 2019 1March 2019 1" in said(narrow)
    assert [line["headline"] for line in sought("lake", since="2019-05-01", to="2019-05-31")[
        "results"]] == ["Lake 1"] == heads(sought("lake", since="2019-05-05", to="2019-05-05"))


def test_the_years_cost_one_question_of_the_record(house, noon):
    lakes(noon, *[date(1990 + n, 1, 1) for n in range(30)])
    with CaptureQueriesContext(connections[READER]) as captured:
        spans_of(search_of({"q": "lake"}), zone("UTC"))
    assert len([each for each in captured.captured_queries if "SELECT" in each["sql"]]) == 1
