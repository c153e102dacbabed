"""Every public feed and sitemap of a loaded newsroom against the official schemas."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree
from ninjs_schema import ROOT, formats
from referencing import Registry, Resource

from cast import live, story
from crawl import crawl
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.lib import clock
from dateline.record import runs
from feedrules import CHECKS
from picturing import picture

SHARED = ROOT.parent / "shared" / "standards"
JSON_FEED = SHARED / "feeds-jsonfeed-schema" / "src" / "schemas" / "json"
SITEMAPS = SHARED / "sitemaps" / "spec" / "support" / "schemas"
BASE = "http://localhost:8000"
WRAPPER = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{main}"/>
<xsd:import namespace="http://www.google.com/schemas/sitemap-news/0.9" schemaLocation="{news}"/>
</xsd:schema>"""
pytestmark = pytest.mark.skipif(
    not (JSON_FEED.exists() and SITEMAPS.exists()),
    reason="the schemas of feeds and sitemaps are not in shared/",
)


def json_feed() -> Draft4Validator:
    """The schema of JSON Feed 1.1, with that of 1 beside it."""
    held = {name: json.loads((JSON_FEED / name).read_text()) for name in
            ("feed.json", "feed-1.json")}
    registry: Registry[Any] = Registry().with_resources(
        [(name, Resource.from_contents(held["feed-1.json"])) for name in
         ("feed-1", "feed-1.json", "https://json.schemastore.org/feed-1",
          "https://json.schemastore.org/feed-1.json")])
    return Draft4Validator(held["feed.json"], registry=registry, format_checker=formats())


def xsd(main: str) -> etree.XMLSchema:
    """A schema of sitemaps together with that of news: a lax wildcard then checks both."""
    wrapper = WRAPPER.format(main=(SITEMAPS / main).as_uri(),
                             news=(SITEMAPS / "sitemap-news.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(wrapper))


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
    urlset, index = xsd("sitemap.xsd"), xsd("siteindex.xsd")
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
