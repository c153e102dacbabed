"""Everything the pages tell machines, against schema.org's own vocabulary."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from schemaorg import FILE, faults, kinds_of

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Block, Site, Tag
from dateline.site.article import KINDS
from markup import all_structured, tree
from picturing import picture

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="schema.org's vocabulary lies in ../shared, not here"
)


@pytest.fixture
def addresses(house, noon):
    """Pages of every kind, of a newsroom that tells all it can."""
    logo = BytesIO()
    Image.new("RGB", (300, 90), (10, 60, 90)).save(logo, "PNG")
    desk.configure(
        Site(about=("We are.",), standards=("1.",), imprint=("A street",), tagline="News",
             languages=("fr",)),
        logo=logo.getvalue(), at=noon,
    )
    tags = tuple(Tag(kind.title(), kind, n == 4) for n, kind in enumerate(
        ("subject", "organisation", "person", "place", "event")))
    full = {
        "standfirst": "It rains.", "place": "Rome", "credit": "Dateline", "authors": ("Ann Lee",),
        "dossiers": ("Floods",), "tags": tags, "rights": "© Dateline", "genre": "Analysis",
        "topics": ("20000065",), "short_headline": "Rain", "expires_at": noon.replace(year=2200),
    }
    guid, first = live("Rain", at=noon, picture=picture(),
                       blocks=(Block("picture", pictures=(picture(500, 300),)),), **full)
    desk.correct(guid, {}, wrong="six", right="five", at=noon)
    _, second = live("Pluie", at=noon, language="fr", translation_of=guid,
                     **full | {"authors": (), "credit": "Other Wire", "genre": ""})
    _, third = live("Old", at=noon)
    return [first.address, second.address, third.address, "/", "/politics/", "/dossier/floods/",
            "/tag/subject/", "/person/person/", "/place/rome/", "/author/ann-lee/",
            "/tag/organisation/", "/tag/event/"]


def test_every_page_keeps_to_the_vocabulary(addresses, reader):
    told = {}
    for address in addresses:
        answer = reader.get(address)
        assert answer.status == 200, address
        told[address] = all_structured(tree(answer.text))
    assert all(told.values())
    assert {name: [*faults(node)] for name, nodes in told.items() for node in nodes
            if [*faults(node)]} == {}
    types = {node["@type"] for nodes in told.values() for node in nodes}
    assert types == {"AnalysisNewsArticle", "NewsArticle", "BreadcrumbList", "CollectionPage",
                     "WebSite"}


def test_every_genre_leads_to_a_kind_of_news_article():
    assert all("NewsArticle" in kinds_of(kind) for kind in KINDS.values())


@pytest.mark.parametrize("node", [
    {"@type": "NewsArticel"}, {"@type": "NewsArticle", "headlines": "x"},
    {"@type": "NewsArticle", "masthead": "x"}, {"@type": "NewsArticle", "headline": 1},
    {"@type": "NewsArticle", "isAccessibleForFree": "yes"},
    {"@type": "NewsArticle", "author": {"@type": "Place", "name": "x"}},
    {"@type": "NewsArticle", "datePublished": "yesterday"},
    {"@type": "WebSite", "url": "/relative"}, {"@type": "ImageObject", "width": 5},
])
def test_the_judge_finds_faults(node):
    assert [*faults(node)]
