"""ninjs 3.1: golden files, the round trip, what is refused and what is read leniently."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.item import (
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
)
from dateline.formats.ninjs import KINDS, NotNinjs, dump, load

CASES = Path(__file__).parent / "cases" / "ninjs"
NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)

MINIMAL = NewsItem(
    guid="urn:uuid:0d3a9c52-6f0e-4d0b-9a51-2f8f4b6f7a10",
    uri="https://news.example/harbour/ferry-returns~K7Q2M",
    version=1,
    headline="Ferry returns to Saltmarsh",
    standfirst="",
    body_text="The ferry is back.",
    body_html="",
    language="en",
    pubstatus="usable",
    version_created=NOON,
    first_created=None,
    published=None,
)
RICH = replace(
    MINIMAL,
    version=3,
    standfirst="After eleven years the island has its boat again, says the harbour master.",
    body_text="The ferry is back.\n\n“We waited […] long enough,” said Ana Brandão.",
    body_html="<p>The ferry is back.</p><p>“We waited […] long enough,” said Ana Brandão.</p>",
    language="en-GB",
    first_created=NOON - timedelta(hours=3),
    published=NOON - timedelta(hours=2, microseconds=1),
    title="Saltmarsh ferry",
    slugline="FERRY-SALTMARSH",
    urgency=4,
    located=Place("SALTMARSH", "https://news.example/place/saltmarsh"),
    credit="Dateline",
    bylines=("Ana Brandão", "Piet Oom, junior"),
    section="Harbour",
    dossiers=(
        Link("The long wait", "https://news.example/dossier/the-long-wait"),
        Link("Boats", "https://news.example/dossier/boats", "partOf"),
    ),
    subjects=(
        Subject("sea transport", "subject", "https://news.example/tag/sea-transport"),
        Subject("Saltmarsh Line", "organisation"),
        Subject("Ana Brandão", "person", "https://news.example/tag/ana-brandao"),
        Subject("Saltmarsh", "place"),
        Subject("Regatta", "event", "https://news.example/tag/regatta"),
    ),
    related=(Link("Ferry sold for scrap"), Link("Pier rebuilt", "https://news.example/~M22Q9")),
    short_url="https://news.example/~K7Q2M",
    rights="© Dateline",
    genre="Current",
    signal="correction",
    notices=(
        Notice("update", "Adds the harbour master.", NOON - timedelta(hours=1)),
        Notice("correction", "Corrects the number of years.", NOON, "ten years", "eleven years"),
    ),
    expires=NOON + timedelta(days=365),
    embargoed=NOON - timedelta(hours=2),
    pictures=(
        Picture(
            "The ferry at the pier.", "A white ferry with one funnel", "Ana Brandão / Dateline",
            (
                Rendition("https://news.example/pictures/ab-320x213.webp", "image/webp", 320, 213),
                Rendition("https://news.example/pictures/cd-1280x853.jpg", "image/jpeg", 1280, 853),
            ),
            "featured",
        ),
        Picture(alt="A timetable"),
    ),
)
KILLED = replace(
    RICH,
    version=4,
    pubstatus="canceled",
    signal="kill",
    version_created=NOON + timedelta(hours=1),
    notices=(*RICH.notices, Notice("kill", "This story is withdrawn for legal reasons.", NOON)),
)
GOLDEN = {"minimal": MINIMAL, "rich": RICH, "killed": KILLED}

names = st.text(min_size=1, max_size=12)
texts = st.text(max_size=40)
moments = st.datetimes(
    datetime(1900, 1, 1),
    datetime(2200, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3)), timezone(timedelta(hours=5.5))]),
)
uris = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9~_-]{0,12}", fullmatch=True)
some_uris = st.just("") | uris
links = st.lists(st.builds(Link, names, some_uris, texts), max_size=3).map(tuple)
tags = st.builds(Subject, names, st.sampled_from(list(KINDS)), some_uris)
items = st.builds(
    NewsItem,
    guid=st.uuids().map(lambda value: value.urn),
    uri=uris,
    version=st.integers(1, 999_999),
    pubstatus=st.sampled_from(["usable", "withheld"]),
    version_created=moments,
    first_created=st.none() | moments,
    published=st.none() | moments,
    title=texts,
    slugline=texts,
    urgency=st.none() | st.integers(1, 9),
    located=st.none() | st.builds(Place, names, some_uris),
    credit=texts,
    bylines=st.lists(names, max_size=3).map(tuple),
    section=texts,
    dossiers=links,
    subjects=st.lists(tags, max_size=5).map(
        lambda found: tuple(sorted(found, key=lambda subject: list(KINDS).index(subject.kind)))
    ),
    related=links,
    short_url=some_uris,
    rights=texts,
    genre=texts,
    signal=st.sampled_from(["", "correction", "update", "kill"]),
    notices=st.lists(st.builds(Notice, at=moments, wrong=texts, right=texts), max_size=2).map(
        tuple
    ),
    expires=st.none() | moments,
    embargoed=st.none() | moments,
    pictures=st.lists(st.builds(
        Picture, texts, texts, texts, rel=texts,
        renditions=st.lists(st.builds(
            Rendition, uris, texts, st.integers(1, 9999), st.integers(1, 9999)
        ), max_size=2).map(tuple),
    ), max_size=2).map(tuple),
)


def read(**document: object) -> NewsItem:
    return load(json.dumps({"uri": "https://wire.example/1", **document}).encode())


@pytest.mark.parametrize("name", GOLDEN)
def test_item_is_written_as_its_golden_file(name: str) -> None:
    assert dump(GOLDEN[name]) == (CASES / f"{name}.json").read_bytes()


@pytest.mark.parametrize("item", [MINIMAL, RICH])
def test_live_item_comes_back_whole(item: NewsItem) -> None:
    assert load(dump(item)) == item


@settings(max_examples=50, deadline=None)
@given(items)
def test_any_live_item_comes_back_whole(item: NewsItem) -> None:
    assert load(dump(item)) == item


def test_killed_item_says_only_that_it_was_killed() -> None:
    document = json.loads(dump(KILLED))
    assert set(document) == {
        *("standard", "uri", "type", "version", "versionCreated", "pubStatus"),
        *("descriptions", "altIds", "edNote", "associations"),
    }
    assert document["edNote"] == "This story is withdrawn for legal reasons."
    for secret in ("ferry is back", "Brandão", "eleven years", "SALTMARSH", "~M22Q9"):
        assert secret.encode() not in dump(KILLED)
    back = load(dump(KILLED))
    assert (back.uri, back.guid, back.version) == (KILLED.uri, KILLED.guid, 4)
    assert (back.pubstatus, back.signal, back.headline) == ("canceled", "kill", "")
    assert back.version_created == KILLED.version_created
    assert back.notices == KILLED.notices[-1:]


def test_subjects_come_back_grouped_by_kind() -> None:
    mixed = replace(RICH, subjects=RICH.subjects[::-1])
    assert load(dump(mixed)).subjects == RICH.subjects


def test_times_are_written_in_utc() -> None:
    brasilia = datetime(2031, 5, 4, 9, 0, tzinfo=timezone(timedelta(hours=-3)))
    item = replace(MINIMAL, version_created=brasilia)
    assert json.loads(dump(item))["versionCreated"] == "2031-05-04T12:00:00Z"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://news.example/política/a b", "https://news.example/pol%C3%ADtica/a%20b"),
        ("https://news.example/?a[]=1", "https://news.example/?a%5B%5D=1"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_address_is_written_as_a_uri(address: str, written: str) -> None:
    assert json.loads(dump(replace(MINIMAL, uri=address)))["uri"] == written


def test_relative_address_is_left_out_and_its_title_kept() -> None:
    item = replace(
        MINIMAL, related=(Link("Pier", "/pier"),), subjects=(Subject("Sea", "subject", "sea"),)
    )
    back = load(dump(item))
    assert back.related == (Link("Pier"),)
    assert back.subjects == (Subject("Sea", "subject"),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"guid": "0d3a9c52"}, "guid"),
        ({"uri": "/ferry"}, "uri"),
        ({"urgency": 0}, "urgency"),
        ({"version_created": datetime(2031, 5, 4)}, "zone"),
    ],
)
def test_what_ninjs_forbids_is_not_written(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        dump(replace(MINIMAL, **change))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"uri": ' + b"9" * 5_000 + b"}", "not JSON"),
        (b'["urn:x"]', "not a ninjs item"),
        (b'{"headlines": []}', "not a ninjs item"),
        (b'{"uri": 5}', "not a ninjs item"),
        (b'{"uri": "urn:x", "type": "picture"}', "'picture'"),
        (b'{"uri": "urn:x", "type": ["text"]}', "only text"),
        (b'{"uri": "urn:x", "pubStatus": "cancelled"}', "pubStatus"),
        (b'{"uri": "urn:x", "headline": "Old"}', "ninjs 1 or 2"),
        (b'{"uri": "urn:x", "body_nitf": "Old"}', "'body_nitf'"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_plain_line(data: bytes, said: str) -> None:
    with pytest.raises(NotNinjs, match=said) as refused:
        load(data)
    assert "\n" not in refused.value.reason


def test_uri_alone_is_read_with_defaults() -> None:
    item = read()
    assert (item.version, item.pubstatus, item.headline) == (1, "usable", "")
    assert item.version_created == datetime(1970, 1, 1, tzinfo=UTC)
    assert item.guid == "urn:uuid:5867936e-7acf-5274-a797-9926751ee588"
    assert item.guid == read(version="2").guid
    assert read(uri=MINIMAL.guid).guid == MINIMAL.guid


@pytest.mark.parametrize(
    ("document", "field", "value"),
    [
        ({"by": "Ana and Piet"}, "bylines", ("Ana and Piet",)),
        ({"copyrightHolder": "Wire"}, "credit", "Wire"),
        ({"usageTerms": "No resale"}, "rights", "No resale"),
        ({"headlines": [7, {"role": "sub", "value": "Low"}]}, "headline", "Low"),
        ({"bodies": [{"value": "Plain."}]}, "body_text", "Plain."),
        ({"bodies": [{"role": "xhtml", "value": "<p>Hi</p>"}]}, "body_html", "<p>Hi</p>"),
        ({"urgency": 5.0}, "urgency", 5),
        ({"urgency": 12}, "urgency", None),
        ({"version": "two"}, "version", 1),
        ({"expires": "tomorrow"}, "expires", None),
        ({"expires": "2031-05-04T12:00:00"}, "expires", NOON),
        ({"title": "half \ud83d"}, "title", "half ?"),
        ({"subjects": "sea"}, "subjects", ()),
        ({"people": [{"literal": "Ana"}, {}]}, "subjects", (Subject("Ana", "person"),)),
        ({"associations": [{"name": "P", "uri": "urn:p", "type": "picture"}]}, "related", ()),
        (
            {"associations": [{
                "type": "picture", "by": "Ana", "rel": "photo",
                "descriptions": [{"value": "Sea."}],
                "renditions": [{"href": "urn:f", "width": "9", "height": -1}, {"width": 5}, 7],
            }]},
            "pictures",
            (Picture("Sea.", "", "Ana", (Rendition("urn:f", "", 0, 0),), "photo"),),
        ),
        ({"unknown": {"deep": [1]}}, "notices", ()),
    ],
)
def test_other_agencies_items_are_read_leniently(
    document: dict[str, object], field: str, value: object
) -> None:
    assert getattr(read(**document), field) == value


def test_note_of_a_foreign_kill_becomes_its_notice() -> None:
    item = read(pubStatus="canceled", edNote="Kill this.", versionCreated="2031-05-04T12:00:00Z")
    assert item.notices == (Notice("kill", "Kill this.", NOON),)
