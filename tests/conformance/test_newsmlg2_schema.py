"""What we write is valid against IPTC's own NewsML-G2 2.35 schema; IPTC's own files can be read."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from ninjs_schema import ROOT
from test_ninjs_schema import items, text, zoned

from dateline.formats.item import NewsItem, Unreadable
from dateline.formats.newsmlg2 import dump, read
from dateline.formats.newsmlg2_package import Member, dump_package

STANDARD = ROOT.parent / "shared" / "standards" / "iptc-newsml-g2"
SCHEMA = STANDARD / "specification" / "NewsML-G2_2.35-spec-All-Power.xsd"
GOLDEN = sorted((ROOT / "tests" / "formats" / "cases" / "newsmlg2").glob("*.xml"))
NEEDS_ODRL = (
    "CR00188_rights_expressions.xml", "CR00219_datamining_in_rightsinfo_embeddedrights.xml",
)
"""Their rights are in ODRL, whose schema is not part of NewsML-G2's."""

pytestmark = pytest.mark.skipif(
    not SCHEMA.is_file(), reason="IPTC's NewsML-G2 files are not in shared/"
)
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
UUIDS = st.uuids().map(lambda value: value.urn)
LANGUAGES = st.sampled_from(["", "en", "pt-BR", "ar", "zh-Hans-CN", "x-private", "i-klingon"])
bodies = st.lists(
    text | st.sampled_from([
        "<p>", "</p>", "<b>", "</b>", "<br>", "&amp;", "&#1;", "<table><tr><td>", "</table>", "<a ",
        "href='https://news.example/?a=1&b=2'>", "<script>", "</script>", "<svg><p>", "<!--", "\r",
        "<math>", "<pre>\n", "<p dir='rtl' lang='ar'>", "مرحبا", "<x:y z='", "<ol start=3><li>",
    ]),
    max_size=8,
).map("".join)
any_items = st.builds(
    replace, items, language=LANGUAGES, version=st.integers(1, 10**12), body_html=bodies,
    pubstatus=st.sampled_from(["usable", "withheld", "canceled"]),
)
members = st.lists(st.builds(Member, UUIDS, st.integers(1, 99), text, text), max_size=4)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(SCHEMA))


def found(*patterns: str) -> list[Any]:
    paths = sorted(path for pattern in patterns for path in STANDARD.glob(pattern))
    return [pytest.param(path, id=str(path.relative_to(STANDARD))) for path in paths]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_files_are_valid(schema: etree.XMLSchema, path: Path) -> None:
    schema.assertValid(etree.fromstring(path.read_bytes()))


def test_there_is_a_rich_a_minimal_a_killed_and_a_package_golden_file() -> None:
    assert {path.stem for path in GOLDEN} >= {"rich", "minimal", "killed", "package"}


@settings(max_examples=60, deadline=None)
@given(item=any_items, sender=text)
def test_any_item_is_written_valid(schema: etree.XMLSchema, item: NewsItem, sender: str) -> None:
    raw = dump(item, sender=sender, sent=NOON)
    schema.assertValid(etree.fromstring(raw))
    assert len(read(raw)) == 1


@settings(max_examples=30, deadline=None)
@given(uuid=UUIDS, inside=members, title=text, language=LANGUAGES, at=zoned)
def test_any_package_is_written_valid(
    schema: etree.XMLSchema, uuid: str, inside: list[Member], title: str, language: str,
    at: datetime,
) -> None:
    raw = dump_package(
        inside, guid=uuid, version=3, title=title, uri="https://news.example/d", sender=title,
        version_created=at, language=language, sent=NOON,
    )
    schema.assertValid(etree.fromstring(raw))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'standardversion="2.35" ', b""),
        (b'version="3"', b'version="0"'),
        (b"2031-05-04T12:00:00Z</versionCreated>", b"noon</versionCreated>"),
        (b"<urgency>4<", b"<urgency>10<"),
        (b'xml:lang="en-GB"', b'xml:lang="en_GB"'),
        (b'qcode="ninat:text"', b'qcode="text"'),
        (b"<pubStatus ", b"<colour/><pubStatus "),
        (b"<slugline>", b"<slugline>\n"),
    ],
)
def test_validator_sees_faults(schema: etree.XMLSchema, right: bytes, wrong: bytes) -> None:
    rich = next(path for path in GOLDEN if path.stem == "rich").read_bytes()
    assert right in rich
    assert schema.validate(etree.fromstring(rich))
    assert not schema.validate(etree.fromstring(rich.replace(right, wrong)))


@pytest.mark.parametrize(
    "path", found("tests/unit_test_files/*/should_pass/*.xml", "examples/*.xml")
)
def test_valid_news_of_iptc_is_read_and_what_is_no_news_is_refused(
    schema: etree.XMLSchema, path: Path
) -> None:
    root = etree.fromstring(path.read_bytes())
    kind = etree.QName(root).localname
    if kind not in ("newsItem", "packageItem", "newsMessage"):
        with pytest.raises(Unreadable):
            read(path.read_bytes())
        return
    received = read(path.read_bytes())
    wanted = [root] if kind != "newsMessage" else root.findall("{*}itemSet/{*}newsItem")
    assert [(each.item.guid, each.item.version) for each in received] == [
        (item.get("guid"), int(item.get("version", 1))) for item in wanted
    ]
    if "tests" in path.parts and path.name not in NEEDS_ODRL:
        schema.assertValid(root)
    for item, each in zip(wanted, received, strict=True):
        heads = [" ".join(e.itertext()).split() for e in item.findall("{*}contentMeta/{*}headline")]
        assert each.item.headline.split() in heads or not heads


def test_iptcs_suite_holds_news_and_other_things() -> None:
    roots = {
        etree.QName(etree.fromstring(path.read_bytes())).localname
        for path in STANDARD.glob("tests/unit_test_files/*/should_pass/*.xml")
    }
    assert {"newsItem", "packageItem", "conceptItem", "planningItem"} <= roots


@pytest.mark.parametrize("path", found("tests/unit_test_files/*/should_fail/*.xml"))
def test_no_invalid_file_of_iptc_breaks_the_reader(path: Path) -> None:
    try:
        assert read(path.read_bytes())
    except Unreadable as refused:
        assert "\n" not in str(refused)
