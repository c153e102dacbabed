"""NewsML-G2 2.35: golden files, the round trip, what is refused and what a killed item tells."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_ninjs import (
    KILLED,
    MINIMAL,
    NOON,
    RICH,
    items,
    links,
    moments,
    some_uris,
    texts,
    uris,
)

from dateline.formats.articletree import markup
from dateline.formats.item import Link, NewsItem, Notice, Picture, Place, Rendition, Subject
from dateline.formats.newsml_body import cleaned, legal, text_of
from dateline.formats.newsmlg2 import dump, read
from dateline.formats.newsmlg2_package import Member, dump_package
from dateline.formats.newsmlg2_writing import line

CASES = Path(__file__).parent / "cases" / "newsmlg2"
GOLDEN = {"minimal": MINIMAL, "rich": RICH, "killed": KILLED}
MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/20000523"


def written(item: NewsItem) -> bytes:
    return dump(item, sender="Dateline", sent=NOON)


def back(item: NewsItem) -> NewsItem:
    received = read(written(item))
    assert [(one.sent, one.doubts) for one in received] == [(NOON, ())]
    return received[0].item


def package(*members: Member, **change: Any) -> bytes:
    said = {
        "guid": "urn:uuid:7a1f3c0e-2a55-4a6f-8f0e-0d1f5c9b2e41", "version": 12,
        "title": "The long wait", "uri": "https://news.example/dossier/the-long-wait",
        "version_created": NOON, "language": "en", "sender": "Dateline", "sent": NOON,
    }
    return dump_package(members, **said | change)


def a_link(link: Link, default: str) -> Link:
    return Link(line(link.title), link.uri, link.rel or default)


def as_read(item: NewsItem) -> NewsItem:
    """The item as the docstring of `newsmlg2` says that it comes back."""
    html = cleaned(item.body_html)
    one_line = ("headline", "standfirst", "title", "slugline", "section", "genre", "rights")
    return replace(
        item,
        pubstatus="canceled" if item.signal == "kill" else item.pubstatus,
        **{name: line(getattr(item, name)) for name in one_line},
        body_html=html,
        body_text=text_of(html) if html else legal(item.body_text).strip(),
        credit=line(item.credit) or "Dateline",
        bylines=tuple(filter(None, map(line, item.bylines))),
        located=Place(line(item.located.name), item.located.uri)
        if item.located and line(item.located.name) else None,
        dossiers=tuple(a_link(one, "dossier") for one in item.dossiers if line(one.title)),
        related=tuple(a_link(one, "related") for one in item.related if line(one.title)),
        subjects=tuple(dict.fromkeys(
            Subject(line(one.name), one.kind, one.uri) for one in item.subjects if line(one.name)
        )),
        notices=tuple(
            Notice(one.kind, line(one.text), one.at, line(one.wrong), line(one.right))
            for one in item.notices
        ),
        pictures=tuple(
            Picture(line(one.caption), line(one.alt), line(one.credit), one.renditions,
                    one.rel or "illustration")
            for one in item.pictures
        ),
    )


pieces = st.sampled_from([
    "<p>One &amp; two.</p>", "<h2>Tide</h2>", "\n", "<ul><li>a</li><li>b<br>c</li></ul>", "loose",
    '<p dir="rtl" lang="ar">مرحبا <em>بكم</em></p>', "<table><tr><th>A</th></tr></table>",
    '<figure><img src="https://news.example/a.webp" alt="&quot;A&quot;"></figure>', "<pre>\n\n x",
    '<blockquote><p>“Yes”</p></blockquote>', '<p><a href="https://news.example/?a=1&amp;b">x</a>',
])
wire_items = st.builds(
    replace,
    items,
    language=st.sampled_from(["", "en", "pt-BR", "ar", "zh-Hans-CN", "x-private", "fa-IR"]),
    body_html=texts | st.lists(pieces, max_size=6).map("".join),
    body_text=texts.filter(lambda text: not markup(text)),
    dossiers=links,
    pictures=st.lists(st.builds(
        Picture, texts, texts, texts, rel=texts,
        renditions=st.lists(st.builds(
            Rendition, uris, st.sampled_from(["image/webp", "image/jpeg", ""]),
            st.integers(0, 9999), st.integers(0, 9999),
        ), max_size=2).map(tuple),
    ), max_size=2).map(tuple),
    located=st.none() | st.builds(Place, texts, some_uris),
    embargoed=st.none() | moments,
)


@pytest.mark.parametrize("name", GOLDEN)
def test_item_is_written_as_its_golden_file(name: str) -> None:
    assert written(GOLDEN[name]) == (CASES / f"{name}.xml").read_bytes()


def test_package_is_written_as_its_golden_file() -> None:
    members = (Member(RICH.guid, 3, RICH.headline, RICH.uri), Member(KILLED.guid, 4, ""))
    assert package(*members) == (CASES / "package.xml").read_bytes()


def test_live_item_comes_back_whole() -> None:
    assert back(RICH) == RICH
    credited = replace(MINIMAL, credit="Harbour Press")
    assert back(credited) == credited
    assert back(replace(RICH, pubstatus="withheld")).pubstatus == "withheld"


@settings(max_examples=60, deadline=None)
@given(wire_items)
def test_any_live_item_comes_back_as_promised(item: NewsItem) -> None:
    (received,) = read(written(item))
    assert received.item == as_read(item)


def test_credit_that_is_not_said_is_the_sender() -> None:
    assert back(MINIMAL).credit == "Dateline"


def test_killed_item_says_only_that_it_was_killed() -> None:
    raw = written(KILLED)
    for secret in ("ferry is back", "Brandão", "eleven years", "SALTMARSH", "~M22Q9", "en-GB"):
        assert secret.encode() not in raw
    item = back(KILLED)
    assert (item.uri, item.guid, item.version) == (KILLED.uri, KILLED.guid, 4)
    assert (item.pubstatus, item.signal, item.headline) == ("canceled", "kill", "")
    assert (item.body_text, item.body_html, item.pictures) == ("", "", ())
    assert item.version_created == KILLED.version_created
    assert item.notices == KILLED.notices[-1:]


def test_media_topic_is_a_qcode_of_iptcs_catalog() -> None:
    item = replace(MINIMAL, subjects=(Subject("labour market", "subject", MEDIA_TOPIC),))
    assert b'qcode="medtop:20000523"' in written(item)
    assert back(item).subjects == item.subjects


def test_direction_is_told_for_languages_that_run_from_the_right() -> None:
    roots = [etree.fromstring(written(replace(MINIMAL, language=tag))) for tag in ("ar", "en")]
    assert [root.find(".//{*}newsItem").get("dir") for root in roots] == ["rtl", None]


def test_script_in_a_body_is_not_written() -> None:
    html = '<p onclick="x()">Safe<script>alert(1)</script> <a href="javascript:x()">text</a></p>'
    raw = written(replace(MINIMAL, body_html=html))
    assert b"alert" not in raw and b"javascript" not in raw and b"onclick" not in raw
    assert back(replace(MINIMAL, body_html=html)).body_text == "Safe text"


def test_body_of_nothing_but_script_falls_back_to_its_text() -> None:
    item = back(replace(MINIMAL, body_html="<script>alert(1)</script>"))
    assert (item.body_html, item.body_text) == ("", "The ferry is back.")


def test_control_characters_become_replacement_characters() -> None:
    item = back(replace(MINIMAL, headline="Fer\x00ry\x1b", body_text="a\x0bb\r\nc"))
    assert (item.headline, item.body_text) == ("Fer\ufffdry\ufffd", "a\ufffdb\nc")


def test_deeply_nested_body_keeps_its_words() -> None:
    html = "<div>" * 300 + "deep" + "</div>" * 300
    assert back(replace(MINIMAL, body_html=html)).body_text == "deep"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"guid": "0d3a9c52"}, "guid"),
        ({"uri": "/ferry"}, "uri"),
        ({"version": 0}, "version"),
        ({"urgency": 0}, "urgency"),
        ({"pubstatus": "cancelled"}, "pubstatus"),
        ({"version_created": datetime(2031, 5, 4)}, "zone"),
    ],
)
def test_what_the_standard_cannot_carry_is_not_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        written(replace(MINIMAL, **change))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"guid": "x"}, "guid"), ({"version": 0}, "version"), ({"uri": ""}, "uri")],
)
def test_what_no_package_can_be_is_not_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        package(**change)
    with pytest.raises(ValueError, match="member's"):
        package(Member("urn:uuid:1", 1, ""))


@pytest.mark.parametrize("language", ["en_GB", "English (UK)", "?", "français"])
def test_a_language_that_is_no_tag_is_left_out(language: str) -> None:
    """Else one story that somebody filed so would hold up a subscriber's whole sequence."""
    assert written(replace(MINIMAL, language=language)) == written(replace(MINIMAL, language=""))
    assert package(language=language) == package(language="")


def test_times_are_written_in_utc() -> None:
    brasilia = datetime(2031, 5, 4, 9, 0, tzinfo=timezone(timedelta(hours=-3)))
    raw = written(replace(MINIMAL, version_created=brasilia))
    assert b"<versionCreated>2031-05-04T12:00:00Z</versionCreated>" in raw
    assert back(replace(MINIMAL, version_created=brasilia)).version_created == NOON.astimezone(UTC)


def test_package_alone_is_read_as_its_list() -> None:
    (one,) = read(package(Member(RICH.guid, 3, "Ferry returns", RICH.uri)))
    assert (one.item.headline, one.item.version) == ("The long wait", 12)
    assert one.item.related == (Link("Ferry returns", RICH.guid, "member"),)
    assert one.doubts == ("it is no text but 'composite': its words and addresses were read",)
