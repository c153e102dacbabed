"""NITF of other senders: dialects, dirt, and what is meant to do harm."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.formats.item import (
    UNDATED,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.nitf import read

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
HEAD = '<docdata><doc-id id-string="a1"/><date.issue norm="20310504T120000Z"/></docdata>'


def document(head: str = HEAD, top: str = "<hedline><hl1>Ferry</hl1></hedline>",
             content: str = "<p>Back.</p>") -> bytes:
    return (
        f'<nitf baselang="en"><head>{head}</head><body><body.head>{top}</body.head>'
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def item(**parts: str) -> NewsItem:
    return read(document(**parts))[0].item


def doubts(**parts: str) -> tuple[str, ...]:
    return read(document(**parts))[0].doubts


def test_plain_document_has_one_doubt() -> None:
    (received,) = read(document())
    assert received.item.headline == "Ferry"
    assert (received.item.guid, received.item.version_created) == ("a1", NOON)
    assert received.item.body_html == "<p>Back.</p>"
    assert received.sent == NOON
    assert received.doubts == ("no version is stated; taken as 1",)


def test_namespace_and_doctype_change_nothing() -> None:
    plain = read(document())
    spaced = document().replace(b"<nitf ", b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    doctype = b'<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd">\n' + document()
    public = doctype.replace(b"SYSTEM", b'PUBLIC "-//IPTC//DTD NITF 3.3//EN"')
    assert read(spaced) == read(doctype) == read(public) == plain


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<docdata><urgency ed-urg="3"/></docdata>', "urgency", 3),
        ('<docdata><urgency ed-urg="0"/></docdata>', "urgency", None),
        ('<docdata><du-key version="04"/></docdata>', "version", 4),
        ('<docdata management-status="Usable"/>', "pubstatus", "usable"),
        ('<docdata management-status="embargoed"/>', "pubstatus", "withheld"),
        ('<docdata management-status="secret"/>', "pubstatus", "withheld"),
        ('<docdata><doc.copyright holder="Wire" year="2031"/></docdata>', "rights", "© 2031 Wire"),
        ('<docdata><doc.rights type="Not for sale"/></docdata>', "rights", "Not for sale"),
        ('<docdata><key-list><keyword key="BOAT"/></key-list></docdata>', "slugline", "BOAT"),
        ('<meta name="anpa-keyword" content="BOAT"/>', "slugline", "BOAT"),
        ('<docdata><evloc city="Pier"/></docdata>', "subjects", (Subject("Pier", "place"),)),
        ('<pubdata date.publication="20310504T120000Z"/>', "published", NOON),
        ('<tobject><tobject.subject tobject.subject.refnum="20000170"/></tobject>', "subjects",
         (Subject("20000170", "subject",
                  "http://cv.iptc.org/newscodes/mediatopic/20000170"),)),
        ('<tobject><tobject.subject tobject.subject.ipr="EFE" tobject.subject.refnum="F01"'
         ' tobject.subject.matter="SEA"/></tobject>', "subjects", (Subject("SEA", "subject"),)),
        ("<title>Boats</title>", "title", "Boats"),
        ("", "version_created", UNDATED),
    ],
)
def test_head_is_read_leniently(head: str, field: str, value: Any) -> None:
    assert getattr(item(head=head), field) == value


@pytest.mark.parametrize(
    ("top", "field", "value"),
    [
        ("<hedline><hl1>A<br/>boat <em>is</em> back</hl1></hedline>", "headline", "A boat is back"),
        ("<byline>By Ana<byttl>Wire</byttl></byline>", "bylines", ("Ana, Wire",)),
        ("<byline>By <person>Ana</person> and <person>Piet</person></byline>", "bylines",
         ("Ana and Piet",)),
        ("<byline/>", "bylines", ()),
        ("<dateline><location>PIER</location> May 4</dateline>", "located", Place("PIER")),
        ("<dateline>Pier</dateline>", "located", Place("Pier")),
        ("<dateline><story.date>May</story.date></dateline>", "located", None),
        ("<abstract><p>One.</p><p>Two.</p></abstract>", "standfirst", "One. Two."),
        ("<abstract>Bare.</abstract>", "standfirst", "Bare."),
        ("<distributor><org>Wire</org></distributor>", "credit", "Wire"),
    ],
)
def test_top_is_read_leniently(top: str, field: str, value: Any) -> None:
    assert getattr(item(top=top), field) == value


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("<block><hl2>Tide</hl2><p>High.</p></block>", "<h2>Tide</h2>\n<p>High.</p>"),
        ("<p>By <person>Ana</person>, <org>Wire</org>.</p>", "<p>By Ana, Wire.</p>"),
        ("<p>He said <q>yes</q>.</p>", "<p>He said “yes”.</p>"),
        ("<pre>One\nTwo\n\nThree</pre>", "<p>One<br>Two</p>\n<p>Three</p>"),
        ("<bq><block><p>“Yes.”</p></block><credit>Ana</credit></bq>",
         "<blockquote><p>“Yes.”</p><p><cite>Ana</cite></p></blockquote>"),
        ("<dl><dt>High</dt><dd>Noon</dd></dl>", "<p>High</p>\n<p>Noon</p>"),
        ("<p>A<note><body.content><p>x</p></body.content></note></p>", "<p>A</p>\n<p>x</p>"),
        ("<nitf-table><nitf-table-metadata><nitf-col/></nitf-table-metadata><table><tr><td>a</td>"
         "<td>b</td></tr></table></nitf-table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ('<p><a href="https://x.example/">x</a> <a href="file:///etc/passwd">y</a></p>',
         '<p><a href="https://x.example/">x</a> y</p>'),
    ],
)
def test_body_becomes_html(content: str, html: str) -> None:
    assert item(content=content).body_html == html


def test_lines_wrapped_by_the_sender_are_joined() -> None:
    wrapped = "<br/>".join([f"{'word ' * 12}end", f"{'more ' * 12}end", "last."])
    content = f"<p>{wrapped}</p><p>A verse<br/>stays</p>"
    first, second = item(content=content).body_html.split("\n")
    assert "<br>" not in first
    assert second == "<p>A verse<br>stays</p>"
    assert "lines that were wrapped at a fixed width were joined" in doubts(content=content)


def test_media_become_pictures() -> None:
    content = (
        '<media media-type="image"><media-reference name="p.jpg" mime-type="image/jpeg" width="9"'
        ' height="x"/><media-caption>Pier<br/>now</media-caption><media-producer>Ana'
        '</media-producer></media><media media-type="video"><media-reference source="v"/></media>'
    )
    picture = Picture("Pier now", "", "Ana", (Rendition("p.jpg", "image/jpeg", 9, 0),))
    assert item(content=content).pictures == (picture,)


def test_canceled_item_keeps_no_text_and_tells_why() -> None:
    head = ('<docdata management-status="canceled"><doc-id id-string="a1"/><ed-msg info="Wrong."/>'
            '<date.issue norm="20310504T120000Z"/></docdata>')
    killed = item(head=head)
    assert (killed.pubstatus, killed.body_html, killed.headline) == ("canceled", "", "Ferry")
    assert killed.notices == (Notice("kill", "Wrong.", NOON),)


def test_release_that_is_to_come_withholds_the_item() -> None:
    head = ('<docdata><date.issue norm="20310504T120000Z"/>'
            '<date.release norm="20310505T000000+0200"/></docdata>')
    assert item(head=head).pubstatus == "withheld"
    assert item(head=head).embargoed == datetime(2031, 5, 4, 22, 0, tzinfo=UTC)
    assert "it is to be released later, but is not called embargoed; withheld" in doubts(head=head)


def test_release_at_once_is_no_embargo() -> None:
    head = ('<docdata><date.issue norm="20310504T120000Z"/>'
            '<date.release norm="20310504T130000+0100"/></docdata>')
    assert (item(head=head).embargoed, item(head=head).pubstatus) == (None, "usable")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"head": ""}, "it has no identifier"),
        ({"head": ""}, "no time is stated"),
        ({"head": '<docdata><date.issue norm="2031-05-04T12:00"/></docdata>'}, "no time zone"),
        ({"head": '<docdata><date.issue norm="tomorrow"/></docdata>'}, "is no time: “tomorrow”"),
        ({"head": '<docdata management-status="x"/>'}, "its status “x” is not known"),
        ({"head": '<docdata><urgency ed-urg="high"/></docdata>'}, "the urgency is none"),
        ({"head": '<docdata><ed-msg info="Hold."/></docdata>'}, "note to editors: “Hold.”"),
        ({"head": "<title>T</title>", "top": ""}, "the title “T” stands for it"),
        ({"top": ""}, "no headline is stated"),
        ({"top": "<dateline>Pier, May 4</dateline>"}, "more than a place: “Pier, May 4”"),
        ({"content": ""}, "it has no text"),
        ({"content": '<ul><li><a href="https://x.example">x</a></li></ul>'}, "1 links in"),
    ],
)
def test_every_oddity_is_a_doubt(parts: dict[str, str], said: str) -> None:
    assert said in "\n".join(doubts(**parts))


def test_no_more_doubts_than_a_person_would_read() -> None:
    subjects = "".join(
        f'<tobject.subject tobject.subject.refnum="{number:08}"/>' for number in range(99)
    )
    said = read(document(head=f"<tobject>{subjects}</tobject>{HEAD}"))[0].doubts
    assert (len(said), said[-1]) == (51, "and 50 more that is odd")


def test_broken_characters_are_mended_and_told() -> None:
    (received,) = read(document(content="<p>a\x0bb &nbsp;</p>"))
    assert received.item.body_text.startswith("a\ufffdb")
    assert any("control character" in doubt for doubt in received.doubts)
    latin = b'<?xml version="1.0" encoding="utf-8"?>' + document().replace(b"Back", b"Z\xfcrich")
    (received,) = read(latin)
    assert received.item.body_text == "Zürich."
    assert any("windows-1252" in doubt for doubt in received.doubts)


def test_utf8_that_calls_itself_latin_is_read_and_told() -> None:
    raw = b'<?xml version="1.0" encoding="ISO-8859-1"?>'
    raw += document(content="<p>København</p>")
    (received,) = read(raw)
    assert received.item.body_text == "København"
    assert received.doubts[0] == "it is declared as ISO-8859-1, but it is UTF-8"
    latin = document(content="<p>København</p>").decode().encode("latin-1")
    assert read(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + latin)[0].item.body_text == (
        "København")


BOMB = b'<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not well-formed"),
        (b"\x00\x01", "not well-formed"),
        (b"{}", "not well-formed"),
        (b"<html/>", "its root is “html”"),
        (b"<nitf><body>", "not well-formed"),
        (BOMB + document(content="<p>&b;</p>"), "entities"),
        (OUTSIDE + document(content="<p>&x;</p>"), "entities"),
        (document(content="<block>" * 200 + "</block>" * 200), "deep"),
        (b"<nitf>" + b" " * 20_000_000 + b"</nitf>", "20,000,0"),
    ],
)
def test_what_is_no_nitf_or_does_harm_is_refused_in_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read(raw)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_script_in_a_body_leaves_nothing() -> None:
    content = (
        '<p onclick="evil()">Hi <a href="javascript:evil()">there</a></p><script>evil()</script>'
        "<p>&lt;script>evil()&lt;/script></p>"
    )
    html = item(content=content).body_html
    assert html == "<p>Hi there</p>\n<p>&lt;script&gt;evil()&lt;/script&gt;</p>"


@pytest.mark.parametrize("text", ["word " * 2_000_000, "&amp;" * 1_000_000, "&gt;" * 1_000_000])
def test_megabytes_in_one_line_are_no_story(text: str) -> None:
    (received,) = read(document(content=f"<p>{text}</p>"))
    assert received.item.headline == "Ferry"
    assert "the body is too large to be read as HTML and was left out" in received.doubts
