"""Feeds of others are read entry by entry, leniently, and what was odd is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from agency import rss, rss_item
from dateline.formats import feedreading, jsonfeedreading
from dateline.formats.item import UNDATED, Picture, Rendition, Subject, Unreadable

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title>Le Port</title><rights>(c) Le Port</rights>
<link rel="self" href="https://port.example/atom"/><link rel="hub" href="https://hub.example/"/>
<entry><id>urn:x:1</id><title type="html">Grue &amp;amp; pont</title>
<updated>2026-03-02T11:00:00Z</updated><published>2026-03-02T10:00:00+01:00</published><link href="https://port.example/1"/>
<link rel="related" href="https://port.example/0" title="Hier"/>
<author><name>Ida</name></author><author><name>Tom</name></author>
<category term="http://cv.iptc.org/newscodes/mediatopic/20000002" label="transport"/>
<summary>Une grue tombe.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>La <em>grue</em> tombe.</p></div>
</content>
</entry></feed>"""


def only(raw):
    (received,) = feedreading.read(raw)
    return received


def test_an_rss_item_is_read_with_its_fields():
    more = ("<media:content url='https://harbour.example/a.jpg' medium='image' width='800' "
            "height='600'/><media:credit>Tom</media:credit>"
            "<enclosure url='https://harbour.example/a.mp3' type='audio/mpeg' length='1'/>"
            "<description>In short.</description>")
    received = only(rss(rss_item(more=more)))
    item = received.item
    assert (item.guid, item.uri, item.version) == ("harbour-1", "https://harbour.example/1", 1)
    assert (item.headline, item.standfirst, item.language) == ("Crane falls", "In short.", "en-GB")
    assert item.body_html == "<p>A crane fell.</p>\n<p>Nobody was hurt.</p>"
    assert item.version_created == item.published == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert item.bylines == ("Tom Ray",) and item.subjects == (Subject("Port", "subject"),)
    assert item.pictures == (Picture(credit="Tom", renditions=(
        Rendition("https://harbour.example/a.jpg", "", 800, 600),)),)
    assert received.doubts == (
        "an enclosure was left out: “https://harbour.example/a.mp3” (audio/mpeg)",)


def test_an_atom_entry_is_read_with_its_fields():
    received = only(ATOM)
    item = received.item
    assert (item.guid, item.headline, item.language, item.rights) == (
        "urn:x:1", "Grue & pont", "fr", "(c) Le Port")
    assert item.version_created == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert item.published == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert item.bylines == ("Ida", "Tom") and item.standfirst == "Une grue tombe."
    assert item.body_html == "<p>La <em>grue</em> tombe.</p>"
    assert item.subjects == (
        Subject("transport", "subject", "http://cv.iptc.org/newscodes/mediatopic/20000002"),)
    assert [(link.title, link.uri) for link in item.related] == [
        ("Hier", "https://port.example/0")]
    assert received.doubts == ()
    assert feedreading.links(ATOM) == feedreading.Links(
        "https://hub.example/", "https://port.example/atom")


@pytest.mark.parametrize(("date", "made", "doubt"), [
    ("Mon, 02 Mar 2026 11:00:00", datetime(2026, 3, 2, 11, tzinfo=UTC), "names no time zone"),
    ("yesterday", UNDATED, "is no time"), ("", UNDATED, "no time is stated"),
    ("Mon, 02 Mar 2026 11:00:00 +0200", datetime(2026, 3, 2, 9, tzinfo=UTC), ""),
])
def test_no_time_is_guessed_in_silence(date, made, doubt):
    received = only(rss(rss_item(date=date)))
    assert received.item.version_created == made
    assert doubt in " ".join(received.doubts) and bool(doubt) == bool(received.doubts)


def test_a_feed_that_is_not_well_formed_is_read_with_a_doubt():
    raw = rss(rss_item()).replace(b"</channel></rss>", b"<item><title>Cut")
    found = feedreading.read(raw)
    assert found[0].item.headline == "Crane falls"
    assert "not well-formed" in found[0].doubts[0]


def test_no_file_is_opened_by_a_name(tmp_path):
    """Given bytes, feedparser looks whether they are the name of a file."""
    path = tmp_path / "feed.xml"
    path.write_bytes(ATOM)
    with pytest.raises(Unreadable):
        feedreading.read(str(path).encode())


def test_wanting_parts_are_said():
    received = only(rss("<item><description></description></item>"))
    assert received.doubts == (
        "no time is stated", "it has no identifier: whether it came before cannot be told",
        "no headline is stated", "it has no text")


def test_json_feed_is_read_with_its_fields():
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Port", "language": "en",
        "feed_url": "https://port.example/feed.json", "authors": [{"name": "Port"}],
        "hubs": [{"type": "rssCloud", "url": "x"}, {"type": "WebSub", "url": "https://h.example"}],
        "items": [{
            "id": 7, "url": "https://port.example/7", "title": "Crane", "summary": "Falls.",
            "content_html": "<p>A crane.</p><script>x</script>", "image": "https://port.example/7.jpg",
            "date_published": "2026-03-02T11:00:00Z", "date_modified": "2026-03-02T12:00:00Z",
            "tags": ["port", "port", 3], "language": "de",
        }, {"id": "8", "content_text": "One.\n\nTwo."}, "no item"],
    }
    raw = json.dumps(feed).encode()
    first, second = jsonfeedreading.read(raw)
    assert jsonfeedreading.is_feed(raw)
    assert (first.item.guid, first.item.headline, first.item.standfirst, first.item.language) == (
        "7", "Crane", "Falls.", "de")
    assert first.item.body_html == "<p>A crane.</p>" and first.item.bylines == ("Port",)
    assert first.item.version_created == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert first.item.subjects == (Subject("port", "subject"),)
    assert first.item.pictures[0].rel == "featured" and not first.doubts
    assert second.item.body_text == "One.\n\nTwo." and second.doubts == (
        "no time is stated", "no headline is stated")
    assert jsonfeedreading.links(raw) == ("https://h.example", "https://port.example/feed.json")


@pytest.mark.parametrize("raw", [
    b"{}", b"[]", b"x", b'{"version": "https://jsonfeed.org/version/1"}',
    b'{"version": "https://jsonfeed.org/version/1", "items": {}}', b"[" * 100_000,
])
def test_what_is_no_json_feed_is_refused_in_one_line(raw):
    with pytest.raises(Unreadable) as refused:
        jsonfeedreading.read(raw)
    assert "\n" not in str(refused.value)
