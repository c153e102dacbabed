"""The front page that an editor arranged, the banner, and the settings on readers' pages."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

import dateline
from cast import all_checked, filed, live
from dateline.desk import public as desk
from dateline.desk.public import Banner, Front, NavLink, Rail, Site
from dateline.lib import clock
from dateline.record import public as record
from dateline.theme.colours import DARK, LIGHT, PoorColour, checked_accent, contrast, dark_accent
from markup import classed, head_links, links, one, said, tree

HOUR = timedelta(hours=1)


def read(reader, address="/"):
    answer = reader.get(address)
    assert answer.status == 200, address
    return tree(answer.text)


def top(page):
    """The headlines at the top: the lead, then the secondaries."""
    lead = [said(article.find("h2")) for article in classed(page, "lead")]
    return lead + [said(article.find("h2")) for article in classed(page, "secondary")]


def rails(page):
    found = classed(page, "rails")
    return {said(rail.find("h2")): [said(line) for line in rail.iter("h3")]
            for rail in found[0].findall("section")} if found else {}


def numbers():
    return {term.name: term.number for term in record.sections()}


@pytest.fixture
def guids(house, noon):
    """Six live stories in three sections, by their headlines; the last one the newest."""
    return {
        f"{section} {n}": live(f"{section} {n}", at=noon + timedelta(minutes=m), section=section)[0]
        for m, (section, n) in enumerate(
            (section, n) for n in (1, 2) for section in ("Politics", "Sport", "Arts"))
    }


@pytest.fixture
def page(guids, reader, noon):
    """How the front page looks once it is arranged so, an hour later."""
    def arranged(front, at=noon + HOUR):
        desk.arrange(front, at=at)
        with clock.at(at):
            return read(reader)

    return arranged


def test_lead_and_secondaries_stand_in_their_order_and_nowhere_else(guids, page):
    shown = page(Front(guids["Sport 1"], (guids["Arts 2"], guids["Politics 1"])))
    assert top(shown) == ["Sport 1", "Arts 2", "Politics 1"]
    main = said(shown.find(".//main"))
    assert [main.count(head) for head in ("Sport 1", "Arts 2", "Politics 1")] == [1, 1, 1]
    latest = [said(line.find("h3")) for line in classed(shown, "items")[0].findall("li")]
    assert latest == ["Sport 2", "Politics 2", "Arts 1"]


def test_where_nothing_is_arranged_the_newest_leads(guids, page, reader, noon):
    with clock.at(noon + HOUR):
        automatic = reader.get("/").body
    assert top(tree(automatic.decode())) == ["Arts 2"]
    page(Front(guids["Sport 1"]))
    assert top(page(Front())) == ["Arts 2"]


def test_a_lead_that_is_killed_gives_way_to_the_next(guids, page, reader, noon):
    page(Front(guids["Sport 1"], (guids["Arts 2"], guids["Politics 1"])))
    with clock.at(noon + HOUR):
        desk.kill(guids["Sport 1"], "Killed.", reason="Wrong.")
        assert top(read(reader)) == ["Arts 2", "Politics 1"]
        for name in ("Arts 2", "Politics 1"):
            desk.withdraw(guids[name], "Withdrawn.")
        assert top(read(reader)) == ["Sport 2"]
    all_checked()


def test_rails_are_ordered_pinned_and_left_out(guids, page):
    held = numbers()
    shown = page(Front(
        rails=(Rail(held["Arts"], (guids["Sport 1"],)), Rail(held["Sport"])),
        without=(held["Politics"],),
    ))
    assert list(rails(shown).items()) == [
        ("Arts", ["Sport 1", "Arts 2", "Arts 1"]), ("Sport", ["Sport 2", "Sport 1"])]


def test_more_pins_than_a_rail_has_room_for_all_show(guids, page):
    pins = tuple(guids[name] for name in list(guids)[:5])
    shown = page(Front(rails=(Rail(numbers()["Arts"], pins),)))
    assert rails(shown)["Arts"] == list(guids)[:5]


def test_an_undated_story_stands_where_an_editor_put_it(guids, page, noon):
    old = filed("From the archive", backfile=True)
    desk.publish(old, at=noon)
    shown = page(Front(old))
    assert top(shown) == ["From the archive"]
    assert "undated" in said(one(shown, "lead"))


def test_a_renamed_section_and_a_new_headline_show_on_the_arranged_page(guids, page, reader, noon):
    page(Front(guids["Sport 1"], (), (Rail(numbers()["Arts"], (guids["Arts 1"],)),)))
    with clock.at(noon + HOUR):
        desk.rename("section", "Arts", "The Arts")
        desk.update(guids["Sport 1"], {"headline": "Sport, again"})
        shown = read(reader)
        assert top(shown) == ["Sport, again"]
        assert rails(shown)["The Arts"][0] == "Arts 1"
    all_checked()


# -- the banner ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "word"), [
    ("breaking", "Breaking"), ("live", "Live"), ("notice", "Notice")])
def test_the_banner_says_in_words_what_it_is(guids, page, noon, level, word):
    shown = page(Front(banner=Banner("It <b>is</b> & so", noon + 9 * HOUR, level)))
    banner = one(shown, "banner")
    assert (banner.tag, banner.get("aria-label")) == ("aside", word)
    assert said(banner) == f"{word} It <b>is</b> & so"
    assert banner.get("role") is None and banner.get("aria-live") is None  # it never interrupts


def test_the_banner_stands_on_every_page_before_the_masthead(guids, page, reader, noon):
    page(Front(banner=Banner("Now", noon + 9 * HOUR)))
    with clock.at(noon + HOUR):
        for address in ("/", "/sport/", "/about/", record.latest().items[0].address):
            body = read(reader, address).find("body")
            assert [e.tag for e in body][:3] == ["a", "div", "header"]
            assert (body[1].get("aria-live"), said(body[1])) == ("polite", "Breaking Now")
            assert [e.tag for e in body[1] if isinstance(e.tag, str)] == ["aside"]


# -- the settings ----------------------------------------------------------------------------------


def test_tagline_texts_and_their_links_appear_with_the_first_word(house, reader):
    desk.configure(Site("The Post"))
    assert {"/imprint/", "/privacy/"}.isdisjoint(links(read(reader)).values())
    assert [reader.get(address).status for address in ("/imprint/", "/privacy/")] == [404, 404]
    desk.configure(Site("The Post", tagline="All <of> it", imprint=("A street\n1", "Us"),
                        privacy=("None.",), languages=("am", "xx")))
    page = read(reader)
    assert said(one(page, "tagline")) == "All <of> it"
    assert links(page.find(".//footer")) == {
        "About The Post": "/about/", "Archive": "/archive/", "Feeds": "/feeds/",
        "Community standards": "/community-standards/",
        "Imprint": "/imprint/", "Privacy": "/privacy/"}
    assert said(read(reader, "/imprint/").find(".//article")) == "Imprint A street1 Us"
    assert said(read(reader, "/privacy/").find(".//article")) == "Privacy None."
    assert "Languages: English, አማርኛ, xx" in said(read(reader, "/about/").find(".//main"))
    all_checked()


def test_the_plain_addresses_are_no_sections(house, noon):
    for name in ("Imprint", "Privacy", "Site"):
        desk.add_section(name, at=noon)
    addresses = [term.address for term in record.sections()]
    assert addresses == ["/imprint-2/", "/privacy-2/", "/site-2/"]


def test_the_navigation_is_the_sections_or_what_was_chosen(house, reader, noon):
    live("A bridge opens", at=noon, dossiers=("Floods",))
    live("A cup", at=noon, section="Sport")
    assert links(read(reader).find(".//header/nav")) == {
        "Politics": "/politics/", "Sport": "/sport/"}
    floods = record.dossiers()[0].number
    desk.configure(Site(navigation=(
        NavLink(numbers()["Sport"]), NavLink(floods, "High water"), NavLink(0, "Us", "/about/"),
        NavLink(0, "Out", "https://elsewhere.example/?a=1&b=2"))), at=noon)
    desk.rename("section", "Sport", "Games", at=noon)
    desk.rename("dossier", "Floods", "Rivers", at=noon)
    nav = read(reader, "/games/").find(".//header/nav")
    assert links(nav) == {
        "Games": "/games/", "High water": "/dossier/rivers/", "Us": "/about/",
        "Out": "https://elsewhere.example/?a=1&b=2"}
    assert [link.get("aria-current") for link in nav.iter("a")] == ["page", None, None, None]
    all_checked()


@pytest.mark.parametrize(("zone", "shown"), [
    ("UTC", "12:00 GMT 2 March 2026"), ("Europe/Berlin", "13:00 CET 2 March 2026"),
    ("Africa/Addis_Ababa", "15:00 EAT 2 March 2026"), ("Asia/Dubai", "16:00 GMT+4 2 March 2026"),
    ("Asia/Kathmandu", "17:45 GMT+5:45 2 March 2026"),
    ("America/Sao_Paulo", "09:00 GMT-3 2 March 2026"),
    ("Pacific/Auckland", "01:00 NZDT 3 March 2026"),
])
def test_times_are_in_the_sites_zone_with_its_name(house, reader, noon, zone, shown):
    desk.configure(Site(time_zone=zone), at=noon)
    _, done = live(at=noon)
    page = read(reader, done.address)
    assert said(one(page, "edition")) == shown
    assert said(one(page, "when")) == shown
    assert one(page, "when").find("time").get("datetime") == "2026-03-02T12:00:00Z"
    assert shown in said(one(read(reader, "/politics/"), "items"))


# -- the accent ------------------------------------------------------------------------------------


def test_the_accent_is_a_sheet_of_its_own(house, reader, noon):
    assert not [s for s in _sheets(read(reader)) if s.startswith("/site/")]
    desk.configure(Site(accent="#7D0B4F"), at=noon)
    sheets = _sheets(read(reader))
    assert sheets[1] == "/site/accent-7d0b4f.css"
    answer = reader.get("/site/accent-7d0b4f.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.text == (
        f":root {{ --accent-light: #7d0b4f; --accent-dark: {dark_accent('#7d0b4f')}; }}\n")
    for other in ("/site/accent-0b4f7d.css", "/site/accent-red.css", "/site/accent-7D0B4F.css"):
        assert reader.get(other).status == 404
    desk.configure(Site(accent=""), at=noon)
    assert reader.get("/site/accent-7d0b4f.css").status == 404
    assert "stylesheet" not in head_links(read(reader))
    all_checked()


def _sheets(page):
    return [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"]


@pytest.mark.parametrize("colour", ["#0b4f7d", "#000000", "#7d0b4f", "#006400", "#0000ff"])
def test_an_accent_can_be_read_on_light_and_dark_paper(colour):
    assert checked_accent(colour) == colour
    for ground in DARK.values():
        assert contrast(dark_accent(colour), ground) >= 4.5


def test_contrast_is_that_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    for poor in ("#ffffff", "#ff0000", "#777777", "0b4f7d", "#0b4f7", "#0b4f7d;}"):
        with pytest.raises(PoorColour):
            checked_accent(poor)


def test_the_grounds_are_those_of_the_sheet():
    sheet = Path(dateline.__file__).parent / "theme/static/theme/site.css"
    light, dark = sheet.read_text().split("prefers-color-scheme: dark", 1)
    dark, chosen = dark.split('[data-scheme="dark"]', 1)
    for text, grounds in ((light, LIGHT), (dark, DARK), (chosen, DARK)):
        for name, colour in zip(("paper", "shade"), grounds.values(), strict=True):
            assert re.search(rf"--{name}: (#\w+);", text)[1] == colour
