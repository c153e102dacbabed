"""What stands around stories: the masthead's places, days, kinds, the rhythm of rails."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.lib import clock
from markup import classed, links, one, said, tree
from picturing import picture, with_picture


def read(reader, address="/"):
    answer = reader.get(address)
    assert answer.status == 200, address
    return tree(answer.text)


def test_the_search_box_is_on_every_page(house, reader, noon):
    _, done = live(at=noon)
    for address in ("/", done.address):
        form, = one(read(reader, address), "plate").iter("form")
        assert form.get("action") == "/search"


@pytest.mark.parametrize(("sections", "wide"), [
    (1, [1]), (2, [1, 1]), (3, [1, 0, 0]), (4, [1, 0, 0, 1]), (5, [1, 0, 0, 1, 1]),
    (6, [1, 0, 0, 1, 0, 0]),
])
def test_rails_stand_wide_and_in_pairs(house, reader, noon, sections, wide):
    live("The lead", at=noon + timedelta(minutes=9), section="Section 0")
    for n in range(sections):
        live(f"Story {n}", at=noon, section=f"Section {n}")
    with clock.at(noon + timedelta(hours=1)):
        rails = classed(read(reader), "rail")
    assert [int("wide" in rail.get("class").split()) for rail in rails] == wide


def test_days_are_those_of_the_newsrooms_zone(house, reader, noon):
    desk.configure(Site(time_zone="Pacific/Auckland"), at=noon)
    for hours in (0, 1, 12):  # 01:00, 00:00 and 13:00 the day before
        live(f"Story {hours}", at=noon - timedelta(hours=hours), dossiers=("Floods",))
    page = read(reader, "/dossier/floods/")
    days = [(said(day.find("h2")), [said(line.find("h3")) for line in day.iter("li")])
            for day in one(page, "timeline").findall("section")]
    assert days == [("3 March 2026", ["Story 0", "Story 1"]), ("2 March 2026", ["Story 12"])]
    assert [said(when) for when in classed(page, "when")] == [
        "01:00 NZDT", "00:00 NZDT", "13:00 NZDT"]


def test_the_clock_is_in_the_words_of_its_page(house, reader, noon):
    desk.configure(Site(language="fr"), at=noon)
    for hours in (0, 1):
        live(f"Story {hours}", at=noon - timedelta(hours=hours))
    with clock.at(noon):
        latest = one(read(reader), "latest")
    assert said(one(latest, "when")) == "11:00 UTC · Politics"  # as French calls Greenwich time


def test_undated_stories_of_a_dossier_stand_apart(house, reader, noon):
    live("Dated", at=noon, dossiers=("Floods",))
    guid = desk.file_story(desk.Copy("Undated", section="Politics", dossiers=("Floods",),
                                     blocks=(Block("paragraph", "x"),)), backfile=True)
    desk.publish(guid, at=noon)
    page = read(reader, "/dossier/floods/")
    assert [said(day) for day in classed(page, "day")] == ["2 March 2026", "undated"]
    assert [said(when) for when in classed(page, "when")] == ["12:00 GMT", "undated"]


def test_tags_stand_by_kind_whatever_their_order(house, reader, noon):
    tags = (Tag("Rome", "place"), Tag("Ann Lee", "person"), Tag("rain", "subject"),
            Tag("Milan", "place"))
    _, done = live(at=noon, tags=tags)
    kinds = one(read(reader, done.address), "tags").find("dl")
    assert [said(kind) for kind in kinds.findall("dt")] == ["Subject", "Person", "Place"]
    assert [list(links(tags)) for tags in kinds.findall("dd")] == [
        ["rain"], ["Ann Lee"], ["Rome", "Milan"]]


def test_a_section_opens_with_a_picture_on_its_first_page_only(house, reader, noon):
    lead = picture()
    for n in range(35):
        with_picture(lead, at=noon + timedelta(minutes=n), headline=f"Story {n}")
    first = read(reader, "/politics/")
    older = links(one(first, "more"))["Older stories"]
    assert said(one(first, "opening").find("h2")) == "Story 34"
    assert classed(read(reader, older), "opening") == []


def test_a_long_headline_is_set_smaller(house, reader, noon):
    for words, long in (("It rains", 0), ("It rains and rains " * 6, 1)):
        _, done = live(words.strip(), at=noon)
        head = read(reader, done.address).find(".//h1")
        assert ("long" in head.get("class", "")) == long
