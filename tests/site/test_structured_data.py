"""schema.org NewsArticle in JSON-LD on each story's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Site, Tag
from markup import all_structured, metas, structured, tree
from picturing import picture

BASE = "http://localhost:8000"
AGENCY = {"@type": "NewsMediaOrganization", "name": "Dateline", "url": f"{BASE}/"}


def article(reader, done):
    return structured(tree(reader.get(done.address).text))


def card(reader, done):
    url = metas(tree(reader.get(done.address).text))["og:image"]
    return {"@type": "ImageObject", "url": url, "width": "1200 px", "height": "630 px"}


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
        "publisher": AGENCY, "copyrightNotice": "© Dateline", "creditText": "Dateline",
        "isAccessibleForFree": True,
        "about": [{"@type": "Thing", "name": "Rain", "url": f"{BASE}/tag/rain/"}],
        "mentions": [{"@type": "Place", "name": "Iraq", "url": f"{BASE}/place/iraq/"}],
        "contentLocation": {"@type": "Place", "name": "Köln", "url": f"{BASE}/place/k%C3%B6ln/"},
        "image": [card(reader, done)],
    }
    assert "%C3%B6" in url


def test_what_is_not_known_is_left_out(house, reader, noon):
    done = desk.publish(filed("Old", backfile=True), at=noon)
    assert article(reader, done).keys() == {
        "@context", "@type", "identifier", "url", "mainEntityOfPage", "headline", "dateModified",
        "inLanguage", "articleSection", "author", "publisher", "isAccessibleForFree", "image",
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


@pytest.mark.parametrize(("genre", "kind"), [
    ("", "NewsArticle"), ("Interview", "NewsArticle"), ("Opinion", "OpinionNewsArticle"),
    ("News analysis", "AnalysisNewsArticle"), ("background", "BackgroundNewsArticle"),
    ("Report", "ReportageNewsArticle"), ("Film Review", "ReviewNewsArticle"),
])
def test_the_genre_says_which_kind_of_article_it_is(house, reader, noon, genre, kind):
    assert article(reader, live(at=noon, genre=genre)[1])["@type"] == kind


def test_what_a_story_is_about_and_what_it_mentions(house, reader, noon):
    _, done = live(at=noon, topics=("20000065",), tags=(
        Tag("Rain", "subject"), Tag("Cup final", "event"), Tag("Ada Quill", "person"),
        Tag("Daesh", "organisation"), Tag("Rome", "place"), Tag("Maybe", "person", True),
    ))
    found = article(reader, done)
    assert [(each["@type"], each.get("name", each["url"])) for each in found["about"]] == [
        ("Thing", "Rain"), ("Event", "Cup final"),
        ("DefinedTerm", "http://cv.iptc.org/newscodes/mediatopic/20000065"),
    ]
    assert [(each["@type"], each["name"]) for each in found["mentions"]] == [
        ("Person", "Ada Quill"), ("Organization", "Daesh"), ("Place", "Rome"), ("Thing", "Maybe"),
    ]


def test_every_picture_is_told_once_the_lead_picture_first(house, reader, noon):
    lead, other = picture(1000, 600), picture(800, 600)
    _, done = live(at=noon, picture=lead,
                   blocks=(desk.Block("gallery", pictures=(other, lead)),))
    found = article(reader, done)["image"]
    assert [each["width"] for each in found] == ["1000 px", "800 px"]
    assert found[0]["caption"] == "The bridge at noon."


def test_the_publisher_tells_its_policies_as_far_as_it_wrote_them(house, reader, noon):
    _, done = live(at=noon)
    desk.configure(Site(about=("We are.",), standards=("1. Be kind.",), imprint=("A street",)),
                   at=noon)
    assert article(reader, done)["publisher"] == AGENCY | {
        "publishingPrinciples": f"{BASE}/about/",
        "actionableFeedbackPolicy": f"{BASE}/community-standards/",
        "masthead": f"{BASE}/imprint/",
    }


def test_a_translation_names_its_original_and_the_original_its_translations(house, reader, noon):
    original, english = live("Rain", at=noon)
    _, french = live("Pluie", at=noon, language="fr", translation_of=original)
    assert article(reader, english)["workTranslation"] == [
        {"@type": "NewsArticle", "headline": "Pluie", "inLanguage": "fr",
         "url": BASE + french.address}
    ]
    assert article(reader, french)["translationOfWork"] == [
        {"@type": "NewsArticle", "headline": "Rain", "inLanguage": "en",
         "url": BASE + english.address}
    ]


def test_the_way_from_the_front_page_is_told(house, reader, noon):
    _, done = live("Rain", at=noon)
    crumbs = all_structured(tree(reader.get(done.address).text))[1]
    assert crumbs["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step["item"]["@id"])
            for step in crumbs["itemListElement"]] == [
        (1, "Dateline", f"{BASE}/"), (2, "Politics", f"{BASE}/politics/"),
        (3, "Rain", BASE + done.address),
    ]


def test_a_list_is_told_as_it_stands_without_what_is_gone(house, reader, noon):
    guid, _ = live("Gone", at=noon, dossiers=("Floods",))
    _, done = live("Rain", at=noon, dossiers=("Floods",))
    desk.withdraw(guid, "Withdrawn.", at=noon)
    page = all_structured(tree(reader.get("/dossier/floods/").text))
    assert page[0]["@type"] == "CollectionPage"
    assert page[0]["about"]["@type"] == "CreativeWorkSeries"
    assert page[0]["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Rain", "url": BASE + done.address}
    ]
    assert [step["name"] for step in page[1]["itemListElement"]] == [
        "Dateline", "Dossiers", "Floods"]


def test_the_front_page_tells_of_the_site(house, reader, noon):
    desk.configure(Site(name="The Day", tagline="News", languages=("fr",)), at=noon)
    found = structured(tree(reader.get("/").text))
    assert (found["@type"], found["name"], found["inLanguage"]) == ("WebSite", "The Day",
                                                                  ["en", "fr"])
    assert "potentialAction" not in found, "there is no search yet"
