"""What we write is valid against IPTC's own ninjs 3.1 schema; IPTC's own files can be read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ninjs_schema import ABSENT, NINJS, ROOT, SUITE, validator

from dateline.formats.item import (
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
)
from dateline.formats.ninjs import NotNinjs, dump, load

GOLDEN = sorted((ROOT / "tests" / "formats" / "cases" / "ninjs").glob("*.json"))

pytestmark = pytest.mark.skipif(not NINJS.is_dir(), reason=ABSENT)


def files(*patterns: str) -> list[Any]:
    found = sorted(path for pattern in patterns for path in NINJS.glob(pattern))
    return [pytest.param(path, id=str(path.relative_to(NINJS))) for path in found]


@pytest.fixture(scope="module")
def ninjs() -> Iterator[Draft202012Validator]:
    yield validator("ninjs-schema_3.1.json")


text = st.text(max_size=20)
zoned = st.datetimes(datetime(1800, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC))
maybe = st.none() | zoned
addresses = text | text.map("https://news.example/{}".format) | st.just("urn:x:1")
links = st.lists(st.builds(Link, text, addresses, text), max_size=3).map(tuple)
items = st.builds(
    NewsItem,
    guid=st.uuids().map(lambda value: value.urn),
    uri=text.map("https://news.example/é/{}".format).filter(lambda uri: not set("%#") & set(uri)),
    version_created=zoned,
    first_created=maybe,
    published=maybe,
    urgency=st.none() | st.integers(1, 9),
    located=st.none() | st.builds(Place, text, addresses),
    credit=text,
    bylines=st.lists(text, max_size=2).map(tuple),
    section=text,
    dossiers=links,
    subjects=st.lists(st.builds(Subject, name=text, uri=addresses), max_size=4).map(tuple),
    related=links,
    short_url=text,
    rights=text,
    genre=text,
    signal=text,
    notices=st.lists(st.builds(Notice, at=zoned, wrong=text, right=text), max_size=2).map(tuple),
    expires=maybe,
    embargoed=maybe,
    pictures=st.lists(st.builds(
        Picture, text, text, text, rel=text,
        renditions=st.lists(
            st.builds(Rendition, addresses, text, st.integers(0, 9), st.integers(0, 9)), max_size=2
        ).map(tuple),
    ), max_size=2).map(tuple),
)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_files_are_valid(ninjs: Draft202012Validator, path: Path) -> None:
    ninjs.validate(json.loads(path.read_bytes()))


def test_there_is_a_rich_a_minimal_and_a_killed_golden_file() -> None:
    assert {path.stem for path in GOLDEN} >= {"rich", "minimal", "killed"}


@settings(max_examples=40, deadline=None)
@given(item=items)
def test_any_item_is_written_valid(ninjs: Draft202012Validator, item: NewsItem) -> None:
    ninjs.validate(json.loads(dump(item)))


@pytest.mark.parametrize(
    "change",
    [
        {"uri": "no address"},
        {"uri": "/relative"},
        {"versionCreated": "2031-05-04T12:00:00"},
        {"versionCreated": "2031-02-30T12:00:00Z"},
        {"urgency": 10},
        {"colour": "red"},
        {"associations": [{"uri": "urn:x:1"}]},
    ],
)
def test_validator_sees_faults(ninjs: Draft202012Validator, change: dict[str, object]) -> None:
    assert not ninjs.is_valid({"uri": "urn:x:1", **change})


@pytest.mark.parametrize("version", ["3.0", "3.1"])
@pytest.mark.parametrize("verdict", ["should_pass", "should_fail"])
def test_validator_agrees_with_iptcs_suite(version: str, verdict: str) -> None:
    judge = validator(f"ninjs-schema_{version}.json")
    found = sorted((SUITE / version / verdict).glob("*.json"))
    judged = {path.name: judge.is_valid(json.loads(path.read_bytes())) for path in found}
    assert judged
    assert judged == dict.fromkeys(judged, verdict == "should_pass")


@pytest.mark.parametrize(
    "path", files("validation/test_suite/3.*/should_pass/*.json", "examples/3.0/*.json")
)
def test_valid_files_of_iptc_are_read_unless_not_text(
    ninjs: Draft202012Validator, path: Path
) -> None:
    document = json.loads(path.read_bytes())
    if document.get("type", "text") == "text":
        item = load(path.read_bytes())
        assert item.uri == document["uri"]
        assert item.headline == next((h["value"] for h in document.get("headlines", [])), "")
        ninjs.validate(json.loads(dump(item)))
    else:
        with pytest.raises(NotNinjs, match="only text"):
            load(path.read_bytes())


@pytest.mark.parametrize("version", [path.name for path in sorted(SUITE.glob("[123].*"))])
def test_no_file_of_any_suite_breaks_the_reader(version: str) -> None:
    outcomes: list[type] = []
    for path in sorted((SUITE / version).glob("*/*.json")):
        try:
            outcomes.append(type(load(path.read_bytes())))
        except NotNinjs as refused:
            outcomes.append(type(refused))
    assert outcomes
    assert set(outcomes) <= {NewsItem, NotNinjs}
