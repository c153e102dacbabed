"""Lists: home, sections, dossiers, tags, people, places and authors, and how they go on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import filed, live, story
from dateline.desk import public as desk
from dateline.desk.public import Tag
from dateline.lib import clock
from markup import classed, head_links, links, one, said, tree

LISTS = ("/politics/", "/dossier/floods/", "/tag/rain/", "/tag/red-cross/", "/person/ann-lee/",
         "/place/rome/", "/author/b-writer/")
EVERYWHERE = {
    "dossiers": ("Floods",), "authors": ("B. Writer",), "place": "Rome",
    "tags": (Tag("Rain", "subject"), Tag("Red Cross", "organisation"), Tag("Ann Lee", "person")),
}


def read(reader, address):
    answer = reader.get(address)
    assert answer.status == 200, address
    return tree(answer.text)


def lines(page):
    """The headlines of a list, in order."""
    main = page.find(".//main")
    heads = (line.find("h2") if line.find("h3") is None else line.find("h3")
             for line in main.iter("li"))
    return [said(head) for head in heads if head is not None]


def page_through(reader, address):
    """Every page of a list: their headlines, following "Older stories"."""
    while address:
        page = read(reader, address)
        yield lines(page)
        address = links(page.find(".//main")).get("Older stories")


def many(noon, count):
    """Stories with few different dates, every fifth undated; their headlines as lists show them."""
    dates = [None if n % 5 == 0 else noon - timedelta(days=n % 3) for n in range(count)]
    copies = [story(f"Story {n}", published_at=at, source=f"test:{n}", **EVERYWHERE)
              for n, at in enumerate(dates)]
    desk.file_batch(copies, at=noon)
    old = noon - timedelta(days=9999)
    order = sorted(range(count), key=lambda n: (dates[n] or old, n), reverse=True)
    return [f"Story {n}" for n in order]


@pytest.mark.parametrize("address", LISTS)
def test_paging_shows_every_story_once_in_order(house, reader, noon, address):
    expected = many(noon, 75)
    pages = list(page_through(reader, address))
    assert [len(page) for page in pages] == [30, 30, 15]
    assert [headline for page in pages for headline in page] == expected


def test_a_last_page_that_is_full_leads_no_further(house, reader, noon):
    many(noon, 60)
    assert [len(page) for page in page_through(reader, "/politics/")] == [30, 30]


def test_pages_of_a_list_say_where_they_stand(house, reader, noon):
    many(noon, 31)
    first = read(reader, "/politics/")
    assert head_links(first)["canonical"] == "http://localhost:8000/politics/"
    older = links(one(first, "more"))["Older stories"]
    second = read(reader, older)
    assert head_links(second)["canonical"] == f"http://localhost:8000{older}"
    assert links(one(second, "more")) == {"Newest stories": "/politics/"}
    assert "older stories" in said(second.find(".//title"))
    assert "older stories" in said(one(second, "kicker"))


def test_a_page_goes_on_where_it_did_when_the_story_it_goes_on_from_is_gone(house, reader, noon):
    expected = many(noon, 40)
    older = links(one(read(reader, "/tag/rain/"), "more"))["Older stories"]
    desk.kill(desk.find(code=older.rpartition("=")[2]).guid, "Killed.", reason="Wrong.")
    assert lines(read(reader, older)) == expected[30:]


def test_an_unknown_place_to_go_on_from_is_no_page(house, reader, noon):
    _, done = live(at=noon, **EVERYWHERE)
    wrong = done.code[:-1] + ("2" if done.code[-1] != "2" else "3")
    for address in LISTS:
        for before in ("x", "222222", wrong, "%00", "%F0%9F%9A%80", "'" * 5000):
            assert reader.get(f"{address}?before={before}").status == 404
    assert reader.get("/politics/?before=").status == 200
    assert reader.get(f"/politics/?before={done.code}&utm=x").status == 200


def test_what_is_not_a_list_is_no_page(house, reader, noon):
    live(at=noon, **EVERYWHERE)
    for address in ("/sport/", "/dossier/politics/", "/person/rome/", "/author/ann-lee/",
                    "/tag/ann-lee/", "/section/politics/", "/dossiers/", "/subject/rain/"):
        assert reader.get(address).status == 404, address


def test_a_list_without_its_final_slash_redirects(house, reader, noon):
    live(at=noon, **EVERYWHERE)
    for address in LISTS:
        answer = reader.get(address[:-1])
        assert (answer.status, answer.headers["Location"]) == (301, address)


@pytest.mark.parametrize(("address", "kind", "name"), [
    ("/politics/", "Section", "Politics"), ("/dossier/floods/", "Dossier", "Floods (2)"),
    ("/tag/rain/", "Subject", "Rain"), ("/tag/red-cross/", "Organisation", "Red Cross"),
    ("/person/ann-lee/", "Person", "Ann Lee"), ("/place/rome/", "Place", "Rome"),
    ("/author/b-writer/", "Author", "B. Writer"),
])
def test_a_list_says_what_it_is_of(house, reader, noon, address, kind, name):
    live("First", at=noon, **EVERYWHERE)
    live("Second", at=noon, standfirst="It is second.", **EVERYWHERE)
    page = read(reader, address)
    head = one(page, "head")
    assert (said(one(head, "kicker")), said(head.find("h1"))) == (kind, name)
    assert lines(page) == ["Second", "First"]
    second = next(page.find(".//main").iter("li"))
    assert said(second.find("p[@lang]")) == "It is second."
    day, clock = ("2 March 2026", "12:00 GMT") if kind == "Dossier" else (
        "", "12:00 GMT 2 March 2026")
    assert [said(each) for each in classed(page, "day")] == ([day] if day else [])
    assert {said(when) for when in classed(page, "when")} == {clock}
    kickers = [said(each) for each in classed(one(page, "items"), "kicker")]
    assert kickers == ([] if kind in ("Section", "Dossier") else ["Politics"] * 2)
    assert {e.get("lang") for tag in ("h2", "h3") for e in page.findall(f".//main//li/{tag}")} == {
        "en"}


def test_a_story_that_is_gone_leaves_its_lists(house, reader, noon):
    guid, _ = live("First", at=noon, **EVERYWHERE)
    live("Second", at=noon, **EVERYWHERE)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    for address in LISTS:
        assert lines(read(reader, address)) == ["Second"]
    assert "First" not in reader.get("/").text


def test_a_dossier_that_lost_its_last_story_is_empty(house, reader, noon):
    guid, _ = live("First", at=noon, **EVERYWHERE)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    page = read(reader, "/dossier/floods/")
    assert said(page.find(".//h1")) == "Floods (0)"
    assert "There are no stories here." in said(page.find(".//main"))
    assert "Floods" not in reader.get("/").text


def test_the_home_of_an_empty_newsroom(house, reader):
    page = read(reader, "/")
    assert "There is no dated story yet." in said(page.find(".//main"))
    assert classed(page, "items") == [] and page.find(".//header/nav") is None


def test_a_section_without_stories(house, reader, noon):
    desk.add_section("Sea & Air", at=noon)
    page = read(reader, "/sea-air/")
    assert said(page.find(".//h1")) == "Sea & Air"
    assert "There are no stories here." in said(page.find(".//main"))
    home = read(reader, "/")
    current = [link.get("aria-current") for link in page.findall(".//header/nav//a")]
    assert current == ["page"]
    assert links(home.find(".//header/nav")) == {"Sea & Air": "/sea-air/"}
    assert "Sea & Air" not in said(home.find(".//main"))


def test_an_undated_story_is_in_lists_last_and_never_on_the_front_page(house, reader, noon):
    live("Of 1999", at=noon, published_at=noon.replace(year=1999), **EVERYWHERE)
    desk.publish(filed("Undated", backfile=True, **EVERYWHERE), at=noon)
    for address in LISTS:
        assert lines(read(reader, address)) == ["Of 1999", "Undated"]
    home = read(reader, "/").find(".//main")
    assert "Of 1999" in said(home) and "Undated" not in said(home)
    assert links(home)["Floods (2)"] == "/dossier/floods/"


def test_a_newsroom_with_undated_stories_only_has_no_news(house, reader, noon):
    desk.publish(filed("Undated", backfile=True), at=noon)
    home = read(reader, "/")
    assert "There is no dated story yet." in said(home.find(".//main"))
    assert "Undated" not in said(home)


def test_home_leads_with_the_newest_of_two_days(house, reader, noon):
    for days, headline in ((3, "Old"), (1, "Yesterday"), (0, "Today")):
        live(headline, at=noon - timedelta(days=days), standfirst=f"{headline}.")
    with clock.at(noon + timedelta(hours=1)):
        home = read(reader, "/")
        assert said(one(home, "lead")) == "Politics Today Today. 12:00 GMT 2 March 2026"
        latest, rail = (said(items) for items in classed(home, "items"))
        heads = [said(head) for head in one(home, "rails").iter("h3")]
        assert latest == "1 March 2026 12:00 GMT · Politics Yesterday"
        assert heads == ["Today", "Yesterday", "Old"] and rail.count("Today.") == 1
    with clock.at(noon + timedelta(days=9)):  # nothing of two days: the newest there is
        assert said(one(read(reader, "/"), "lead").find("h2")) == "Today"
        assert "Old" in said(classed(read(reader, "/"), "items")[0])


def test_home_shows_each_section_that_has_news_with_its_four_newest(house, reader, noon):
    desk.add_section("Empty", at=noon)
    for n in range(6):
        live(f"Sport {n}", at=noon + timedelta(minutes=n), section="Sport")
    live("One of politics", at=noon)
    rails = one(read(reader, "/"), "rails")
    assert [said(rail) for rail in rails.iter("h2")] == ["Sport", "Politics"]
    assert [said(line) for line in rails.iter("h3")] == [
        "Sport 5", "Sport 4", "Sport 3", "Sport 2", "One of politics"
    ]


def test_lines_carry_their_language_and_direction(house, reader, noon):
    live("سقوط الجسر", at=noon, language="ar", standfirst="خبر", **EVERYWHERE)
    for address in (*LISTS, "/"):
        main = read(reader, address).find(".//main")
        found = [e for e in main.iter() if said(e) in ("سقوط الجسر", "خبر") and e.get("lang")]
        assert {(e.get("lang"), e.get("dir")) for e in found} == {("ar", "rtl")}
        assert {said(e) for e in found} == {"سقوط الجسر", "خبر"}


def test_a_change_of_language_shows_in_lists(house, reader, noon):
    guid, _ = live("Pont ouvert", at=noon)
    assert links(read(reader, "/politics/"))
    desk.update(guid, {"language": "fr"}, at=noon)
    assert read(reader, "/politics/").find(".//main//li/h2").get("lang") == "fr"
    assert one(read(reader, "/"), "lead").find("h2").get("lang") == "fr"


def test_a_page_of_a_list_has_one_address(house, reader, noon):
    for number in range(35):
        live(f"Story {number}", at=noon)
    page = reader.get("/politics/").text
    code = page.split("?before=")[1].split('"')[0]
    shouted = reader.get(f"/politics/?before={code.upper()}")
    assert (shouted.status, shouted.headers["Location"]) == (301, f"/politics/?before={code}")
