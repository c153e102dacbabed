"""The edition of any moment: pages as they stood, as they may be shown today."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest

from cast import live
from dateline.delivery import serving
from dateline.delivery.machine import shelf
from dateline.desk import public as desk
from dateline.desk.public import Banner, Front, NavLink, Site
from dateline.lib import clock
from dateline.record import public as record
from markup import classed, head_links, links, one, said, tree

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(moment):
    return quote(moment.isoformat(timespec="minutes").replace("+00:00", "Z"), safe=":")


@pytest.fixture
def read(reader, noon):
    """A page read ten days after noon, as it stood at a moment (None: now)."""
    def page(address, moment=None, status=200):
        joined = "&" if "?" in address else "?"
        asked = address if moment is None else f"{address}{joined}at={at(moment)}"
        with clock.at(noon + 10 * DAY):
            answer = reader.get(asked)
        assert answer.status == status, (asked, answer.status)
        return tree(answer.text)

    return page


def heads(page):
    return [said(head) for head in page.find(".//main").iter() if head.tag in ("h2", "h3")
            and head.find("a") is not None]


def test_the_home_of_a_moment_is_what_stood_then(house, read, reader, noon):
    live("First", at=noon, dossiers=("Floods",))
    desk.arrange(Front(banner=Banner("It happens", noon + 2 * HOUR)), at=noon)
    live("Second", at=noon + DAY, section="Sport", dossiers=("Floods",))
    desk.configure(Site(name="The Post", time_zone="Europe/Berlin"), at=noon + 2 * DAY)
    desk.rename("dossier", "Floods", "High water", at=noon + 2 * DAY)
    then = read("/", noon + HOUR)
    assert said(one(then, "name")) == "Dateline"
    assert said(one(then, "edition")) == "13:00 GMT 2 March 2026"
    assert said(one(then, "banner")) == "Breaking It happens"
    assert heads(then) == ["First", "Politics", "First"]
    assert "Floods (1)" in said(then.find(".//main"))
    assert list(links(then.find(".//header/nav"))) == ["Politics"]
    assert classed(read("/", noon + 2 * HOUR), "banner") == []
    later = read("/", noon + 3 * DAY)
    assert "High water (2)" in said(later.find(".//main"))
    assert said(one(later, "name")) == "The Post"
    assert said(one(later, "edition")) == "13:00 CET 5 March 2026"


def test_the_news_of_then_are_those_of_the_48_hours_before(house, read, noon):
    live("Old", at=noon)
    live("New", at=noon + 2 * DAY)
    assert heads(read("/", noon + 2 * DAY - HOUR))[:1] == ["Old"]
    page = read("/", noon + 2 * DAY + HOUR)
    assert heads(page)[0] == "New"
    assert [said(head) for head in page.iter("h2") if head.get("id") == "latest"] == []
    assert "Old" in [said(head) for head in page.iter("h3")]  # still in its section's rail


def test_a_page_of_the_past_says_so_leads_on_within_it_and_is_listed_nowhere(
    house, read, reader, noon
):
    _, done = live("First", at=noon, dossiers=("Floods",))
    live("Second", at=noon + DAY)
    moment = at(noon + HOUR)
    for address in ("/", "/politics/", "/dossier/floods/", done.address, "/archive/"):
        page = read(address, noon + HOUR)
        notice = one(page, "past")
        assert "as it stood at 13:00 GMT 2 March 2026" in said(notice)
        assert links(notice) == {"As it is now": address}
        inside = set(links(page.find(".//main")).values()) - {f"/~{done.code}"}
        inside = {link for link in inside if "~" in link or link.startswith("/dossier")}
        assert all(link.endswith(f"?at={moment}") for link in inside), inside
        assert links(page.find(".//footer"))["Community standards"] == "/community-standards/"
        assert head_links(page)["canonical"] == f"http://localhost:8000{address}"
        with clock.at(noon + 10 * DAY):
            answer = reader.get(f"{address}?at={moment}")
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert "X-Robots-Tag" not in reader.get(address).headers


def test_lists_page_within_their_moment(house, read, noon):
    for n in range(35):
        live(f"Story {n}", at=noon + timedelta(minutes=n))
    live("Later", at=noon + DAY)
    page = read("/politics/", noon + HOUR)
    assert heads(page)[0] == "Story 34"
    older = links(one(page, "more"))["Older stories"]
    assert older.endswith(f"&at={at(noon + HOUR)}")
    page = read(older)
    assert heads(page) == [f"Story {n}" for n in range(4, -1, -1)]
    assert links(one(page, "more"))["Newest stories"] == f"/politics/?at={at(noon + HOUR)}"


def test_a_story_as_it_stood_has_the_address_and_words_of_then(house, read, reader, noon):
    guid, first = live("A bridge opens", at=noon)
    done = desk.update(guid, {"headline": "The bridge is shut"}, at=noon + DAY)
    desk.rename("section", "Politics", "Power", at=noon + DAY)
    page = read(first.address, noon + HOUR)
    assert said(page.find(".//h1")) == "A bridge opens"
    with clock.at(noon + 10 * DAY):
        answer = reader.get(f"/power/x~{done.code}?at={at(noon + HOUR)}")
        assert answer.status == 301
        assert answer.headers["Location"] == f"{first.address}?at={at(noon + HOUR)}"
        answer = reader.get(f"/power/?at={at(noon + HOUR)}")
        assert answer.headers["Location"] == f"/politics/?at={at(noon + HOUR)}"


@pytest.mark.parametrize("act", ["withdraw", "expire", "kill", "erase"])
def test_a_story_that_is_gone_is_in_no_list_of_the_past_and_its_page_is_its_notice(
    house, read, reader, noon, act
):
    guid, done = live("Secret words", at=noon, standfirst="Secret words", dossiers=("Floods",))
    live("Another", at=noon, dossiers=("Floods",))
    desk.arrange(Front(guid, banner=Banner("Secret words", noon + DAY, story=guid)), at=noon)
    before = read("/", noon + HOUR)
    assert "Secret words" in said(before)
    fields = {"reason": "hoax"} if act == "kill" else {}
    getattr(desk, act)(guid, "The notice.", at=noon + DAY, **fields)
    for address in ("/", "/politics/", "/dossier/floods/", "/archive/2026/03/02/"):
        page = said(read(address, noon + HOUR))
        assert "Secret words" not in page and "Another" in page, address
        assert "The notice." not in page
    assert "Floods (2)" in said(read("/", noon + HOUR))
    page = said(read(f"/~{done.code}", noon + HOUR, status=410))
    assert "Secret words" not in page and "The notice." in page


def test_what_was_not_there_then_says_when_it_was_asked_for(house, read, noon):
    live("First", at=noon)
    _, done = live("Second", at=noon + DAY, section="Sport", dossiers=("Floods",))
    for address in (done.address, "/sport/", "/dossier/floods/", "/archive/2026/03/03/"):
        page = read(address, noon + HOUR, status=404)
        assert "Nothing stood at this address at 13:00 GMT 2 March 2026." in said(page)
        assert links(page.find(".//main")) == {"As it is now": address}
    assert "no page at this address" in said(read("/nowhere/", noon + HOUR, status=404))


def test_before_the_first_edition_there_was_none(house, read, noon):
    empty = said(read("/", noon, status=404))
    assert "There is no edition of this site yet." in empty
    live("First", at=noon)
    page = read("/", noon - HOUR, status=404)
    assert "The first edition of this site was made at 12:00 GMT 2 March 2026." in said(page)


@pytest.mark.parametrize("given", [
    "yesterday", "2026-03-02T12:00", "2026-02-30", "12:00Z", "2026-W10-1", "20260302T1200Z",
    "9999-12-31T23:59-12:00", "9999-12-31", "2026-03-02T25:00Z", "'", "%00", "9" * 500,
])
def test_what_is_no_moment_is_told_so(house, reader, noon, given):
    live("First", at=noon)
    answer = reader.get(f"/?at={given}")
    assert answer.status == 400 and answer.headers["X-Robots-Tag"] == "noindex"
    assert "2016-06-23T12:00Z" in answer.text


def test_moments_are_read_in_their_zone_and_dates_in_the_sites(house, reader, noon):
    desk.configure(Site(time_zone="Pacific/Auckland"), at=noon - 30 * DAY)
    live("First", at=noon)
    cases = {"2026-03-02": "23:59 NZDT 2 March 2026", "2026-03-02T12:00:30.5Z": "01:00 NZDT 3",
             "2026-03-02T14:30%2B02:30": "01:00 NZDT 3", "2026-03-02T14:30+02:30": "01:00 NZDT 3",
             "2026-03-02T12:00Z": "01:00 NZDT 3 March 2026"}
    with clock.at(noon + 10 * DAY):
        for given, shown in cases.items():
            answer = reader.get(f"/?at={given}")
            assert answer.status == 200, given
            assert shown in said(one(tree(answer.text), "past")), given


def test_now_and_later_are_the_page_of_now(house, reader, noon):
    live("First", at=noon)
    with clock.at(noon + HOUR):
        for address in ("/", "/politics/"):
            for moment in (noon + HOUR, noon + 99 * DAY):
                answer = reader.get(f"{address}?at={at(moment)}")
                assert (answer.status, answer.headers["Location"]) == (302, address)
        assert reader.get("/?at=").body == reader.get("/").body


def test_no_moment_fills_the_store(house, reader, noon):
    live("First", at=noon)
    with clock.at(noon + 10 * DAY):
        reader.get("/")
        with shelf().guarded() as store:
            kept = sorted(store.addresses())
        for n in range(20):
            assert reader.get(f"/?at={at(noon + timedelta(minutes=n))}").status == 200
        with shelf().guarded() as store:
            assert sorted(store.addresses()) == kept


def test_where_too_many_ask_at_once_some_are_sent_away(house, reader, noon, monkeypatch):
    live("First", at=noon)
    with clock.at(noon + DAY):
        for _ in range(2):
            serving._turns.acquire()
        try:
            answer = reader.get(f"/?at={at(noon)}")
        finally:
            for _ in range(2):
                serving._turns.release()
        assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
        assert reader.get(f"/?at={at(noon)}").status == 200


def test_a_page_of_the_past_has_an_etag_and_takes_no_new_query_with_more_stories(
    house, reader, noon, django_counter
):
    live("First", at=noon, dossiers=("Floods",))
    live("Last", at=noon + DAY, dossiers=("Floods",))
    with clock.at(noon + 10 * DAY):
        few = django_counter(lambda: reader.get(f"/politics/?at={at(noon + HOUR)}"))
    for n in range(20):
        live(f"Story {n}", at=noon + timedelta(minutes=n), dossiers=("Floods",))
    with clock.at(noon + 10 * DAY):
        many = django_counter(lambda: reader.get(f"/politics/?at={at(noon + HOUR)}"))
        answer = reader.get(f"/politics/?at={at(noon + HOUR)}")
        again = reader.get(f"/politics/?at={at(noon + HOUR)}",
                           if_none_match=answer.headers["ETag"])
    assert again.status == 304
    assert few == many


@pytest.fixture
def django_counter():
    from django.db import connections

    def count(act):
        seen = []

        def note(execute, sql, params, many, context):
            seen.append(sql)
            return execute(sql, params, many, context)

        with connections["reader"].execute_wrapper(note):
            act()
        return len(seen)

    return count


def test_the_navigation_of_then_names_its_sections_as_then(house, read, noon):
    live("A cup", at=noon, section="Sport")
    number = record.sections()[0].number
    desk.configure(Site(navigation=(NavLink(number),)), at=noon)
    desk.rename("section", "Sport", "Games", at=noon + DAY)
    assert list(links(read("/", noon + HOUR).find(".//header/nav"))) == ["Sport"]
    assert list(links(read("/", noon + 2 * DAY).find(".//header/nav"))) == ["Games"]
