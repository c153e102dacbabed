"""Index pages: what there is of a kind, by letter, with exact counts, and how they go on."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import all_checked, live, story
from dateline.archive.public import copy_site
from dateline.delivery.public import READER, renew_store
from dateline.desk import public as desk
from dateline.desk.public import Tag
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.models import Term, TermName
from markup import all_structured, classed, head_links, links, one, said, tree

HOUR = timedelta(hours=1)
EVERYWHERE = {
    "dossiers": ("Floods",), "authors": ("B. Writer",), "place": "Rome",
    "tags": (Tag("Rain", "subject"), Tag("Red Cross", "organisation"), Tag("Ann Lee", "person")),
}


def read(reader, address):
    answer = reader.get(address)
    assert answer.status == 200, (address, answer.status)
    return tree(answer.text)


def names(page):
    """By letter: each name with its count, as the page has them."""
    return {said(part.find("h2")): [said(line) for line in part.iter("li")]
            for part in page.find(".//main").iter("section")}


def tagged(house, noon, *given):
    """Stories with these subjects each: names."""
    desk.file_batch([
        story(f"Story {n}", source=f"{noon}:{n}", tags=tuple(Tag(each, "subject") for each in some))
        for n, some in enumerate(given)], at=noon)


def many(house, noon, count):
    """So many subjects, from `Tag 000` on."""
    tagged(house, noon, *[[f"Tag {n:03}" for n in range(first, min(count, first + 40))]
                          for first in range(0, count, 40)])


@pytest.mark.parametrize(("family", "title", "expected"), [
    ("section", "Sections", {"P": ["Politics (2)"], "S": ["Sport (1)"]}),
    ("dossier", "Dossiers", {"F": ["Floods (3)"]}),
    ("tag", "Tags", {"R": ["Rain (3)", "Red Cross (3) Organisation"]}),
    ("person", "People", {"A": ["Ann Lee (3)"]}), ("place", "Places", {"R": ["Rome (3)"]}),
    ("author", "Authors", {"B": ["B. Writer (3)"]}),
])
def test_an_index_has_each_name_with_its_count(house, reader, noon, family, title, expected):
    for section in ("Sport", "Politics", "Politics"):
        live(at=noon, section=section, **EVERYWHERE)
    page = read(reader, f"/{family}/")
    assert said(page.find(".//h1")) == title
    assert names(page) == expected
    assert said(page.find(".//title")) == f"{title} — Dateline"
    assert head_links(page)["canonical"] == f"http://localhost:8000/{family}/"
    assert links(one(page, "path")) == {"Archive": "/archive/"}
    crumbs = next(each for each in all_structured(page) if each["@type"] == "BreadcrumbList")
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Dateline", "Archive", title]


def test_names_of_any_script_stand_under_their_own_letters(house, reader, noon):
    tagged(house, noon, ["Zoo", "Émile", "Emil", "emperor"],
           ["Москва", "中国", "አዲስ", "ሁለት", "أحمد"],
           ["G7", "7 dwarfs", "2021", "東京", "!!", "Ørsted"])
    page = read(reader, "/tag/")
    assert {letter: [each.rpartition(" (")[0] for each in held]
            for letter, held in names(page).items()} == {
        "Other signs": ["!!"], "0–9": ["2021", "7 dwarfs"], "E": ["Emil", "Émile", "emperor"],
        "G": ["G7"], "O": ["Ørsted"], "Z": ["Zoo"], "М": ["Москва"], "ا": ["أحمد"],
        "ሀ": ["ሁለት"], "አ": ["አዲስ"], "漢": ["中国", "東京"]}
    assert {link.get("dir") for link in page.findall(".//main//section//a")} == {"auto"}
    assert classed(page, "days") == []


def test_an_empty_index_says_so(house, reader):
    page = read(reader, "/person/")
    assert names(page) == {} and "There are no stories here." in said(page.find(".//main"))
    assert reader.get("/person/?letter=a").status == 404


def test_paging_shows_every_name_once_in_order(house, reader, noon):
    many(house, noon, 250)
    address, seen, sizes = "/tag/", [], []
    while address:
        page = read(reader, address)
        held = [line for each in names(page).values() for line in each]
        seen, sizes = seen + held, [*sizes, len(held)]
        assert head_links(page)["canonical"] == f"http://localhost:8000{address}"
        more = classed(page, "more")
        address = links(more[0])["Next page"] if more else ""
    assert sizes == [100, 100, 50]
    assert seen == [f"Tag {n:03} (1)" for n in range(250)]


def test_a_full_last_page_leads_no_further(house, reader, noon):
    many(house, noon, 100)
    assert classed(read(reader, "/tag/"), "more") == []


def test_a_letter_begins_a_page_where_there_are_many(house, reader, noon):
    many(house, noon, 120)
    tagged(house, noon + HOUR, ["Zoo", "Éclair", "Москва"])
    first = read(reader, "/tag/")
    assert links(one(first, "days")) == {
        "E": "/tag/?letter=e", "T": "/tag/?letter=t", "Z": "/tag/?letter=z",
        "М": "/tag/?letter=%D0%BC"}
    page = read(reader, "/tag/?letter=z")
    assert names(page) == {"Z": ["Zoo (1)"], "М": ["Москва (1)"]}
    assert [said(link) for link in one(page, "days") if link.get("aria-current")] == ["Z"]
    assert said(page.find(".//h1")) == "Tags: Z" and "Tags: Z" in said(page.find(".//title"))
    assert links(one(page, "path")) == {"Archive": "/archive/", "Tags": "/tag/"}
    assert names(read(reader, "/tag/?letter=%D0%BC")) == {"М": ["Москва (1)"]}


@pytest.mark.parametrize(("asked", "leads"), [
    ("letter=E", "letter=e"), ("letter=%C3%89t%C3%A9", "letter=e"), ("letter=%2F", "letter=%23"),
    ("letter=3", "letter=0"), ("after=zoo&letter=e", "after=zoo"),
])
def test_each_page_of_an_index_has_one_address(house, reader, noon, asked, leads):
    tagged(house, noon, ["Zoo", "Emil"])
    answer = reader.get(f"/tag/?{asked}")
    assert (answer.status, answer.headers["Location"]) == (301, f"/tag/?{leads}")
    bare = reader.get("/tag")
    assert (bare.status, bare.headers["Location"]) == (301, "/tag/")


@pytest.mark.parametrize("asked", [
    "letter=b", "letter=%23", "letter=%00", "letter=%F0%9F%9A%80", "after=nobody", "after=%00",
    "after=zoo", "after=" + "'" * 5000, "letter=" + "e" * 5000,
])
def test_what_is_no_place_in_an_index_is_no_page(house, reader, noon, asked):
    tagged(house, noon, ["Zoo", "Emil"])
    answer = reader.get(f"/tag/?{asked}")
    if answer.status == 301:
        answer = reader.get(answer.headers["Location"])
        assert asked.startswith("letter=e") or answer.status == 404
    else:
        assert answer.status == 404


def test_a_page_goes_on_after_a_name_that_is_gone_or_renamed(house, reader, noon):
    many(house, noon, 120)
    older = links(one(read(reader, "/tag/"), "more"))["Next page"]
    expected = names(read(reader, older))
    desk.rename("subject", "Tag 099", "A new name", at=noon)
    assert names(read(reader, older)) == expected


@pytest.mark.parametrize("end", ["kill", "withdraw", "erase", "retag", "merge"])
def test_a_name_that_loses_its_last_story_leaves_the_index_at_once(house, reader, noon, end):
    guid, _ = live(at=noon, tags=(Tag("Rain", "subject"), Tag("Sun", "subject")))
    live(at=noon, tags=(Tag("Sun", "subject"),))
    assert names(read(reader, "/tag/")) == {"R": ["Rain (1)"], "S": ["Sun (2)"]}
    if end == "kill":
        desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    elif end == "withdraw":
        desk.withdraw(guid, "Withdrawn.", at=noon)
    elif end == "erase":
        desk.erase(guid, "Erased.", at=noon)
    elif end == "retag":
        desk.update(guid, {"tags": ()}, at=noon)
    else:
        desk.merge("subject", "Rain", "Sun", at=noon)
    assert names(read(reader, "/tag/")) == {"S": ["Sun (2)" if end == "merge" else "Sun (1)"]}
    assert all_checked()


def test_a_name_comes_back_with_its_story(house, reader, noon):
    guid, _ = live(at=noon, **EVERYWHERE)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    assert names(read(reader, "/person/")) == {}
    desk.publish(guid, at=noon + HOUR)
    assert names(read(reader, "/person/")) == {"A": ["Ann Lee (1)"]}
    desk.withdraw(guid, "Withdrawn.", at=noon)
    assert names(read(reader, "/person/")) == {}
    desk.publish(guid, at=noon + HOUR)
    live("Other", at=noon + HOUR, tags=(Tag("Bo Kay", "person"),))
    assert names(read(reader, "/person/")) == {"A": ["Ann Lee (1)"], "B": ["Bo Kay (1)"]}


def test_a_merge_into_a_name_without_stories_brings_it_back(house, reader, noon):
    guid, _ = live(at=noon, tags=(Tag("Rain", "subject"),))
    live(at=noon, tags=(Tag("Showers", "subject"),))
    desk.withdraw(guid, "Withdrawn.", at=noon)
    assert names(read(reader, "/tag/")) == {"S": ["Showers (1)"]}
    desk.merge("subject", "Showers", "Rain", at=noon)
    assert names(read(reader, "/tag/")) == {"R": ["Rain (1)"]}


def test_a_rename_and_another_kind_move_a_name(house, reader, noon):
    live(at=noon, **EVERYWHERE)
    for address in ("/tag/", "/place/", "/person/"):
        read(reader, address)
    desk.rename("place", "Rome", "Ankara", at=noon)
    assert names(read(reader, "/place/")) == {"A": ["Ankara (1)"]}
    desk.retype("subject", "Rain", "person", at=noon)
    assert names(read(reader, "/tag/")) == {"R": ["Red Cross (1) Organisation"]}
    assert names(read(reader, "/person/")) == {"A": ["Ann Lee (1)"], "R": ["Rain (1)"]}
    assert all_checked()


def test_nothing_of_an_index_comes_from_what_is_not_public(house, reader, noon):
    live(at=noon, **EVERYWHERE)
    desk.add_section("Empty", at=noon)
    before = {each: reader.get(f"/{each}/").body for each in record.FAMILIES}
    desk.embargo(desk.file_story(story("Later", section="Hidden", dossiers=("The coup",),
                                       tags=(Tag("Mark Felt", "person"),))), noon + HOUR)
    renew_store()
    with clock.at(noon):
        assert {each: reader.get(f"/{each}/").body for each in record.FAMILIES} == before


def test_an_index_of_then_has_the_names_and_counts_of_then(house, reader, noon):
    guid, _ = live(at=noon, tags=(Tag("Rain", "subject"), Tag("Fog", "subject")))
    gone, _ = live(at=noon, tags=(Tag("Fog", "subject"), Tag("Secret", "subject")))
    with clock.at(noon + HOUR):
        live(at=noon + HOUR, tags=(Tag("Rain", "subject"), Tag("Sun", "subject")))
        desk.rename("subject", "Fog", "Mist", at=noon + HOUR)
        desk.update(guid, {"tags": (Tag("Rain", "subject"),)}, at=noon + HOUR)
    desk.kill(gone, "Killed.", reason="Wrong.", at=noon + 2 * HOUR)
    with clock.at(noon + 3 * HOUR):
        assert names(read(reader, "/tag/")) == {"R": ["Rain (2)"], "S": ["Sun (1)"]}
        then = read(reader, "/tag/?at=2026-03-02T12:30Z")
        assert names(then) == {"F": ["Fog (2)"], "R": ["Rain (1)"]}
        answer = reader.get("/tag/?letter=F&at=2026-03-02T12:30Z")
        assert unquote(answer.headers["Location"]) == "/tag/?letter=f&at=2026-03-02T12:30Z"
        assert names(read(reader, answer.headers["Location"])) == names(then)
        assert reader.get("/tag/?letter=s&at=2026-03-02T12:30Z").status == 404
        assert reader.get("/tag/?after=sun&at=2026-03-02T12:30Z").status == 404


def test_pages_of_terms_the_archive_and_the_sitemap_lead_to_the_indexes(house, reader, noon):
    live(at=noon, **EVERYWHERE)
    for address, index in (("/politics/", "/section/"), ("/dossier/floods/", "/dossier/"),
                           ("/tag/rain/", "/tag/"), ("/tag/red-cross/", "/tag/"),
                           ("/person/ann-lee/", "/person/"), ("/place/rome/", "/place/"),
                           ("/author/b-writer/", "/author/")):
        page = read(reader, address)
        assert list(links(one(one(page, "head"), "kicker")).values()) == [index]
        crumbs = next(each for each in all_structured(page) if each["@type"] == "BreadcrumbList")
        assert crumbs["itemListElement"][1]["item"]["@id"] == f"http://localhost:8000{index}"
    archive = links(read(reader, "/archive/").find(".//main"))
    assert {f"/{family}/" for family in record.FAMILIES} <= set(archive.values())
    sitemap = reader.get("/sitemap-lists.xml").text
    assert all(f"<loc>http://localhost:8000/{each}/</loc>" in sitemap for each in record.FAMILIES)


def test_the_sitemap_has_no_index_without_names(house, reader, noon):
    guid, _ = live(at=noon, **EVERYWHERE)
    desk.withdraw(guid, "Withdrawn.", at=noon)
    assert "/person/" not in reader.get("/sitemap-lists.xml").text


def test_a_copy_of_the_site_has_the_indexes(house, noon, tmp_path):
    many(house, noon, 120)
    copy_site(tmp_path / "copy", talked=lambda code: False)
    assert "Tag 000" in (tmp_path / "copy/tag/index.html").read_text()
    after = tmp_path / "copy/tag/after-tag-099/index.html"
    assert "Tag 119" in after.read_text() and "../../tag/tag-119/index.html" in after.read_text()


def test_an_index_asks_the_same_few_questions_however_much_there_is(house, reader, noon):
    counts = []
    for number in (3, 230):
        many(house, noon + number * HOUR, number) if number == 3 else tagged(
            house, noon + number * HOUR, *[[f"{chr(97 + n % 26)}{n}"] for n in range(number)])
        renew_store()
        with CaptureQueriesContext(connections[READER]) as captured:
            reader.get("/tag/")
        counts.append(sum(each["sql"].startswith(("SELECT", "WITH"))
                          for each in captured.captured_queries))
    assert counts[1] - counts[0] == 1  # the letters


def test_a_page_reads_its_own_names_only(house, reader, noon):
    """Of ten thousand names a page looks at its own: the index is walked, nothing is sorted."""
    rows = range(1000, 11_000)
    Term.objects.bulk_create([
        Term(number=n, uuid=f"00000000-0000-4000-8000-{n:012}", count=1) for n in rows])
    TermName.objects.bulk_create([
        TermName(term_id=n, kind="subject", family="tag", name=f"T{n}", slug=f"t{n}", from_seq=0,
                 letter=chr(97 + n % 26), sorts=f"t{n}") for n in rows])
    with CaptureQueriesContext(connections[READER]) as captured:
        assert reader.get("/tag/?letter=n").status == 200
    asked = [each["sql"] for each in captured.captured_queries
             if "record_termname AS" in each["sql"]]
    assert len(asked) == 2
    if connections[READER].vendor == "sqlite":
        for statement in asked:
            with connections[READER].cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert "record_by_letter (family=?" in plan and "TEMP B-TREE" not in plan, plan
