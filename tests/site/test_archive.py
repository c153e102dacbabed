"""The archive by year, month and day, in the site's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from cast import all_checked, filed, live, story
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.lib import clock
from dateline.record import public as record
from eras import short_eras
from markup import head_links, links, one, said, tree

DAY = timedelta(days=1)


def when(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def read(reader):
    def page(address, status=200):
        answer = reader.get(address)
        assert answer.status == status, (address, answer.status)
        return tree(answer.text)

    return page


def entries(page):
    """What a calendar lists."""
    return [said(line) for line in one(page, "calendar").findall("li")]


def dated(*moments, at):
    copies = [story(f"Story {text}", source=text, published_at=when(text)) for text in moments]
    desk.file_batch(copies, at=at)


def test_years_months_and_days_count_their_stories(house, read, noon):
    dated("2016-06-23T12:00", "2016-06-23T13:00", "2016-06-01T00:00", "2016-12-31T23:59",
          "2014-01-01T00:00", at=noon)
    live("Undated", at=noon)
    guid = filed("No date", backfile=True)
    desk.publish(guid, at=noon)
    assert entries(read("/archive/")) == ["2026 (1)", "2016 (4)", "2014 (1)", "Undated stories (1)"]
    page = read("/archive/2016/")
    assert entries(page) == ["June 2016 (3)", "December 2016 (1)"]
    assert said(one(page, "count")) == "4 stories"
    assert head_links(page)["canonical"] == "http://localhost:8000/archive/2016/"
    page = read("/archive/2016/06/")
    assert entries(page) == ["1 June 2016 (1)", "23 June 2016 (2)"]
    assert links(one(page, "path")) == {"Archive": "/archive/", "2016": "/archive/2016/"}
    page = read("/archive/2016/06/23/")
    assert [said(h) for h in page.iter("h2")] == [
        "Story 2016-06-23T13:00", "Story 2016-06-23T12:00"]
    assert links(one(page, "days")) == {
        "1 June 2016": "/archive/2016/06/01/", "31 December 2016": "/archive/2016/12/31/"}
    assert [said(h) for h in read("/archive/undated/").iter("h2")] == ["No date"]
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    read("/archive/undated/", status=404)
    assert links(read("/").find(".//footer"))["Archive"] == "/archive/"
    all_checked()


@pytest.mark.parametrize("address", [
    "/archive/2015/", "/archive/2016/05/", "/archive/2016/06/22/", "/archive/2016/13/",
    "/archive/2016/00/", "/archive/2016/02/30/", "/archive/0001/", "/archive/9999/12/31/",
    "/archive/1000/01/01/", "/archive/2016/06/23/?before=222222", "/archive/x/", "/archive/16/",
    "/archive/undated/",
])
def test_what_has_no_story_is_no_page(house, read, noon, address):
    dated("2016-06-23T12:00", at=noon)
    read(address, status=404)


def test_addresses_without_their_final_slash_redirect(house, reader, noon):
    dated("2016-06-23T12:00", at=noon)
    for address in ("/archive", "/archive/2016", "/archive/2016/06", "/archive/2016/06/23"):
        answer = reader.get(address)
        assert (answer.status, answer.headers["Location"]) == (301, f"{address}/")


def test_an_empty_archive_says_so(house, read):
    assert "There are no stories here." in said(read("/archive/").find(".//main"))


@pytest.mark.parametrize(("zone", "days"), [
    ("UTC", ["23 June 2016 (2)", "24 June 2016 (1)"]),
    ("Asia/Kathmandu", ["23 June 2016 (1)", "24 June 2016 (2)"]),
    ("America/Sao_Paulo", ["22 June 2016 (1)", "23 June 2016 (2)"]),
])
def test_a_change_of_zone_moves_days(house, read, noon, zone, days):
    dated("2016-06-23T01:00", "2016-06-23T18:20", "2016-06-24T01:00", at=noon)
    assert len(entries(read("/archive/2016/06/"))) == 2
    desk.configure(Site(time_zone=zone), at=noon)
    page = read("/archive/2016/06/")
    assert entries(page) == days
    for link in links(one(page, "calendar")).values():
        day = read(link)
        assert said(one(day, "count")).split()[0] == str(len(list(day.iter("h2"))))
    all_checked()


def test_a_day_in_two_pages(house, read, noon):
    copies = [story(f"Story {n}", source=str(n), published_at=when("2016-06-23T12:00"))
              for n in range(31)]
    desk.file_batch(copies, at=noon)
    page = read("/archive/2016/06/23/")
    older = links(one(page, "more"))["Older stories"]
    assert [said(h) for h in read(older).iter("h2")] == ["Story 0"]


def test_every_act_moves_the_counts_and_the_lists(house, read, noon):
    dated("2016-06-23T12:00", "2016-06-25T12:00", at=noon)
    first = desk.find(source="2016-06-23T12:00").guid
    assert links(one(read("/archive/2016/06/25/"), "days")) == {
        "23 June 2016": "/archive/2016/06/23/"}
    desk.update(first, {"headline": "Another"}, at=noon)
    assert [said(h) for h in read("/archive/2016/06/23/").iter("h2")] == ["Another"]
    desk.update(first, {"published_at": when("2016-06-24T12:00")}, at=noon)
    read("/archive/2016/06/23/", status=404)
    assert links(one(read("/archive/2016/06/25/"), "days")) == {
        "24 June 2016": "/archive/2016/06/24/"}
    desk.withdraw(first, "Withdrawn.", at=noon)
    assert entries(read("/archive/2016/06/")) == ["25 June 2016 (1)"]
    desk.publish(first, at=noon)
    assert entries(read("/archive/")) == ["2016 (2)"]
    dated("2016-06-24T23:59:59.999999", at=noon)
    assert entries(read("/archive/2016/06/")) == ["24 June 2016 (2)", "25 June 2016 (1)"]
    all_checked()


def test_the_archive_as_it_stood(house, read, noon):
    dated("2016-06-23T12:00", "2016-06-25T12:00", at=noon)
    desk.update(desk.find(source="2016-06-23T12:00").guid,
                {"published_at": when("2015-01-01T12:00")}, at=noon + DAY)
    desk.kill(desk.find(source="2016-06-25T12:00").guid, "Killed.", reason="Wrong.",
              at=noon + 2 * DAY)
    with clock.at(noon + 9 * DAY):
        assert entries(read("/archive/")) == ["2015 (1)"]
        assert entries(read("/archive/?at=2026-03-02T12:30Z")) == ["2016 (2)"]
        assert entries(read("/archive/?at=2026-03-03T12:30Z")) == ["2016 (1)", "2015 (1)"]
        days = read("/archive/2016/06/?at=2026-03-02T12:30Z")
        assert entries(days) == ["23 June 2016 (1)", "25 June 2016 (1)"]
        day = read(links(one(days, "calendar"))["23 June 2016"])
        assert links(one(day, "days")) == {
            "25 June 2016": "/archive/2016/06/25/?at=2026-03-02T12:30Z"}


def test_counts_are_exact_at_every_entry_and_in_every_zone(house, noon, monkeypatch):
    """Beside a plain count of what was live then, over bounds that fall within days."""
    short_eras(monkeypatch, 3)
    from dateline.lib.zones import zone
    from dateline.site import calendar

    moments = [noon - timedelta(hours=7 * n) for n in range(40)]
    for n, moment in enumerate(moments):
        live(f"Story {n}", at=noon, published_at=moment)
    for n, guid in enumerate(desk.find(code=item.code).guid for item in record.latest().items):
        if n % 3 == 0:
            desk.withdraw(guid, "Withdrawn.", at=noon)
        elif n % 3 == 1:
            desk.update(guid, {"published_at": noon - timedelta(hours=11 * n)}, at=noon)
    for name in ("UTC", "Asia/Kathmandu", "America/St_Johns"):
        for days in (calendar.days_in(calendar.month_of(2026, 2)), calendar.months_in(2026)):
            bounds = [calendar.midnight(span.first, zone(name)) for span in days]
            for seq in (None, 1, 20, 40, 55, record.head()):
                assert record.per_span(bounds, as_of=seq) == plain(bounds, seq or record.head())
    all_checked()


def plain(bounds, seq):
    from django.db.models import Q

    from dateline.record.models import Version

    rows = Version.objects.filter(Q(to_seq=None) | Q(to_seq__gt=seq), from_seq__lte=seq)
    dates = rows.filter(state="live").values_list("sort_at", flat=True)
    return tuple(sum(a <= at < b for at in dates)
                 for a, b in pairwise(bounds))
