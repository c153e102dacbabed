"""NewsML 1.2: nested components, roles and dialects, doubts, and what is no such file."""

from datetime import UTC, datetime

import pytest

from dateline.formats.item import (
    UNDATED,
    Link,
    Picture,
    Place,
    Received,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.newsml1 import read

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
IDENTIFIER = (
    "<NewsIdentifier><ProviderId>w.example</ProviderId><DateId>20310504</DateId><NewsItemId>A1"
    "</NewsItemId><RevisionId PreviousRevision='1' Update='N'>2</RevisionId><PublicIdentifier>"
    "urn:newsml:w.example:20310504:A1:2</PublicIdentifier></NewsIdentifier>"
)
MANAGEMENT = (
    "<ThisRevisionCreated>20310504T120000Z</ThisRevisionCreated><Status FormalName='Usable'/>"
)
LINES = "<NewsLines><HeadLine>Ferry</HeadLine></NewsLines>"
ENGLISH = "<DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>"
TEXT = "<ContentItem><DataContent><p>It is back.</p></DataContent></ContentItem>"


def news(
    component: str = LINES + ENGLISH + TEXT, management: str = MANAGEMENT,
    identification: str = IDENTIFIER, before: str = "",
) -> bytes:
    return (
        f"{before}<NewsML><NewsEnvelope><DateAndTime>20310504T120000Z</DateAndTime></NewsEnvelope>"
        f"<NewsItem><Identification>{identification}</Identification><NewsManagement>{management}"
        f"</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"
    ).encode()


def one(raw: bytes) -> Received:
    (received,) = read(raw)
    return received


def role(name: str, content: str) -> str:
    return (
        f"<NewsComponent><Role FormalName='{name}'/><ContentItem><DataContent>{content}"
        "</DataContent></ContentItem></NewsComponent>"
    )


def test_item_is_read() -> None:
    received = one(news())
    assert (received.doubts, received.sent) == ((), NOON)
    item = received.item
    assert (item.guid, item.version) == ("urn:newsml:w.example:20310504:A1", 2)
    assert (item.headline, item.language, item.pubstatus) == ("Ferry", "en", "usable")
    assert (item.body_html, item.body_text) == ("<p>It is back.</p>", "It is back.")
    assert item.version_created == NOON


def test_document_type_that_names_a_file_is_not_loaded() -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "http://w.example/NewsML_1.2.dtd">'
    assert one(news(before=doctype)).item.headline == "Ferry"


@pytest.mark.parametrize(
    ("identification", "guid", "version", "doubt"),
    [
        ("<NewsIdentifier><PublicIdentifier>urn:newsml:w:1:B:7U</PublicIdentifier>"
         "</NewsIdentifier>", "urn:newsml:w:1:B", 7, ""),
        ("", "", 1, "it has no identifier"),
        ("<NewsIdentifier><ProviderId>w</ProviderId><DateId>20310504</DateId><NewsItemId>A1-v3"
         "</NewsItemId><RevisionId>3</RevisionId><PublicIdentifier>urn:newsml:w:20310504:A1:3"
         "</PublicIdentifier></NewsIdentifier>", "urn:newsml:w:20310504:A1", 3, ""),
        ("<NewsIdentifier><ProviderId>w</ProviderId><DateId>20310504</DateId><NewsItemId>9"
         "</NewsItemId><PublicIdentifier>urn:newsml:w</PublicIdentifier></NewsIdentifier>",
         "urn:newsml:w:20310504:9", 1, ""),
        (IDENTIFIER.replace(">2<", ">two<"), "urn:newsml:w.example:20310504:A1", 1,
         "its revision is no number"),
    ],
)
def test_guid_stays_while_the_revision_counts(
    identification: str, guid: str, version: int, doubt: str
) -> None:
    received = one(news(identification=identification))
    assert (received.item.guid, received.item.version) == (guid, version)
    assert doubt in " | ".join(received.doubts)
    assert bool(doubt) == bool(received.doubts)


@pytest.mark.parametrize(
    ("management", "field", "value", "doubt"),
    [
        ("<Status FormalName='Canceled'/>", "pubstatus", "canceled", ""),
        ("<Status FormalName='Canceled'/>", "signal", "kill", ""),
        ("<Status FormalName='Embargoed'/>", "pubstatus", "withheld", ""),
        ("<Status FormalName='Odd'/>", "pubstatus", "withheld", "'Odd' is not known"),
        ("", "pubstatus", "usable", "does not say its status"),
        ("<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>"
         "<DateAndTime>20310504T120000Z</DateAndTime></StatusWillChange>", "embargoed", NOON, ""),
        ("<Status FormalName='Usable'/><StatusWillChange><FutureStatus FormalName='Canceled'/>"
         "</StatusWillChange>", "embargoed", None, "will change to 'Canceled'"),
        ("<Status FormalName='Usable'/><Urgency FormalName='4'/>", "urgency", 4, ""),
        ("<Status FormalName='USABLE'/><Urgency>2</Urgency>", "urgency", 2, ""),
        ("<Status FormalName='Usable'/><Urgency FormalName='high'/>", "urgency", None, "urgency"),
        ("<Status FormalName='Usable'/><AssociatedWith NewsItem='urn:x'/>", "related",
         (Link("urn:x", "urn:x"),), ""),
    ],
)
def test_management_is_read(management: str, field: str, value: object, doubt: str) -> None:
    made = "<ThisRevisionCreated>20310504T120000Z</ThisRevisionCreated>"
    received = one(news(management=made + management))
    assert getattr(received.item, field) == value
    assert doubt in " | ".join(received.doubts)
    assert bool(doubt) == bool(received.doubts)


@pytest.mark.parametrize(
    ("component", "field", "value"),
    [
        ("<NewsLines><SlugLine>A-B</SlugLine></NewsLines>", "slugline", "A-B"),
        ("<NewsLines><ByLine>By Ana</ByLine></NewsLines>", "bylines", ("By Ana",)),
        ("<AdministrativeMetadata><Creator><Party FormalName='Piet'/></Creator>"
         "</AdministrativeMetadata>", "bylines", ("Piet",)),
        ("<NewsLines><CreditLine>Wire</CreditLine></NewsLines>", "credit", "Wire"),
        ("<AdministrativeMetadata><Source><Party FormalName='S'/></Source><Provider><Party "
         "FormalName='P'/></Provider></AdministrativeMetadata>", "credit", "P"),
        ("<NewsLines><SubHeadLine>Low</SubHeadLine></NewsLines>", "standfirst", "Low"),
        ("<NewsLines><CopyrightLine>© W</CopyrightLine></NewsLines><RightsMetadata><UsageRights>"
         "<UsageType>NO ARCHIVE</UsageType></UsageRights></RightsMetadata>", "rights",
         "© W NO ARCHIVE"),
        ("<DescriptiveMetadata><Genre FormalName='Current'/></DescriptiveMetadata>", "genre",
         "Current"),
        ("<DescriptiveMetadata><DateLineDate>20310504T120000Z</DateLineDate>"
         "</DescriptiveMetadata>", "published", NOON),
        ("<NewsLines><DateLine>OSLO, May 4 (Wire) -</DateLine></NewsLines><DescriptiveMetadata>"
         "<Location HowPresent='Event'><Property FormalName='City' Value='Rome'/></Location>"
         "<Location HowPresent='Origin'><Property FormalName='City' Value='Oslo'/></Location>"
         "</DescriptiveMetadata>", "located", Place("Oslo")),
        ("<DescriptiveMetadata><SubjectCode><Subject FormalName='04000000'/><SubjectMatter "
         "FormalName='X1'/></SubjectCode><Property FormalName='Keyword' Value='ferry'/>"
         "</DescriptiveMetadata>", "subjects",
         (Subject("04000000", "subject", "http://cv.iptc.org/newscodes/subjectcode/04000000"),
          Subject("X1", "subject"), Subject("ferry", "subject"))),
        ("<TopicSet><Topic><FormalName>04000000</FormalName><Description Variant='Name' "
         "xml:lang='fr'>économie</Description><Description Variant='Name' xml:lang='en'>economy"
         "</Description></Topic></TopicSet><DescriptiveMetadata><SubjectCode><Subject "
         "FormalName='04000000'/></SubjectCode></DescriptiveMetadata>", "subjects",
         (Subject("economy", "subject", "http://cv.iptc.org/newscodes/subjectcode/04000000"),)),
    ],
)
def test_lines_and_metadata_are_read(component: str, field: str, value: object) -> None:
    received = one(news(component + LINES + ENGLISH + TEXT))
    assert getattr(received.item, field) == value
    assert [doubt for doubt in received.doubts if "sub-headline" not in doubt] == []


def test_place_of_a_dateline_alone_is_a_doubt() -> None:
    lines = "<NewsLines><HeadLine>F</HeadLine><DateLine>OSLO (Wire)</DateLine></NewsLines>"
    received = one(news(lines + ENGLISH + TEXT))
    assert received.item.located is None
    assert received.doubts == ("its dateline is 'OSLO (Wire)', and it names no place",)
    city = "<DescriptiveMetadata><Property FormalName='City' Value='Oslo'/></DescriptiveMetadata>"
    received = one(news(lines + ENGLISH + city + TEXT))
    assert received.item.located == Place("Oslo")
    assert received.doubts == ("its place 'Oslo' is a property, not a location",)


@pytest.mark.parametrize(
    ("component", "text", "doubt"),
    [
        (role("Main", "<nitf><body><body.content><p>One</p></body.content></body></nitf>"), "One",
         ""),
        (role("Main", "<html><body><p>One</p><p>Two</p></body></html>"), "One\n\nTwo", ""),
        (role("Main", "<![CDATA[<P>One</P>\n<P>Two</P>]]>"), "One\n\nTwo", ""),
        (role("Main", "Plain\nlines"), "Plain\nlines", ""),
        (role("Main", "One &lt;b&gt;bold&lt;/b&gt;.\n  Two."), "One bold.\n\nTwo.", ""),
        ("<ContentItem><MediaType FormalName='ComplexData'/><DataContent><p>One</p></DataContent>"
         "</ContentItem>", "One", ""),
        (role("Main", "Plain<br/>lines"), "Plain\nlines", ""),
        (role("Abstract", "Short") + role("Main", "Long"), "Long", ""),
        (role("Sidebar", "Aside") + role("Main", "Long"), "Long", "2 texts"),
        ("<NewsComponent><NewsComponent>" + role("Main", "Deep") + "</NewsComponent>"
         "</NewsComponent>", "Deep", ""),
        ("<ContentItem Href='story.xml'/>", "", "not here but in 'story.xml'"),
        ("<ContentItem><Encoding Notation='Base64'><DataContent>QQ==</DataContent></Encoding>"
         "</ContentItem>", "A", ""),
        ("<ContentItem><Encoding Notation='gzip'><DataContent>QQ==</DataContent></Encoding>"
         "</ContentItem>", "", "encoded as 'gzip'"),
        ("", "", "it says no text"),
        (role("Main", "<p>a<script>alert(1)</script></p>"), "a", ""),
    ],
)
def test_the_story_is_found_in_its_components(component: str, text: str, doubt: str) -> None:
    received = one(news(LINES + ENGLISH + component))
    assert received.item.body_text == text
    assert doubt in " | ".join(received.doubts)
    assert bool(doubt) == bool(received.doubts)


def test_parts_with_roles_are_the_story_of_an_agency_that_has_no_lines() -> None:
    parts = role("Title", "Ferry") + role("Lead", "<p>Back\nat last.</p>") + role("Body", "Long.")
    item = one(news(ENGLISH + parts)).item
    assert (item.headline, item.standfirst, item.body_text) == ("Ferry", "Back at last.", "Long.")


def test_equivalent_files_are_one_picture_with_its_caption() -> None:
    def file(name: str, width: str) -> str:
        return (
            f"<NewsComponent><ContentItem Href='{name}'><MediaType FormalName='Photo'/><MimeType "
            "FormalName='image/jpeg'/><Characteristics><Property FormalName='Width' "
            f"Value='{width}'/><Property FormalName='Height' Value='6'/></Characteristics>"
            "</ContentItem></NewsComponent>"
        )

    pictures = (
        "<NewsComponent><NewsComponent EquivalentsList='yes'>" + file("a.jpg", "9")
        + file("b.jpg", "?") + "</NewsComponent>" + role("Caption", "At the pier.")
        + "</NewsComponent>"
    )
    received = one(news(LINES + ENGLISH + TEXT + pictures))
    assert received.item.pictures == (
        Picture("At the pier.", "", "", (
            Rendition("a.jpg", "image/jpeg", 9, 6), Rendition("b.jpg", "image/jpeg", 0, 6),
        )),
    )
    assert received.item.body_text == "It is back."
    assert received.doubts == ()


def test_stories_side_by_side_are_items_of_their_own() -> None:
    def story(language: str, duid: str) -> str:
        return (
            f"<NewsComponent Duid='{duid}' xml:lang='{language}'><NewsLines><HeadLine>In {language}"
            f"</HeadLine></NewsLines>{role('Title', 'T')}{role('Body', language)}</NewsComponent>"
        )

    found = read(news(story("nl", "7") + story("fr", "")))
    guid = "urn:newsml:w.example:20310504:A1"
    assert [(each.item.guid, each.item.language, each.item.headline, each.item.body_text)
            for each in found] == [
        (f"{guid}#7", "nl", "In nl", "nl"), (f"{guid}#2", "fr", "In fr", "fr"),
    ]
    assert {each.doubts for each in found} == {
        ("it is one of several stories in one NewsItem; its guid ends with its own mark",)
    }


def test_picture_with_a_headline_beside_the_story_is_no_story() -> None:
    picture = (
        "<NewsComponent><NewsLines><HeadLine>Pier</HeadLine></NewsLines><NewsComponent>"
        "<ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
        f"{role('Caption', 'At the pier.')}</NewsComponent>"
    )
    story = f"<NewsComponent>{LINES}{role('Main', 'Long.')}</NewsComponent>"
    received = one(news(ENGLISH + story + picture))
    assert (received.item.headline, received.item.body_text) == ("Ferry", "Long.")
    assert [each.caption for each in received.item.pictures] == ["At the pier."]
    assert received.doubts == ()


def test_mark_of_a_component_is_the_guid_where_there_is_no_other() -> None:
    raw = news(identification="").replace(b"<NewsComponent>", b"<NewsComponent Duid='D9'>", 1)
    received = one(raw)
    assert received.item.guid == "D9"
    assert received.doubts == ("it has no identifier; the mark of its component is taken: 'D9'",)


def test_every_item_of_a_file_is_read() -> None:
    raw = news()
    item = raw[raw.index(b"<NewsItem>") : raw.index(b"</NewsML>")]
    found = read(raw.replace(b"</NewsML>", item.replace(b"A1", b"B2") + b"</NewsML>"))
    assert [each.item.guid[-2:] for each in found] == ["A1", "B2"]


def test_item_that_says_almost_nothing_is_read_with_doubts() -> None:
    received = one(b"<NewsML><NewsItem/></NewsML>")
    assert received.item.version_created == UNDATED
    assert received.doubts == (
        "it does not say when its version was made; it says no time at all",
        "it has no identifier: the same item sent again cannot be known",
        "it does not say its status; it is read as usable",
        "it says no headline",
        "it says no language",
        "it says no text",
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "this is no NewsML 1: this is not well-formed XML"),
        (b"<nitf/>", "its root is <nitf>"),
        (b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "has no Identification"),
        (b"<NewsML><NewsEnvelope/></NewsML>", "holds no NewsItem"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_plain_line(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read(raw)
    assert "\n" not in str(refused.value)
