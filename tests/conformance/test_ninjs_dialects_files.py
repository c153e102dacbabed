"""Real ninjs dialects and IPTC's own files of every version: what is read, and what is refused."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from ninjs_schema import ABSENT, NINJS, SUITE, validator

from dateline.formats.item import Place, Unreadable
from dateline.formats.ninjs import dump
from dateline.formats.ninjs_dialects import read

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "wire-superdesk-core"
SAMPLES = SOURCE / "tests" / "io" / "fixtures"
PRODUCED = SOURCE / "prod_api" / "tests" / "fixtures"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not in shared/")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


FILES: dict[str, dict[str, Any]] = {
    "ap_media_text_feed.json": {
        "guid": "5ee9b4b40ea5fe9c9ca60f890fb2e1d9", "headline": "BC-BBN--Top Ten", "credit": "AP",
        "doubt": "its text is not in the file, but at “https://a.b.c/media/v/content/5ee9b4b4",
    },
    "ap_media_text_item.json": {
        "guid": "5ee9b4b40ea5fe9c9ca60f890fb2e1d9", "language": "en", "urgency": 4,
        "version_created": at("2019-07-03T04:05:12+00:00"), "title": "BBN--Top Ten",
        "doubt": "the version is no number from 1 on: “0”; taken as 1",
    },
    "bbc-ninjs-comp-test.json": {
        "guid": "https://example.com/56789", "body_html": "<p>abcd</p>", "bylines": ("Jane Doe",),
        "pictures": lambda said: said[0].renditions[0].media_type == "image/png",
        "doubt": "its type “story” is none of ninjs; read as text",
    },
    "bbc-ninjs-text-test.json": {
        "guid": "https://www.example.com//12345", "standfirst": "LDRS WALES v.1",
        "body_html": "<p><strong>body</strong></p>", "doubt": "names no time zone; read as UTC",
    },
    "ninjs1.json": {
        "version": 2, "language": "fr", "located": Place("Milton Keynes"), "credit": "AAP",
        "version_created": at("2017-08-24T04:38:34+00:00"), "section": "Advisory",
        "rights": "Copyright Usage", "doubt": "note to editors: “ed note”",
    },
    "ninjs2.json": {
        "guid": "tag:localhost:2017:7ca07622-3b19-4d61-8daf-18500412d46b", "version": 4,
        "headline": "Oil prices edge up on first drop in US drilling in months",
        "bylines": ("Henning Gloystein",), "located": Place("Singapore"), "urgency": 3,
        "pictures": lambda said: said[0].rel == "featured" and len(said[0].renditions) == 6,
        "doubt": "no language is stated",
    },
    "ninjs4.json": {
        "language": "de", "headline": "China behauptet, einen Polizeihund geklont zu haben",
        "body_html": lambda said: "<strong>China</strong>" in said and "<script" not in said,
        "pictures": lambda said: [one.rel for one in said[:2]] == ["featured", "illustration"],
    },
    "ninjs5.json": {
        "slugline": "TEST GLOBAL-OIL", "version": 4, "credit": "Reuters",
        "body_text": lambda said: said.startswith("Oil prices edged up on Monday, supported by"),
    },
    "ninjsExMediumText1.json": {
        "guid": "http://ninjs.example.com/newsitems/20130709med123",
        "located": Place("Grossetto, Italy"), "doubt": "no version is stated; taken as 1",
        "body_text": lambda said: said.startswith("GROSSETO, Italy (AP) -- The trial"),
    },
    "ninjsExSimpleText1.json": {
        "headline": "Captain of wrecked cruise ship on trial in Italy",
        "bylines": ("Paulo Santalucia and Frances d'Emilio",), "doubt": "no language is stated",
    },
    "ninjs_embargoed.json": {
        "guid": "fd8e441b-a698-4411-9246-7d5de21cced9", "version": 11, "pubstatus": "withheld",
        "embargoed": at("2022-06-29T02:30:00+00:00"), "genre": "Feature",
        "doubt": "it is called usable, but its embargo is yet to end; taken as withheld",
    },
}
REFUSED = {
    "ap_media_feed.json": "of the type “picture”",
    "ap_media_item.json": "of the type “picture”",
    "ap_media_picture.json": "of the type “picture”",
    "ninjs3.json": "of the type “picture”",
    "ninjs4_mock.json": "holds no news item",
    "ninjs6.json": "of the type “picture”",
    "upload_from_url_mock.json": "holds no news item",
}
NOT_NEWS = {
    "assignments.json": "holds no news item", "contacts.json": "holds no news item",
    "desks.json": "holds no news item", "events.json": "of the type “event”",
    "events_files.json": "holds no news item", "events_history.json": "holds no news item",
    "planning.json": "of the type “planning”", "users.json": "holds no news item",
}


def test_the_tables_name_every_json_file() -> None:
    assert {path.name for path in SAMPLES.glob("*.json")} == {*FILES, *REFUSED}
    assert {path.name for path in PRODUCED.iterdir()} == {*NOT_NEWS, "archive.json"}


@pytest.mark.parametrize("name", FILES)
def test_file_of_an_agency_is_read(name: str) -> None:
    (received,) = read((SAMPLES / name).read_bytes())
    expected = FILES[name]
    assert expected.get("doubt", "") in "\n".join(received.doubts)
    for field in expected.keys() - {"doubt"}:
        said, value = getattr(received.item, field), expected[field]
        assert value(said) if callable(value) else said == value, (field, said)


@pytest.mark.parametrize("name", REFUSED)
def test_file_without_a_text_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=REFUSED[name]):
        read((SAMPLES / name).read_bytes())


@pytest.mark.parametrize("name", NOT_NEWS)
def test_file_that_is_no_news_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=NOT_NEWS[name]):
        read((PRODUCED / name).read_bytes())


def test_items_of_an_archive_are_read() -> None:
    found = read((PRODUCED / "archive.json").read_bytes())
    assert len(found) == 7
    assert found[0].item.headline == "Dev one"
    assert found[0].item.guid.endswith("1a9710cf-58ed-4fe8-a16d-5178db7bcdb4")
    assert "note to editors: “some notes”" in found[0].doubts


@pytest.mark.skipif(not NINJS.is_dir(), reason=ABSENT)
def test_iptcs_files_of_every_version_are_read_and_can_be_written_again() -> None:
    """Those of its suites that state no news at all (one property each) are refused."""
    judge, outcomes = validator("ninjs-schema_3.1.json"), Counter[str]()
    paths = [*SUITE.glob("*/*/*.json"), *NINJS.glob("examples/*/*.json")]
    for path in sorted(paths):
        try:
            received = read(path.read_bytes())
        except Unreadable as refused:
            assert "\n" not in str(refused)
            outcomes[str(refused)[:16]] += 1
            continue
        for one in received:
            outcomes["read"] += 1
            ours = replace(one.item, guid="urn:uuid:0d3a9c52-6f0e-4d0b-9a51-2f8f4b6f7a10",
                           uri="https://news.example/1")
            judge.validate(json.loads(dump(ours)))
    assert set(outcomes) - {"read"} == {"its items are of", "this JSON holds ", "this is not JSON"}
    assert outcomes["read"] > 60


@pytest.mark.skipif(not NINJS.is_dir(), reason=ABSENT)
@pytest.mark.parametrize(
    ("name", "headline", "language"),
    [
        ("1.4/ninjsExMediumText1.json", "Captain of wrecked cruise ship on trial in Italy", "en"),
        ("2.1/dpa_text.json", "Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?",
         "de"),
        ("2.1/tt_text_image_2.json", "Militärövning i jätteformat hålls 2023", "sv"),
        ("3.0/tt_text_image_3.json", "Militärövning i jätteformat hålls 2023", "sv"),
    ],
)
def test_iptcs_example_is_read_with_its_text(name: str, headline: str, language: str) -> None:
    (received,) = read((NINJS / "examples" / name).read_bytes())
    assert (received.item.headline, received.item.language) == (headline, language)
    assert len(received.item.body_html) > 500
