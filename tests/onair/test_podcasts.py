"""Podcast feeds: as the standards want them, exact, and true about what is on air."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from dateline.delivery.public import fresh
from dateline.formats import podcast
from dateline.formats.podcast import Episode, LiveItem, Show, Sound
from dateline.lib import clock
from dateline.onair.models import Episode as EpisodeRow
from dateline.onair.recording import publishing
from feedrules import check_rss
from onair_taping import later, programme, station
from staffing import member

GOLDEN = Path(__file__).parent / "podcast.xml"
FEED = "/programmes/tide-tables/podcast.xml"
ITUNES, PODCAST = f"{{{podcast.ITUNES}}}", f"{{{podcast.PODCAST}}}"
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def shown() -> Show:
    sound = Sound("https://example.org/listen/e/abc.mp3", 1_234_567, "audio/mpeg")
    return Show(
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810", title="Čaj – 日本 & “tea”",
        address="https://example.org/programmes/caj/podcast.xml",
        home="https://example.org/programmes/caj/", description="Tea </b> by the sea",
        language="en-GB", author="Harbour Radio", updated=AT, category="News",
        image="https://example.org/listen/c/abc.jpg",
        episodes=(
            Episode("urn:uuid:0b8a4a4e-5f5e-4c77-9d5f-000000000001", "One", sound=sound,
                    address="https://example.org/programmes/caj/one/", published=AT, updated=AT,
                    seconds=3723.4, notes='<p>See <a href="https://example.org/">this</a>.</p>',
                    summary="See this <now> & then."),
            Episode("urn:uuid:0b8a4a4e-5f5e-4c77-9d5f-000000000002", "שלום", sound=sound,
                    address="https://example.org/programmes/caj/two/",
                    published=AT - timedelta(days=1), updated=AT, seconds=59.6, explicit=True,
                    image="https://example.org/listen/c/def.png"),
        ),
        live=(LiveItem("urn:uuid:0b8a4a4e-5f5e-4c77-9d5f-000000000003", "Čaj", "live", AT,
                       AT + timedelta(hours=1), "https://example.org/listen/",
                       Sound("https://radio.example.org:8010/live.mp3", 0, "audio/mpeg")),),
    )


def test_a_feed_is_as_it_was():
    assert podcast.dump(shown()) == GOLDEN.read_bytes()


def test_a_feed_breaks_no_rule_and_is_understood():
    document = podcast.dump(shown())
    root = check_rss(document, shown().address)
    (channel,) = root
    first, second = channel.findall("item")
    assert first.find("enclosure").attrib == {
        "url": "https://example.org/listen/e/abc.mp3", "length": "1234567", "type": "audio/mpeg"}
    assert [each.findtext(f"{ITUNES}duration") for each in (first, second)] == ["3723", "60"]
    assert [each.findtext(f"{ITUNES}explicit") for each in (channel, first, second)] == [
        "false", "false", "true"]
    assert channel.find(f"{ITUNES}category").get("text") == "News"
    assert channel.findtext(f"{PODCAST}guid") == shown().guid
    live = channel.find(f"{PODCAST}liveItem")
    assert dict(live.attrib) == {
        "status": "live", "start": "2026-03-02T12:00:00Z", "end": "2026-03-02T13:00:00Z"}
    assert live.find("enclosure").get("length") == "0" and live.find("guid") is not None
    read = feedparser.parse(document)
    assert not read.bozo and read.feed.title == "Čaj – 日本 & “tea”"
    assert [entry.title for entry in read.entries[:2]] == ["One", "שלום"]
    assert read.entries[0].enclosures[0].length == "1234567"


@pytest.mark.parametrize("change", [
    {"address": "/podcast.xml"}, {"image": "cover.jpg"},
    {"episodes": shown().episodes[:1] * 2},
    {"live": (LiveItem("urn:uuid:1", "x", "soon", AT, AT, "https://example.org/",
                       Sound("https://example.org/", 0, "audio/mpeg")),)}])
def test_what_the_formats_forbid_is_refused(change):
    with pytest.raises(ValueError):
        podcast.dump(Show(**vars(shown()) | change))


def test_it_is_true_about_what_is_on_air(house, reader, noon):
    station()
    show, _slot = programme(noon, 3600)
    programme(later(noon, 7200), 3600, slug="other")

    def status(at):
        with clock.at(at):
            root = etree.fromstring(reader.get(FEED).body)
            assert reader.get(FEED).body == fresh(FEED).body
        return [each.get("status") for each in root.iter(f"{PODCAST}liveItem")]

    hour = timedelta(hours=1)
    assert status(noon - timedelta(days=9)) == []
    assert status(noon - timedelta(seconds=1)) == ["pending"]
    assert status(noon) == ["live"] and status(noon + hour - timedelta(seconds=1)) == ["live"]
    assert status(noon + hour) == ["ended"] and status(noon + 2 * hour) == []
    assert reader.get("/programmes/none/podcast.xml").status == 404
    assert str(show.guid) in reader.get(FEED).text


def test_a_feed_follows_every_act(house, reader, noon):
    """Episodes without files: a feed says only where these are."""
    station()
    show, _slot = programme(noon)
    editor = member("editor")
    row = EpisodeRow.objects.create(
        programme=show, slug="one", title="One", notes="First.\n\nhttps://example.org/",
        made_at=noon, state="published", published_at=noon, changed_at=noon, digest="a" * 64,
        kind="audio/mpeg", size=5, seconds=9.0)
    with clock.at(noon):
        before = reader.get(FEED)
        check_rss(before.body, f"http://localhost:8000{FEED}")
        assert before.headers["Content-Type"].startswith("application/rss+xml")
        assert reader.get(FEED, if_none_match=before.headers["ETag"]).status == 304
        assert f"/listen/e/{'a' * 64}.mp3" in before.text and str(row.guid) in before.text
        page = reader.get("/programmes/tide-tables/").text
        assert "Podcast feed" in page and '/programmes/tide-tables/one/"' in page
        publishing.withdraw(row.pk, by=editor, at=later(noon, 60))
        after = reader.get(FEED)
        assert "<item>" not in after.text and after.headers["ETag"] != before.headers["ETag"]
        page = reader.get("/programmes/tide-tables/")
        assert page.status == 200 and "Podcast feed" not in page.text
