"""NITF: golden files, the round trip, what is refused, and a body that is not ours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ninjs import GOLDEN, KILLED, MINIMAL, NOON, RICH

from dateline.formats.item import Link, NewsItem, Notice, Picture, Place, Rendition, Subject
from dateline.formats.nitf import SUBJECTS, dump, read
from dateline.formats.wirebody import from_paragraphs
from dateline.formats.wiretext import line

CASES = Path(__file__).parent / "cases" / "nitf"
MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/20000170"
BODY = "\n".join([
    "<h2>The wait</h2>",
    '<p>A <strong>white <em>ferry</em></strong> is <a href="https://boat.example/a?b=1&amp;c">'
    "back</a>.<br>So is its crew &amp; captain.</p>",
    "<blockquote><p>“We waited […] long enough.”</p></blockquote>",
    "<p>Ana Brandão, harbour master</p>",
    "<ul><li>One &lt;boat&gt;</li><li>Two</li></ul>",
    "<ol><li>First</li></ol>",
    '<table><caption>Tides</caption><tr><th scope="col">Day</th><th scope="col">Height</th></tr>'
    "<tr><td>Monday</td><td>2 m</td></tr></table>",
])

signs = st.characters(
    codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters='"“«'
)
texts = st.text(signs, max_size=30).map(line)
names = texts.filter(bool)
moments = st.datetimes(datetime(1000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
uris = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9~_-]{0,12}", fullmatch=True)
some_uris = st.just("") | uris
links = st.lists(st.builds(Link, names, some_uris, names), max_size=3).map(tuple)
bodies = st.lists(names, min_size=1, max_size=3).map(from_paragraphs)
subjects = st.lists(st.builds(Subject, names, st.sampled_from(list(SUBJECTS)), some_uris),
                    max_size=5)
files = st.builds(Rendition, uris, st.just("image/webp"), st.integers(1, 9999),
                  st.integers(1, 9999))
pictures = st.builds(Picture, names, texts, texts, st.lists(files, max_size=2).map(tuple),
                     st.just("illustration"))
items = st.builds(
    NewsItem,
    guid=st.uuids().map(lambda value: value.urn),
    uri=uris,
    version=st.integers(1, 999_999),
    headline=names,
    standfirst=texts,
    body_text=st.just(""),
    body_html=st.just(""),
    language=st.sampled_from(["en", "fr-CA", "ar", "x-odd"]),
    pubstatus=st.just("usable"),
    version_created=moments,
    first_created=st.none() | moments,
    published=st.none() | moments,
    title=texts,
    slugline=texts,
    urgency=st.none() | st.integers(1, 9),
    located=st.none() | st.builds(Place, names, some_uris),
    credit=texts,
    bylines=st.lists(names.filter(lambda name: name[:2].lower() != "by"), max_size=3).map(tuple),
    section=texts,
    dossiers=links,
    subjects=subjects.map(
        lambda found: tuple(sorted(found, key=lambda one: list(SUBJECTS).index(one.kind)))
    ),
    related=links,
    short_url=some_uris,
    rights=texts,
    genre=texts,
    signal=st.sampled_from(["", "correction", "update", "kill"]),
    notices=st.lists(
        st.builds(Notice, st.sampled_from(["correction", "update"]), texts, moments, texts, texts),
        max_size=2,
    ).map(tuple),
    expires=st.none() | moments,
    embargoed=st.none(),
    pictures=st.lists(pictures, max_size=2).map(tuple),
)


def back(item: NewsItem) -> NewsItem:
    (received,) = read(dump(item))
    assert received.doubts == ()
    assert received.sent == item.version_created.replace(microsecond=0)
    return received.item


@pytest.mark.parametrize("name", GOLDEN)
def test_item_is_written_as_its_golden_file(name: str) -> None:
    assert dump(GOLDEN[name]) == (CASES / f"{name}.xml").read_bytes()


def test_every_block_is_written_as_its_golden_file() -> None:
    assert dump(replace(MINIMAL, body_html=BODY)) == (CASES / "body.xml").read_bytes()


def test_live_item_comes_back() -> None:
    whole = replace(RICH, published=NOON, body_html=BODY)
    expected = replace(whole, body_text=back(whole).body_text)
    assert back(whole) == expected
    assert "– One <boat>\n– Two\n\n1. First" in expected.body_text


@settings(max_examples=50, deadline=None)
@given(items, bodies)
def test_any_live_item_comes_back(item: NewsItem, body: Any) -> None:
    item = replace(item, body_html=body.html, body_text=body.text)
    title = "" if item.title == item.headline else item.title
    assert back(item) == replace(item, title=title)


def test_killed_item_says_only_that_it_was_killed() -> None:
    written = dump(KILLED)
    assert b'management-status="canceled"' in written
    for secret in ("ferry is back", "Brandão", "eleven years", "SALTMARSH", "~M22Q9", "en-GB"):
        assert secret.encode() not in written
    item = back(KILLED)
    assert (item.uri, item.guid, item.version) == (KILLED.uri, KILLED.guid, 4)
    assert (item.pubstatus, item.signal, item.headline) == ("canceled", "kill", "")
    assert item.version_created == KILLED.version_created
    assert item.notices == KILLED.notices[-1:]
    assert back(replace(KILLED, embargoed=NOON + timedelta(days=9))).embargoed is None


@pytest.mark.parametrize(
    ("embargoed", "status"), [(None, "withheld"), (NOON + timedelta(hours=3), "embargoed")]
)
def test_withheld_item_says_until_when(embargoed: datetime | None, status: str) -> None:
    item = replace(MINIMAL, pubstatus="withheld", embargoed=embargoed)
    assert f'management-status="{status}"'.encode() in dump(item)
    assert (back(item).pubstatus, back(item).embargoed) == ("withheld", embargoed)


def test_picture_of_the_text_stands_in_it() -> None:
    shown = Picture("Pier", "", "", (Rendition("https://n.example/p.jpg", "image/jpeg", 9, 9),))
    html = '<p>Before.</p><figure><img src="https://n.example/p.jpg"></figure><p>After.</p>'
    written = dump(replace(MINIMAL, body_html=html, pictures=(RICH.pictures[0], shown))).decode()
    places = [written.index(word) for word in ("ab-320x213", "Before", "p.jpg", "After")]
    assert places == sorted(places)
    assert back(replace(MINIMAL, body_html=html, pictures=(RICH.pictures[0], shown))).pictures == (
        RICH.pictures[0], shown)


def test_subject_of_iptc_has_its_number() -> None:
    topics = (Subject("harbours", "subject", MEDIA_TOPIC), Subject("boats", "subject"))
    written = dump(replace(MINIMAL, subjects=topics))
    assert b'tobject.subject.refnum="20000170"' in written
    assert b"classifier" in written
    assert back(replace(MINIMAL, subjects=topics)).subjects == topics


def test_title_that_is_the_headline_is_not_repeated() -> None:
    assert back(replace(RICH, title=RICH.headline)).title == ""


def test_body_without_html_is_written_from_the_text() -> None:
    item = back(replace(MINIMAL, body_text="One.\n\nTwo,\nthree."))
    assert item.body_html == "<p>One.</p>\n<p>Two,<br>three.</p>"


@pytest.mark.parametrize("html", ["<div>" * 500 + "deep", "<p>x" * 40_000, "&" * 300_000])
def test_body_that_cannot_be_read_is_written_from_the_text(html: str) -> None:
    assert back(replace(MINIMAL, body_html=html)).body_html == "<p>The ferry is back.</p>"


def test_signs_that_xml_cannot_hold_do_not_cost_the_body() -> None:
    item = replace(MINIMAL, body_html="<p>a\ud800b\x00c\x0bd</p>", headline="e\x00f\ufffeg")
    assert back(item).body_html == "<p>a\ufffdb\ufffdcd</p>"
    assert back(item).headline == "e f g"


def test_body_is_written_clean() -> None:
    html = '<p onclick="x()">Hi<script>evil()</script> <a href="javascript:evil()">there</a></p>'
    written = dump(replace(MINIMAL, body_html=html))
    assert b"<p>Hi there</p>" in written
    assert b"evil" not in written


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"guid": "0d3a9c52"}, "guid"),
        ({"uri": "/ferry"}, "uri"),
        ({"urgency": 0}, "urgency"),
        ({"version": 0}, "version"),
        ({"version_created": datetime(2031, 5, 4)}, "zone"),
        ({"notices": (Notice("update", "", datetime(2031, 5, 4)),)}, "zone"),
    ],
)
def test_what_has_no_place_in_nitf_is_not_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        dump(replace(MINIMAL, **change))
