"""schema.org NewsArticle in JSON-LD on each story's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Site, Tag
from markup import structured, tree

BASE = "http://localhost:8000"
AGENCY = {"@type": "NewsMediaOrganization", "name": "Dateline", "url": f"{BASE}/"}


def article(reader, done):
    return structured(tree(reader.get(done.address).text))


def test_it_tells_all_that_the_record_knows(house, reader, noon):
    guid, done = live(
        "Köln floods", at=noon, standfirst="It rains.", place="Köln", credit="Dateline",
        authors=("Ann Lee", "J. O'Neil"), dossiers=("Floods", "Rain & wind"), language="de",
        tags=(Tag("Iraq", "place"), Tag("Rain", "subject", True)), rights="© Dateline",
    )
    url = BASE + done.address
    assert article(reader, done) == {
        "@context": "https://schema.org", "@type": "NewsArticle",
        "identifier": f"urn:uuid:{guid}", "url": url, "mainEntityOfPage": url,
        "headline": "Köln floods", "description": "It rains.",
        "dateline": "KÖLN (Dateline)", "datePublished": "2026-03-02T12:00:00Z",
        "dateModified": "2026-03-02T12:00:00Z", "inLanguage": "de", "articleSection": "Politics",
        "isPartOf": [
            {"@type": "CreativeWorkSeries", "name": "Floods", "url": f"{BASE}/dossier/floods/"},
            {"@type": "CreativeWorkSeries", "name": "Rain & wind",
             "url": f"{BASE}/dossier/rain-wind/"},
        ],
        "keywords": ["Iraq", "Rain"],
        "author": [
            {"@type": "Person", "name": "Ann Lee", "url": f"{BASE}/author/ann-lee/"},
            {"@type": "Person", "name": "J. O'Neil", "url": f"{BASE}/author/j-oneil/"},
        ],
        "publisher": AGENCY, "copyrightNotice": "© Dateline",
    }
    assert "%C3%B6" in url


def test_what_is_not_known_is_left_out(house, reader, noon):
    done = desk.publish(filed("Old", backfile=True), at=noon)
    assert article(reader, done).keys() == {
        "@context", "@type", "identifier", "url", "mainEntityOfPage", "headline", "dateModified",
        "inLanguage", "articleSection", "author", "publisher",
    }


def test_the_author_is_a_person_else_the_crediting_agency_else_ours(house, reader, noon):
    def author(**fields):
        return article(reader, live(at=noon, **fields)[1])["author"]

    assert author() == [AGENCY]
    assert author(credit="Dateline") == [AGENCY]
    assert author(credit="Other Wire") == [{"@type": "Organization", "name": "Other Wire"}]
    assert [a["name"] for a in author(credit="Other Wire", authors=("Ann Lee",))] == ["Ann Lee"]


def test_a_change_moves_date_modified_only(house, reader, noon):
    guid, done = live(at=noon)
    desk.update(guid, {"standfirst": "More."}, note="Adds.", at=noon + timedelta(hours=1))
    found = article(reader, done)
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"
    )
    assert "correction" not in found


def test_corrections_are_told(house, reader, noon):
    guid, done = live(at=noon)
    desk.correct(guid, {}, wrong="six", right="five", text="Counted.", at=noon + timedelta(hours=1))
    desk.correct(guid, {}, wrong="red", right="blue", at=noon + timedelta(hours=2))
    assert article(reader, done)["correction"] == [
        {"@type": "CorrectionComment", "text": "Counted. — six — five",
         "datePublished": "2026-03-02T13:00:00Z"},
        {"@type": "CorrectionComment", "text": "red — blue",
         "datePublished": "2026-03-02T14:00:00Z"},
    ]


@pytest.mark.parametrize("text", [
    "</script><script>alert(1)</script>", "<!--<script>", "a & b &amp; \"c\" \\ 'd'",
    "\u2028\u2029",
])
def test_no_text_ends_the_script_it_stands_in(house, reader, noon, text):
    _, done = live(f"x{text}", at=noon, standfirst=text, dossiers=(f"d{text}",), rights=text)
    page = reader.get(done.address).text
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set(data) & set("<>&\u2028\u2029")
    found = structured(tree(page))
    assert (found["headline"], found["description"]) == (f"x{text}", text)
    assert found["copyrightNotice"] == text


def test_the_publisher_is_the_newsroom_of_the_settings(house, reader, noon):
    _, done = live(at=noon)
    assert article(reader, done)["publisher"] == AGENCY
    desk.configure(Site(agency="The <Agency>"), at=noon)
    assert article(reader, done)["publisher"]["name"] == "The <Agency>"
