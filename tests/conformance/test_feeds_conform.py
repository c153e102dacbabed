"""Every public feed and sitemap of a loaded newsroom against the official schemas."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from lxml import etree

from cast import live, story
from crawl import crawl
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.lib import clock
from dateline.record import runs
from feedrules import CHECKS
from judging import ABSENT, json_feed, sitemap_schema, there
from picturing import picture

BASE = "http://localhost:8000"
pytestmark = pytest.mark.skipif(not there(), reason=ABSENT)


@pytest.fixture
def loaded(house, reader, noon, monkeypatch):
    """Everything there is, from a newsroom with everything: the answers by address."""
    monkeypatch.setattr(runs, "ONE_IN", 5)  # codes are random: so there are always several runs
    desk.configure(Site(name="The <Post>", languages=("fr", "ar"), tagline="All & more"), at=noon)
    shown = picture(800, 600, alt="A bridge", caption="The bridge.", credit="Ann Lee")
    desk.file_batch([
        story(f"Story {n} & <{n}>", source=f"test:{n}", dossiers=("Floods",),
              section=("Politics", "Über uns")[n % 2], authors=("Ann Lee",),
              published_at=noon - timedelta(hours=n) if n % 5 else None)
        for n in range(90)
    ], at=noon)
    live("Il pleut", at=noon, language="fr", picture=shown, place="Rome",
         blocks=(Block("table", "Rain", rows=(("a", "b"), ("c", "d"))), Block("picture",
                 pictures=(shown,)), Block("quotation", "It rains.", speaker="Ann", role="Cook"),
                 Block("list", items=("x", "y"))))
    live("المطر", at=noon, language="ar", tags=(Tag("المطر", "subject"),))
    guid, _ = live("Corrected ]]>", at=noon, standfirst="\u202eabc")
    desk.correct(guid, {}, wrong="<a>", right="<b>", at=noon)
    gone, _ = live("Gone", at=noon)
    desk.kill(gone, "Killed.", reason="Wrong.", at=noon)
    with clock.at(noon + timedelta(hours=1)):
        return crawl(reader, ["/", "/fr/", "/robots.txt", "/sitemap.xml", "/sitemap-news.xml"])


def test_a_loaded_newsroom(loaded):
    """One newsroom for all of it: it takes long to read."""
    every_feed_keeps_every_rule(loaded)
    every_sitemap_is_valid(loaded)
    every_address_of_the_sitemaps_is_there(loaded)


def every_feed_keeps_every_rule(loaded):
    checked, schema = 0, json_feed()
    for address, answer in loaded.items():
        name = address.rpartition("/")[2]
        kind = name.partition("-")[0].partition(".")[0] + "." + name.rpartition(".")[2]
        if kind not in CHECKS or answer.status != 200:
            continue
        CHECKS[kind](answer.body, BASE + address)
        if kind == "feed.json":
            schema.validate(json.loads(answer.body))
        checked += 1
    assert checked > 60
    assert len([at for at in loaded if "/atom-" in at]) > 3


def every_sitemap_is_valid(loaded):
    urlset, index = sitemap_schema("sitemap.xsd"), sitemap_schema("siteindex.xsd")
    found = {at: etree.fromstring(answer.body) for at, answer in loaded.items()
             if at.startswith("/sitemap") and answer.status == 200}
    expected = {"/sitemap.xml", "/sitemap-lists.xml", "/sitemap-0.xml", "/sitemap-news.xml"}
    assert expected <= set(found)
    for root in found.values():
        (index if root.tag.endswith("index") else urlset).assertValid(root)
    (news,) = (root for at, root in found.items() if at == "/sitemap-news.xml")
    assert len(news) == 3
    news[0].find(".//{*}language").text = "English"
    assert not urlset.validate(news), "the news part is checked too"


def every_address_of_the_sitemaps_is_there(loaded):
    for at, answer in loaded.items():
        if at.startswith("/sitemap"):
            for loc in etree.fromstring(answer.body).iter("{*}loc"):
                assert loaded[loc.text.removeprefix(BASE)].status == 200, loc.text
