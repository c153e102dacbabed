"""NewsML-G2 of other agencies: dialects, doubts in plain words, and what is no such file."""

from datetime import UTC, datetime

import pytest

from dateline.formats.item import (
    UNDATED,
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Received,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.newsmlg2 import read

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
MADE = "<versionCreated>2031-05-04T12:00:00Z</versionCreated>"
CORE = f'<itemClass qcode="ninat:text"/><provider literal="Wire"/>{MADE}'
HEAD = '<language tag="en"/><headline>Ferry</headline>'
TEXT = '<inlineData contenttype="text/plain">The ferry is back.</inlineData>'


def news(meta: str = "", about: str = "", content: str = TEXT, attrs: str = NAR) -> bytes:
    return (
        f'<newsItem {attrs} guid="urn:x:1" version="2"><itemMeta>{CORE}{meta}</itemMeta>'
        f"<contentMeta>{HEAD}{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    ).encode()


def one(raw: bytes) -> Received:
    (received,) = read(raw)
    return received


def test_bare_item_is_read() -> None:
    received = one(news())
    assert (received.doubts, received.sent) == ((), None)
    item = received.item
    assert (item.guid, item.version, item.headline, item.body_text, item.language) == (
        "urn:x:1", 2, "Ferry", "The ferry is back.", "en"
    )
    assert (item.pubstatus, item.version_created, item.credit) == ("usable", NOON, "Wire")


def test_message_brings_several_items_with_its_time() -> None:
    raw = b"<newsMessage %s><header><sent>2031-05-04T12:00:00Z</sent></header><itemSet>%s%s</itemSet></newsMessage>"  # noqa: E501
    found = read(raw % (NAR.encode(), news(), news().replace(b"urn:x:1", b"urn:x:2")))
    assert [(each.item.guid, each.sent) for each in found] == [("urn:x:1", NOON), ("urn:x:2", NOON)]


@pytest.mark.parametrize(
    ("attrs", "doubt"),
    [
        ("", "it has no namespace"),
        ('xmlns="http://www.iptc.org/std/G2"', "its namespace is 'http://www.iptc.org/std/G2'"),
        ('xmlns="http://iptc.org/std/nar/2006-10-01/" standardversion="2.9"', ""),
    ],
)
def test_namespace_is_doubted_not_required(attrs: str, doubt: str) -> None:
    received = one(news(attrs=attrs))
    assert received.item.body_text == "The ferry is back."
    assert " ".join(received.doubts).startswith(doubt)


@pytest.mark.parametrize(
    ("meta", "about", "field", "value", "doubt"),
    [
        ('<pubStatus qcode="stat:withheld"/>', "", "pubstatus", "withheld", ""),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "", "pubstatus",
         "canceled", ""),
        ('<pubStatus qcode="stat:cancelled"/>', "", "pubstatus", "canceled", "read as canceled"),
        ("<pubStatus/>", "", "pubstatus", "usable", "its status is empty"),
        ('<pubStatus qcode="x:ready"/>', "", "pubstatus", "withheld", "held as withheld"),
        ('<signal qcode="sig:update"/>', "", "signal", "update", ""),
        ('<signal qcode="sig:correction"/>', "", "signal", "correction", ""),
        ('<signal qcode="edStat:U"/>', "", "signal", "", ""),
        ("<title>Slug</title>", "", "title", "Slug", ""),
        ("<embargoed>2031-05-04T12:00:00Z</embargoed>", "", "embargoed", NOON, ""),
        ("<embargoed/>", "", "embargoed", None, "it has an embargo without a time"),
        ("<firstCreated>2031-05-04T12:00:00</firstCreated>", "", "first_created", NOON,
         "firstCreated has no zone and was read as UTC"),
        ("<firstCreated>20310504T120000+0000</firstCreated>", "", "first_created", NOON, ""),
        ("<firstCreated>2031-05-04</firstCreated>", "", "first_created",
         datetime(2031, 5, 4, tzinfo=UTC), "no zone"),
        ("<expires>soon</expires>", "", "expires", None, "expires is no date: 'soon'"),
        ("", "<urgency>3</urgency>", "urgency", 3, ""),
        ("", "<urgency>12</urgency>", "urgency", None, "urgency is no number from 1 to 9: '12'"),
        ("", "<urgency></urgency>", "urgency", None, ""),
        ("", "<slugline>A-B</slugline>", "slugline", "A-B", ""),
        ("", "<by>By Ana and Piet</by>", "bylines", ("By Ana and Piet",), ""),
        ("", '<creator><name>Ana</name></creator><creator literal="Piet"/>', "bylines",
         ("Ana", "Piet"), ""),
        ("", "<creditline>Wire/Ana</creditline>", "credit", "Wire/Ana", ""),
        ("", '<infoSource literal="Third"/>', "credit", "Third", ""),
        ("", '<located literal="Rome"/><dateline>ROME -</dateline>', "located", Place("Rome"), ""),
        ("", "<dateline>Oslo (Wire) -</dateline>", "located", None, "it names no place"),
        ("", "<located><name>Oslo</name></located><dateline>ROME</dateline>", "located",
         Place("Oslo"), "its dateline is 'ROME', its place 'Oslo'"),
        ("<located><name>Oslo</name></located>", "", "located", Place("Oslo"), "in itemMeta"),
        ("", "<genre><name xml:lang='fr'>Actualité</name><name xml:lang='en-GB'>Current</name>"
         "</genre>", "genre", "Current", ""),
        ("", "<description role='drol:summary'>Back at last.</description>", "standfirst",
         "Back at last.", ""),
        ("", "<description role='drol:caption'>Ferry.</description>", "standfirst", "", ""),
        ("", "<headline role='hld:subHeadline'>Low</headline>", "standfirst", "Low",
         "sub-headline is taken"),
        ("", "<contentCreated>2031-05-04T12:00:00Z</contentCreated>", "published", NOON, ""),
    ],
)
def test_fields_are_read_leniently(
    meta: str, about: str, field: str, value: object, doubt: str
) -> None:
    received = one(news(meta, about))
    assert getattr(received.item, field) == value
    assert doubt in " | ".join(received.doubts)
    assert bool(doubt) == bool(received.doubts)


def test_subjects_have_kinds_and_addresses_where_a_catalog_is_known() -> None:
    about = (
        "<subject type='cpnat:abstract' qcode='medtop:20000523'><name>labour</name></subject>"
        "<subject qcode='subj:04000000'/><subject type='cpnat:person' literal='Ana'/>"
        "<subject type='cpnat:geoArea' qcode='N2:IT'><name>Italy</name></subject>"
        "<subject qcode='my:1' type='cpnat:organization'><name>Line</name></subject>"
        "<subject/><subject qcode='subj:04000000'/>"
    )
    raw = news(about=about).replace(
        b"<itemMeta>", b"<catalog><scheme alias='my' uri='https://my.example/'/></catalog><itemMeta>"
    )
    received = one(raw)
    assert received.item.subjects == (
        Subject("labour", "subject", "http://cv.iptc.org/newscodes/mediatopic/20000523"),
        Subject("subj:04000000", "subject", "http://cv.iptc.org/newscodes/subjectcode/04000000"),
        Subject("Ana", "person"),
        Subject("Italy", "place", "N2:IT"),
        Subject("Line", "organisation", "https://my.example/1"),
    )
    assert received.doubts == ("codes of catalogs that are not read stay codes: N2",)


@pytest.mark.parametrize(
    ("content", "html", "text", "doubt"),
    [
        ('<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
         "<body><p>One.</p><p>Two <b>x</b></p></body></html></inlineXML>",
         "<p>One.</p><p>Two <b>x</b></p>", "One.\n\nTwo x", ""),
        ("<inlineXML><html><body><p>One <Company>Line</Company>.</p></body></html></inlineXML>",
         "<p>One Line.</p>", "One Line.", ""),
        ('<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline>'
         "<hl1>H</hl1></hedline></body.head><body.content><block><p>One</p><hl2>Two</hl2></block>"
         "</body.content></body></nitf></inlineXML>",
         "<div><p>One</p><h2>Two</h2></div>", "One\n\nTwo", ""),
        ("<inlineXML><p>One.</p><p>Two.</p></inlineXML>", "<p>One.</p><p>Two.</p>",
         "One.\n\nTwo.", ""),
        ("<inlineXML>One.</inlineXML>", "", "One.", "holds no XML"),
        ("<inlineData contenttype='text/plain'><![CDATA[<p>One</p>\n<p>Two</p>]]></inlineData>",
         "<p>One</p>\n<p>Two</p>", "One\n\nTwo", "declared as 'text/plain'"),
        ("<inlineData contenttype='text/html'>&lt;p>One&lt;/p></inlineData>", "<p>One</p>", "One",
         ""),
        ("<inlineData encoding='encd:base64'>QQ==</inlineData>", "", "A", ""),
        ("<inlineData encoding='encd:gzip'>QQ==</inlineData>", "", "", "encoded as"),
        ("<inlineData>A</inlineData><inlineXML><p>B</p></inlineXML>", "<p>B</p>", "B", "2 texts"),
        ("<inlineXML><html><body><header><h1>H</h1></header>Rest<p>One</p></body></html></inlineXML>",
         "Rest<p>One</p>", "Rest\n\nOne", "the header of its body was left out: 'H'"),
        ("<inlineXML><html><body><p onclick='x()'>a<script>x()</script>"
         "<a href='javascript:x()'>b</a><img src='data:x'/><iframe src='http://e.example'/></p>"
         "</body></html></inlineXML>", "<p>a<a>b</a><img></p>", "ab", ""),
        ("<inlineXML><p>(Wire) One\nand two.\n    Three\nfour.\n\nFive.</p></inlineXML>",
         "<p>(Wire) One\nand two.</p>\n<p>Three\nfour.</p>\n<p>Five.</p>",
         "(Wire) One and two.\n\nThree four.\n\nFive.", "indented lines within one element"),
        ("<inlineXML><p>One\n    and\n    two.</p></inlineXML>", "<p>One\n    and\n    two.</p>",
         "One and two.", ""),
        ("", "", "", "it has no text"),
    ],
)
def test_body_is_read_from_every_notation_and_cleaned(
    content: str, html: str, text: str, doubt: str
) -> None:
    received = one(news(content=content))
    assert (received.item.body_html, received.item.body_text) == (html, text)
    assert doubt in " | ".join(received.doubts)
    assert bool(doubt) == bool(received.doubts)


def test_headline_and_byline_of_the_body_are_read_where_there_are_no_others() -> None:
    nitf = (
        "<inlineXML><nitf><head><title>From the body</title></head><body><body.head><byline>By"
        "<person>Ana</person></byline></body.head><body.content><p>x</p></body.content></body>"
        "</nitf></inlineXML>"
    )
    received = one(news(content=nitf).replace(b"<headline>Ferry</headline>", b""))
    assert (received.item.headline, received.item.bylines) == ("From the body", ("By Ana",))
    assert received.doubts == ("its headline stands in the body only",)


def test_pictures_are_read_from_remote_content_and_from_links() -> None:
    remote = (
        '<remoteContent href="https://w.example/a.jpg" contenttype="image/jpeg" width="9" '
        'height="x"/><remoteContent residref="tag:w:b.jpg" rendition="rnd:thumbnail"/>'
        '<remoteContent href="https://w.example/a.mp4" contenttype="video/mp4"/>'
    )
    link = (
        '<link rel="irel:associatedWith" residref="urn:p"><itemClass qcode="ninat:picture"/>'
        '<headline>The ferry</headline><creditline>Ana</creditline></link>'
    )
    item = one(news(meta=link, content=TEXT + remote)).item
    assert item.pictures == (
        Picture("The ferry", "", "Ana"),
        Picture(renditions=(Rendition("https://w.example/a.jpg", "image/jpeg", 9, 0),
                            Rendition("tag:w:b.jpg", "", 0, 0))),
    )
    assert item.related == ()


def test_pictures_in_a_nitf_body_are_read_and_other_media_doubted() -> None:
    body = (
        "<inlineXML><nitf><body><body.content><p>One</p><media media-type='image'><media-reference "
        "source='a.jpg' mime-type='image/jpeg' width='9' height='' alternate-text='A ferry'/>"
        "<media-caption><p>At the pier.</p></media-caption><media-producer>Ana</media-producer>"
        "</media><media media-type='video'><media-reference source='a.mp4'/></media><bq>Two</bq>"
        "</body.content></body></nitf></inlineXML>"
    )
    received = one(news(content=body))
    files = (Rendition("a.jpg", "image/jpeg", 9, 0),)
    assert received.item.pictures == (Picture("At the pier.", "A ferry", "Ana", files),)
    assert received.item.body_html == "<p>One</p><blockquote>Two</blockquote>"
    assert received.doubts == ("media of the kind 'video' in its body were left out",)


def test_picture_item_is_read_with_its_caption_and_doubted() -> None:
    raw = news(
        about="<description role='drol:caption'>At the pier.</description><creditline>Ana"
        "</creditline>",
        content='<remoteContent href="https://w.example/a.jpg" contenttype="image/jpeg"/>',
    ).replace(b"ninat:text", b"ninat:picture")
    received = one(raw)
    files = (Rendition("https://w.example/a.jpg", "image/jpeg", 0, 0),)
    assert received.item.pictures == (Picture("At the pier.", "", "Ana", files),)
    assert received.doubts == ("it is no text but 'picture': its words and addresses were read",)


def test_pictures_of_the_message_belong_to_the_text_that_links_or_is_packed_with_them() -> None:
    def picture(guid: str) -> bytes:
        return news(
            about=f"<description role='drol:caption'>At {guid}.</description>",
            content='<remoteContent href="https://w.example/a.jpg" contenttype="image/jpeg"/>',
        ).replace(b"ninat:text", b"ninat:picture").replace(b"urn:x:1", guid.encode())

    files = (Rendition("https://w.example/a.jpg", "image/jpeg", 0, 0),)
    package = (
        b"<packageItem guid='p'><groupSet><group><itemRef residref='urn:x:1'/><itemRef "
        b"residref='p2'/><itemRef residref='elsewhere'/></group></groupSet></packageItem>"
    )
    raw = news('<link rel="irel:associatedWith" residref="p1"/>') + picture("p1") + picture("p2")
    raw = package + raw + picture("p3")
    found = read(b"<newsMessage><itemSet>%s</itemSet></newsMessage>" % raw)
    assert [len(each.item.pictures) for each in found] == [2, 1, 1, 1]
    assert found[0].item.pictures == (
        Picture("At p1.", "", "", files), Picture("At p2.", "", "", files),
    )
    assert found[0].item.related == ()


def test_links_lead_to_other_items_not_to_itself() -> None:
    meta = (
        '<link rel="irel:seeAlso" href="https://w.example/1"><title>One</title></link>'
        '<link guidref="urn:x:1" version="1"/><link rel="irel:derivedFrom" residref="urn:x:0"/>'
        '<memberOf literal="Politics"/>'
    )
    item = one(news(meta)).item
    assert item.related == (
        Link("One", "https://w.example/1"), Link("urn:x:0", "urn:x:0", "derivedFrom"),
    )
    assert item.dossiers == (Link("Politics", "", "dossier"),)


def test_foreign_notes_are_for_the_desk_and_a_kills_is_its_notice() -> None:
    note = "<edNote>Eds: adds quotes</edNote>"
    assert one(news(note)).doubts == ("its sender notes for the desk: Eds: adds quotes",)
    killed = one(news('<pubStatus qcode="stat:canceled"/>' + note, content="")).item
    assert killed.notices == (Notice("kill", "Eds: adds quotes", NOON),)
    assert killed.signal == "kill"


def test_rights_are_told_once_in_the_language_of_the_item() -> None:
    info = (
        b"<rightsInfo><copyrightNotice xml:lang='de'>Alle Rechte</copyrightNotice>"
        b"<copyrightNotice xml:lang='en'>All rights</copyrightNotice><usageTerms>No archive"
        b"</usageTerms></rightsInfo><itemMeta>"
    )
    assert one(news().replace(b"<itemMeta>", info)).item.rights == "All rights No archive"


def test_item_that_says_almost_nothing_is_read_with_doubts() -> None:
    received = one(b"<newsItem/>")
    assert received.item == NewsItem(
        guid="", uri="", version=1, headline="", standfirst="", body_text="", body_html="",
        language="", pubstatus="usable", version_created=UNDATED, first_created=None,
        published=None,
    )
    assert received.doubts == (
        "it has no namespace",
        "it has no itemMeta: status, class and times are not said",
        "it has no text",
        "it does not say when its version was made; it says no time at all",
        "it does not say its language",
        "it has no guid: the same item sent again cannot be known",
    )


def test_package_beside_items_is_left_out_with_a_doubt() -> None:
    raw = b"<newsMessage><itemSet><packageItem/><conceptItem/>%s</itemSet></newsMessage>" % news()
    assert one(raw).doubts == (
        "1 package(s) in the same message were left out",
        "the message also brings conceptitem: left out",
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "this is no NewsML-G2: this is not well-formed XML"),
        (b"Plain words.", "not well-formed"),
        (b'{"uri": "urn:x"}', "not well-formed"),
        (b"<newsItem>", "line 1"),
        (b"<rss/>", "its root is <rss>"),
        (b"<NewsML/>", "this is NewsML 1"),
        (b"<planningItem/>", "planningitem, which is no news"),
        (b"<newsMessage/>", "brings no news: its itemSet holds nothing"),
        (b"<newsMessage><itemSet><conceptItem/></itemSet></newsMessage>", "holds conceptitem"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_plain_line(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read(raw)
    assert "\n" not in str(refused.value)
