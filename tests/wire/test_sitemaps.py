"""Sitemaps: every live story once, what changed when, and the news of two days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from lxml import etree

from cast import live, story
from dateline.delivery import public as delivery
from dateline.delivery.public import READER, renew_store
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.formats import sitemap
from dateline.lib import clock
from dateline.record import numbering, roll
from dateline.wire import sitemaps

BASE = "http://localhost:8000"
S, N = f"{{{sitemap.SITEMAP}}}", f"{{{sitemap.NEWS}}}"
HOUR = timedelta(hours=1)


@pytest.fixture
def small(monkeypatch):
    """Parts of three stories."""
    for module in (numbering, roll):
        monkeypatch.setattr(module, "PART", 3)


def told(reader, address):
    """The lines of a sitemap or an index: address and time of the last change."""
    answer = reader.get(address)
    assert answer.status == 200, address
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(answer.body)
    return {line.findtext(f"{S}loc").removeprefix(BASE): line.findtext(f"{S}lastmod")
            for line in root}


def test_the_index_leads_to_every_story_once(house, reader, noon, small):
    done = [live(f"Story {n}", at=noon + n * HOUR)[1].address for n in range(7)]
    parts = [at for at in told(reader, "/sitemap.xml") if at != "/sitemap-lists.xml"]
    assert parts == ["/sitemap-0.xml", "/sitemap-1.xml", "/sitemap-2.xml"]
    assert [at for part in parts for at in told(reader, part)] == done


def test_the_last_change_is_exact(house, reader, noon, small):
    guid, done = live("First", at=noon)
    for n in range(3):
        live(f"Story {n}", at=noon + HOUR)
    desk.correct(guid, {}, wrong="a", right="b", at=noon + 5 * HOUR)
    assert told(reader, "/sitemap-0.xml")[done.address] == "2026-03-02T17:00:00Z"
    assert told(reader, "/sitemap.xml") == {
        "/sitemap-lists.xml": None, "/sitemap-0.xml": "2026-03-02T17:00:00Z",
        "/sitemap-1.xml": "2026-03-02T13:00:00Z"}


def test_a_publication_touches_one_part(house, reader, noon, small):
    for n in range(4):
        live(f"Story {n}", at=noon)
    addresses = ("/sitemap-0.xml", "/sitemap-1.xml", "/sitemap.xml")
    for address in addresses:
        reader.get(address)
    live("New", at=noon + HOUR)
    first, second, index = delivery.holdings(addresses).holdings
    assert first.right and not second.right
    assert not index.moved, "only the line of a part is drawn anew"
    assert [each.right for each in index.fragments] == [True, False]
    assert told(reader, "/sitemap.xml")["/sitemap-1.xml"] == "2026-03-02T13:00:00Z"


def test_what_is_gone_is_in_no_sitemap(house, reader, noon, small):
    guid, done = live("Gone", at=noon)
    assert done.address in told(reader, "/sitemap-0.xml")
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert told(reader, "/sitemap.xml") == {"/sitemap-lists.xml": None}
    assert reader.get("/sitemap-0.xml").status == 404
    live("New", at=noon)
    assert done.address not in told(reader, "/sitemap-0.xml")


def test_a_renamed_section_is_in_every_part_at_once(house, reader, noon, small):
    _, done = live("A bridge opens", at=noon)
    told(reader, "/sitemap-0.xml")
    desk.rename("section", "Politics", "The world", at=noon)
    assert list(told(reader, "/sitemap-0.xml")) == [
        done.address.replace("/politics/", "/the-world/")]
    live("Elsewhere", at=noon, section="Sport")
    desk.merge("section", "The world", "Sport", at=noon)
    assert next(iter(told(reader, "/sitemap-0.xml"))).startswith("/sport/a-bridge-opens~")


def test_the_lists_are_told_too(house, reader, noon):
    assert list(told(reader, "/sitemap-lists.xml")) == ["/", "/archive/"]
    live("Rain", at=noon, dossiers=("Floods",))
    desk.configure(Site(name="Post", languages=("fr",), about=("We.",)), at=noon)
    assert list(told(reader, "/sitemap-lists.xml")) == [
        "/", "/fr/", "/archive/", "/about/", "/section/", "/dossier/", "/politics/",
        "/dossier/floods/"]
    for address in told(reader, "/sitemap-lists.xml"):
        assert reader.get(address).status == 200


@pytest.mark.parametrize("address", [
    "/sitemap-1.xml", "/sitemap-00.xml", "/sitemap-999999.xml", "/sitemap-news-0.xml",
    "/sitemap-x.xml", "/sitemap-.xml", "/sitemap",
])
def test_there_are_no_other_parts(house, reader, noon, address):
    live(at=noon)
    assert reader.get(address).status == 404


def news(reader, address="/sitemap-news.xml"):
    root = etree.fromstring(reader.get(address).body)
    return [line.findtext(f"{N}news/{N}title") for line in root]


def test_news_leaves_on_its_second(house, reader, noon):
    live("First", at=noon)
    live("Second", at=noon + HOUR)
    with clock.at(noon + 48 * HOUR - timedelta(microseconds=1)):
        assert news(reader) == ["Second", "First"]
        (held,) = delivery.holdings(("/sitemap-news.xml",)).holdings
        assert held.until == noon + 48 * HOUR
    with clock.at(noon + 48 * HOUR):
        assert news(reader) == ["Second"]
    with clock.at(noon + 200 * HOUR):
        assert told(reader, "/sitemap-news.xml") == {"/": None}, "a valid file of no news"


def test_backfile_is_no_news(house, reader, noon):
    live("News", at=noon)
    desk.file_batch([story("Old", source="test:1", published_at=noon)], at=noon)
    with clock.at(noon + HOUR):
        assert news(reader) == ["News"]
        assert b"/old~" in reader.get("/sitemap-0.xml").body


def test_news_says_what_google_asks(house, reader, noon):
    desk.configure(Site(name="The <Post>"), at=noon)
    _, done = live("Il pleut & neige", at=noon, language="fr-CA")
    with clock.at(noon + HOUR):
        (line,) = etree.fromstring(reader.get("/sitemap-news.xml").body)
    assert line.findtext(f"{S}loc") == BASE + done.address
    assert line.findtext(f"{N}news/{N}publication/{N}name") == "The <Post>"
    assert line.findtext(f"{N}news/{N}publication/{N}language") == "fr"
    assert line.findtext(f"{N}news/{N}publication_date") == "2026-03-02T12:00:00Z"


def test_more_news_than_a_file_holds_are_in_several(house, reader, noon, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    for n in range(7):
        live(f"Story {n}", at=noon + n * HOUR)
    with clock.at(noon + 8 * HOUR):
        index = told(reader, "/sitemap-news.xml")
        assert list(index) == [f"/sitemap-news-{n}.xml" for n in range(3)]
        assert [title for at in index for title in news(reader, at)] == [
            f"Story {n}" for n in range(6, -1, -1)]
        assert reader.get("/sitemap-news-3.xml").status == 404


@pytest.mark.parametrize("stories", [3, 60])
def test_a_first_rendering_asks_few_questions(house, reader, noon, stories):
    desk.file_batch([story(f"Story {n}", source=f"test:{n}", published_at=noon)
                     for n in range(stories)], at=noon)
    counts = {}
    for address in ("/sitemap.xml", "/sitemap-0.xml", "/sitemap-lists.xml", "/sitemap-news.xml"):
        renew_store()
        with clock.at(noon + HOUR), CaptureQueriesContext(connections[READER]) as captured:
            assert reader.get(address).status == 200
        counts[address] = sum(query["sql"].lstrip().startswith("SELECT") for query in captured)
    assert counts == {"/sitemap.xml": 6, "/sitemap-0.xml": 5, "/sitemap-lists.xml": 4,
                      "/sitemap-news.xml": 9}
