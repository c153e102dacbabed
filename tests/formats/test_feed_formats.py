"""RSS, Atom and JSON Feed: golden files, and always well-formed and within the rules.

Draw the golden files anew with `DRAW_CASES=1`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.formats import atom, jsonfeed, rss
from dateline.formats.feed import Entry, Feed, Image
from feedrules import ATOM, CONTENT, check_atom, check_json, check_rss

CASES = Path(__file__).parent / "cases" / "feeds"
NOON = datetime(2031, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)
BASE = "https://news.example"
FORMATS = {"rss": (rss, check_rss, "xml"), "atom": (atom, check_atom, "xml"),
           "feed": (jsonfeed, check_json, "json")}
PLAIN = Entry(
    id="urn:uuid:0d3a9c52-6f0e-4d0b-9a51-2f8f4b6f7a10",
    address=f"{BASE}/harbour/ferry-returns~K7Q2M", title="Ferry returns to Saltmarsh", updated=NOON,
)
FULL = Entry(
    id="urn:uuid:5b1c8f64-93de-4a0f-8a3e-6d1f0f9f2c33",
    address=f"{BASE}/harbour/%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9~M22Q9",
    title="العبّارة «تعود» <اليوم> & غدًا",
    updated=NOON + timedelta(days=1, microseconds=1),
    published=datetime(2031, 5, 3, 1, 2, 3, tzinfo=timezone(timedelta(hours=3))),
    summary="بعد أحد عشر عامًا.",
    content='<div dir="rtl"><p>قال: ]]&gt; &amp; <a href="https://news.example/x">هنا</a></p></div>',
    language="ar",
    authors=("Ana Brandão", "Piet Oom, junior"),
    categories=("Harbour", "sea transport"),
    image=Image(f"{BASE}/pictures/a-1600x900.jpg", "image/jpeg", 1600, 900, "The ferry.",
                "Ana Brandão / Dateline"),
    rights="© Dateline",
)
FEEDS = {
    "newest": Feed(
        id="urn:uuid:7a1ad9d2-9c8b-5a53-8d4f-2f3a3f6e7b10", address=f"{BASE}/harbour/FEED",
        home=f"{BASE}/harbour/", title="The Post — Harbour", updated=NOON + timedelta(days=1),
        author="Post Agency", language="en-GB", subtitle="All that floats & more",
        current=f"{BASE}/harbour/FEED", older=f"{BASE}/harbour/older", hub=f"{BASE}/hub",
        entries=(FULL, PLAIN),
    ),
    "archive": Feed(
        id="urn:uuid:7a1ad9d2-9c8b-5a53-8d4f-2f3a3f6e7b10", address=f"{BASE}/harbour/archive",
        home=f"{BASE}/harbour/", title="The Post — Harbour", updated=NOON, author="Post Agency",
        language="en-GB", current=f"{BASE}/harbour/FEED", older=f"{BASE}/harbour/older",
        newer=f"{BASE}/harbour/newer", archive=True, entries=(PLAIN,),
    ),
    "empty": Feed(
        id="urn:uuid:7a1ad9d2-9c8b-5a53-8d4f-2f3a3f6e7b10", address=f"{BASE}/FEED",
        home=f"{BASE}/", title="The Post", updated=NOON, author="Post Agency", language="en",
        current=f"{BASE}/FEED",
    ),
}


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("form", FORMATS)
def test_the_golden_files(form, name):
    codec, check, ending = FORMATS[form]
    path = CASES / f"{name}-{form}.{ending}"
    written = codec.dump(FEEDS[name])
    if os.environ.get("DRAW_CASES"):
        path.write_bytes(written)
    assert written == path.read_bytes()
    check(written, FEEDS[name].address)


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
said = anything.filter(lambda text: any(sign.isalnum() for sign in text))
moments = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.sampled_from(
    [UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))]))
recent = st.datetimes(datetime(1990, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
languages = st.sampled_from(["en", "fr", "ar", "zh-Hant", "pt-BR", "sr-Latn-RS", "", "en_US",
                             "i-klingon", "x-ours"])
images = st.none() | st.builds(Image, st.just(f"{BASE}/pictures/a.webp"), st.just("image/webp"),
                               st.integers(0, 9999), st.integers(0, 9999), anything, anything)
entries = st.builds(
    Entry, id=st.uuids().map(lambda uuid: uuid.urn), address=st.just(f"{BASE}/x~abc"),
    title=anything, updated=recent, published=st.none() | moments, summary=anything,
    content=anything.map(escape), language=languages,
    authors=st.lists(said, max_size=3).map(tuple), categories=st.lists(said, max_size=3).map(tuple),
    image=images, rights=anything,
)
feeds = st.builds(
    replace, st.sampled_from(list(FEEDS.values())), title=said, subtitle=anything, author=said,
    updated=recent, language=st.sampled_from(["en", "pt-BR", "zh-Hant"]),
    entries=st.lists(entries, max_size=4, unique_by=lambda entry: entry.id).map(tuple),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(feeds)
def test_whatever_it_says_a_feed_keeps_the_rules(feed):
    for codec, check, _ending in FORMATS.values():
        check(codec.dump(feed), feed.address)


@given(anything)
def test_what_xml_can_carry_comes_back_as_it_was(text):
    entry = replace(PLAIN, title=text, content=escape(text))
    feed = replace(FEEDS["empty"], entries=(entry,))
    kept = "".join(s for s in text if s in "\t\n\r" or (
        s >= " " and not 0xD800 <= ord(s) < 0xE000 and not 0x7f <= ord(s) < 0xa0
        and not 0xfdd0 <= ord(s) < 0xfdf0 and ord(s) & 0xffff < 0xfffe)).replace("\ufffd", "?")
    root = check_atom(atom.dump(feed), feed.address)
    title = root.find(f"{ATOM}entry/{ATOM}title")
    said = unescape(title.text) if title.get("type") else title.text
    assert said == (kept if kept.strip() else "—")
    item = check_rss(rss.dump(feed), feed.address).find("channel/item")
    assert (item.findtext(f"{CONTENT}encoded") or "") == escape(kept)
    assert check_json(jsonfeed.dump(feed), feed.address)["items"][0].get("title", "") == kept


@pytest.mark.parametrize(("change", "word"), [
    ({"address": "/feed"}, "address"), ({"home": ""}, "home"), ({"older": "x y"}, "older"),
    ({"updated": NOON.replace(tzinfo=None)}, "zone"),
    ({"entries": (PLAIN, PLAIN)}, "same id"),
    ({"entries": (replace(PLAIN, id="1"),)}, "id of an entry"),
    ({"entries": (replace(PLAIN, address="/x"),)}, "address of an entry"),
    ({"entries": (replace(PLAIN, published=NOON.replace(tzinfo=None)),)}, "zone"),
    ({"entries": (replace(PLAIN, image=Image("/x.jpg", "image/jpeg")),)}, "image"),
])
@pytest.mark.parametrize("form", FORMATS)
def test_what_the_formats_forbid_is_not_written(form, change, word):
    with pytest.raises(ValueError, match=word):
        FORMATS[form][0].dump(replace(FEEDS["newest"], **change))


def told(**change: object) -> tuple[etree._Element, etree._Element, dict[str, object]]:
    """One entry as Atom, RSS and JSON Feed tell it."""
    feed = replace(FEEDS["empty"], entries=(replace(PLAIN, **change),))
    entry = check_atom(atom.dump(feed), feed.address).find(f"{ATOM}entry")
    item = check_rss(rss.dump(feed), feed.address).find("channel/item")
    return entry, item, check_json(jsonfeed.dump(feed), feed.address)["items"][0]


@pytest.mark.parametrize("year", [1066, 1989, 2999])
def test_a_date_that_validators_doubt_is_in_json_feed_alone(year):
    entry, item, said = told(published=datetime(year, 11, 9, tzinfo=UTC))
    assert entry.find(f"{ATOM}published") is None and item.find("pubDate") is None
    assert said["date_published"] == f"{year}-11-09T00:00:00Z"


def test_a_headline_that_looks_like_markup_is_read_as_it_is_written():
    entry, item, said = told(title="The </b> & the <n>", summary="a < b </p>", rights="</i>")
    title = entry.find(f"{ATOM}title")
    assert (title.get("type"), unescape(title.text)) == ("html", "The </b> & the <n>")
    assert item.findtext("title") == "The ‹/b> & the <n>"
    assert unescape(item.findtext("description")) == "a < b </p>" == said["summary"]
    assert said["title"] == "The </b> & the <n>"


def test_an_entry_without_a_summary_is_described_by_how_it_begins():
    entry, item, said = told(opening="It opened <today>.", content="<p>It opened.</p>")
    assert item.findtext("description") == "It opened &lt;today&gt;."
    assert entry.find(f"{ATOM}summary") is None and "summary" not in said
    assert told(content="", opening="So.")[0].findtext(f"{ATOM}content") == "<p>So.</p>"


def test_signs_that_are_none_are_left_out():
    entry, _, said = told(title="don\x92t\x7f\ufdd0 \ufffd\U0001ffff", categories=("\x85", "sea"))
    assert entry.findtext(f"{ATOM}title") == said["title"] == "dont ?"
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == ["sea"]
