"""Dates as other systems write them: read in one way or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dateline.archive.bringing.times import moment, order_of

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
