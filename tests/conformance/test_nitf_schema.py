"""What we write is valid against IPTC's own NITF 3.6; real files of other agencies are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.formats.item import (
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.nitf import SUBJECTS, dump, read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCHEMA = SHARED / "standards" / "iptc-newsml-g2" / "examples" / "nitf-3-6.xsd"
SAMPLES = SHARED / "samples" / "wire-superdesk-core" / "tests" / "io" / "fixtures"
NTB = SHARED / "standards" / "iptc-ninjs" / "tools" / "xslt" / "NTB_nitf_sample.xml"
GOLDEN = sorted((ROOT / "tests" / "formats" / "cases" / "nitf").glob("*.xml"))

pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="NITF's schema is not in shared/")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not in shared/")


@pytest.fixture(scope="module")
def schema() -> Iterator[etree.XMLSchema]:
    yield etree.XMLSchema(etree.parse(str(SCHEMA)))


odd = st.sampled_from(["\x00\x08", "\ud800", "a\r\nb", " ", "\ufffe", "]]>"])
text = st.text(max_size=20) | odd
zoned = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
maybe = st.none() | zoned
addresses = text | text.map("https://news.example/{}".format) | st.just("urn:x:1")
topics = st.just("http://cv.iptc.org/newscodes/mediatopic/20000002") | addresses
links = st.lists(st.builds(Link, text, addresses, text), max_size=3).map(tuple)
markup = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<h2>", "<b>", "<em>", "<a href='https://x.example/'>", "</a>", "<ul><li>",
        "<ol>", "<table><tr><td>1<td>2", "<tr><th>", "<blockquote>", "</blockquote>", "<br>",
        "<figure><img src='https://x.example/p.jpg'>", "<caption>", "&#0;", "&amp;", "<!--", "-->",
        "<iframe src='https://youtu.be/x'></iframe>", "<script>", "</script>", "<pre>",
    ]) | text,
    max_size=12,
).map("".join)
items = st.builds(
    NewsItem,
    guid=st.uuids().map(lambda value: value.urn),
    uri=st.just("https://news.example/é/a b"),
    version=st.integers(1, 10**9),
    headline=text,
    standfirst=text,
    body_text=text,
    body_html=markup,
    language=text,
    pubstatus=st.sampled_from(["usable", "withheld", "canceled"]),
    version_created=zoned,
    first_created=maybe,
    published=maybe,
    title=text,
    slugline=text,
    urgency=st.none() | st.integers(1, 9),
    located=st.none() | st.builds(Place, text, addresses),
    credit=text,
    bylines=st.lists(text, max_size=2).map(tuple),
    section=text,
    dossiers=links,
    subjects=st.lists(
        st.builds(Subject, text, st.sampled_from(list(SUBJECTS)), topics), max_size=4
    ).map(tuple),
    related=links,
    short_url=addresses,
    rights=text,
    genre=text,
    signal=text,
    notices=st.lists(
        st.builds(Notice, st.sampled_from(["correction", "update", "kill", "withdrawal"]), text,
                  zoned, text, text), max_size=2,
    ).map(tuple),
    expires=maybe,
    embargoed=maybe,
    pictures=st.lists(st.builds(
        Picture, text, text, text, rel=text,
        renditions=st.lists(
            st.builds(Rendition, addresses, text, st.integers(-1, 9), st.integers(-1, 9)),
            max_size=2,
        ).map(tuple),
    ), max_size=2).map(tuple),
)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_files_are_valid(schema: etree.XMLSchema, path: Path) -> None:
    schema.assertValid(etree.parse(str(path)))


def test_there_is_a_golden_file_of_every_sort() -> None:
    assert {path.stem for path in GOLDEN} >= {"rich", "minimal", "killed", "body"}


@settings(max_examples=100, deadline=None)
@given(item=items)
def test_any_item_is_written_valid_and_can_be_read(schema: etree.XMLSchema, item: NewsItem) -> None:
    written = dump(item)
    schema.assertValid(etree.fromstring(written))
    (received,) = read(written)
    assert (received.item.guid, received.item.version) == (item.guid, item.version)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<hl1>", b"<hl9>"),
        (b'ed-urg="4"', b'ed-urg="a b" colour="red"'),
        (b"<p>", b"<p><p/>"),
        (b"<body.head>", b"<body.end/><body.head>"),
        (b"2006-10-18", b"2006-10-19"),
    ],
)
def test_validator_sees_faults(schema: etree.XMLSchema, old: bytes, new: bytes) -> None:
    rich = next(path for path in GOLDEN if path.stem == "rich").read_bytes()
    broken = rich.replace(old, new).replace(b"</hl1>", b"</hl9>" if b"hl9" in new else b"</hl1>")
    assert broken != rich
    assert not schema.validate(etree.fromstring(broken))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


FILES: dict[str, dict[str, Any]] = {
    "aap-1.xml": {
        "guid": "AAP.115314987.5417374", "headline": "F1 Test", "standfirst": "Test",
        "version_created": at("2013-10-20T19:27:51+11:00"), "body_text": "Bogus",
        "located": Place("Sydney"), "bylines": ("John Doe",), "urgency": 5,
        "expires": at("2013-11-19T19:27:51+11:00"), "embargoed": None, "slugline": "F1 Test",
    },
    "aap-cyber.xml": {
        "guid": "urn:newsml:localhost:2016-04-13T14:52:21.830724:"
                "0a686ee3-ec38-4fbf-beeb-aae311aecfdb",
        "headline": "Headline", "standfirst": "abstract", "body_html": "<p>body1</p>",
        "version_created": at("2016-04-13T04:52:21+00:00"), "slugline": "slugged",
        "doubt": "the dateline holds more than a place",
    },
    "aap-finance-lite.xml": {
        "guid": "AFP.121974877.6504909", "headline": "", "slugline": "Samsung",
        "version_created": at("2014-11-26T15:27:03+00:00"), "doubt": "it has no text",
    },
    "aap-finance.xml": {
        "guid": "AFP.121974877.6504909", "urgency": 5, "slugline": "Samsung",
        "headline": "ASIA:Samsung sells defence, petrochemical units",
        "doubt": "lines that were wrapped",
        "rights": lambda said: said.startswith("© 2014 Agence France Presse A non-exclusive"),
        "body_text": lambda said: said.startswith(
            "SEOUL, Nov 26 AFP - Samsung has announced the sale of stakes in four petro"),
    },
    "aap-finance1.xml": {
        "guid": "AAP.0.6703189", "genre": "Summary", "rights": "© 2015 Australian Associated Press",
        "headline": "Highlights of the AAP Finance Wire at 14:45 Feb 20, 2015",
        "doubt": "names no time zone",
    },
    "aap-sports.xml": {
        "guid": "AAP.123253116.6697929", "slugline": "RL Roosters",
        "headline": "RL:Ferguson returns at centre for Roosters",
        "subjects": (Subject("Rugby League", "subject",
                             "http://cv.iptc.org/newscodes/subjectcode/15000000"),),
    },
    "aap.xml": {
        "headline": "The main stories on today's 1900 ABC TV news", "urgency": 5,
        "body_text": lambda said: "over the next few days the fire situation" in said,
    },
    "ap-nitf.xml": {
        "guid": "", "credit": "The Associated Press", "located": Place("NEW YORK"),
        "headline": "Can trading pollution like stocks help fight climate change?",
        "bylines": ("BERNARD CONDON, AP Business Writer",), "rights": "© 2015 AP",
        "version_created": at("2015-12-10T19:10:44+00:00"),
        "doubt": "note to editors: “For global distribution”",
    },
    "ap_media_text_nitf.xml": {
        "guid": "", "headline": "BC-BBN--Top Ten", "credit": "The Associated Press",
        "body_html": lambda said: "<td>McNeil NYM</td><td>72</td>" in said,
        "doubt": "it has no identifier",
    },
    "efe_nitf.xml": {
        "guid": "22751909", "headline": "Honduran president announces Cabinet changes",
        "language": "en-US", "located": None, "credit": "Agencia EFE", "rights": "Agencia EFE",
        "version_created": at("2017-01-02T22:28:00+00:00"), "standfirst": "Test Abstract",
        "body_text": "Tegucigalpa, Jan 2 (EFE).- Test body.", "slugline": "HONDURAS GOVERNMENT",
    },
    "handle_invalid_fields.xml": {
        "guid": "eed713d46d74499d86b3250fa47b341b", "urgency": 2, "located": Place("Ottawa"),
        "bylines": ("Mia Rabson and Jordan Press, The Canadian Press",), "slugline": "",
        "subjects": tuple(Subject(name, "subject") for name in ("National", "Justice", "Politics")),
        "expires": None, "doubt": "date.expire is no time: “YYYYMMDD000000-HHMM”",
    },
    "mapping_test.xml": {
        "guid": "20160512:RTZ:8883:0", "version": 4, "language": "no-NO",
        "headline": "*En 41-årig mand, der onsdag blev anholdt og sat i forbindel",
        "body_text": lambda said: said.startswith("København /ritzau/: En 41-årig mand"),
        "doubt": "it is declared as iso-8859-1, but it is UTF-8",
    },
    "nitf-fishing.xml": {
        "guid": "iptc.321656141.b", "pubstatus": "canceled", "body_html": "", "body_text": "",
        "headline": "Weather and Tide Updates for Norfolk",
        "version_created": at("2002-02-25T14:30:00-05:00"),
        "doubt": "it refers to the document “iptc.321656141.a” “canceled”",
    },
    "nitf-ntb.xml": {
        "guid": "faktisk-d9cde75b-256e-4989-b6a3-b8ad27f43a5c", "version": 48, "language": "nb-NO",
        "located": Place("Oslo"), "bylines": ("Geir Molnes / Faktisk.no",), "credit": "NTB",
        "slugline": "faktisk-faktasjekk", "genre": "Faktasjekk",
        "pictures": lambda said: said[0].renditions[0].media_type == "image/jpeg",
        "body_html": lambda said: "<h2>Påstand</h2>" in said and "<li>Én global sentralb" in said,
        "doubt": "date.issue “2020-09-07T14:45:26” names no time zone; read as UTC",
    },
    "pa1.xml": {
        "guid": "af1f7ad5-5619-49de-84cc-2e608538c77fSSS-3-1", "rights": "© 2015 PA Sport",
        "headline": "PA SPORT TRIVIA (OCTOBER 14)", "slugline": "Trivia (Oct 14)",
        "version_created": at("2015-10-14T04:30:01+01:00"),
        "body_text": lambda said: "1996: Mark Bosnich, then of Aston Villa, was" in said,
    },
    "pa2.xml": {
        "guid": "T201510140143580001T", "headline": "1 SOCCER INT-Teams", "urgency": 3,
        "body_html": lambda said: said.startswith("<p>International Match<br>Mexico v Panama<br>"),
        "doubt": "no headline is stated; the title “1 SOCCER INT-Teams” stands for it",
    },
    "pa3.xml": {
        "pubstatus": "withheld", "embargoed": at("2016-09-09T00:01:00+01:00"),
        "bylines": ("Benjamin Wright, Press Association",),
        "doubt": "Embargoed to 0001 Friday September 9",
    },
    "pa4.xml": {
        "guid": "255dd17c-cecd-4e56-a555-24fcaf1ef394HHH-8-1", "slugline": "BakeOff",
        "body_text": lambda said: "the sixth instalment which aired on September 28." in said,
    },
    "pa5.xml": {
        "headline": "HARD BREXIT TO COST UK UP TO £66BN A YEAR, SAYS TREASURY",
        "body_text": lambda said: said.startswith("Treasury coffers will take a £66 billion"),
    },
}
REFUSED = {
    "afp.xml": "its root is “NewsML”",
    "ap.xml": "its root is “newsMessage”",
    "scoop.xml": "its root is “newsMessage”",
    "ninjs1.json": "not well-formed XML",
    "IPTC7901.txt": "not well-formed XML",
    "GAC103-thumb.jpg": "not well-formed XML",
}


@needs_samples
def test_the_tables_name_every_file_with_an_nitf_element() -> None:
    found = {path.name for path in SAMPLES.iterdir() if b"<nitf" in path.read_bytes()}
    assert found == {*FILES, "afp.xml", "ap.xml", "scoop.xml"}


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_file_of_an_agency_is_read(schema: etree.XMLSchema, name: str) -> None:
    (received,) = read((SAMPLES / name).read_bytes())
    expected = dict(FILES[name])
    assert expected.pop("doubt", "") in "\n".join(received.doubts)
    for field, value in expected.items():
        said = getattr(received.item, field)
        assert value(said) if callable(value) else said == value, (field, said)
    ours = replace(received.item, guid="urn:uuid:0d3a9c52-6f0e-4d0b-9a51-2f8f4b6f7a10",
                   uri="https://news.example/1")
    schema.assertValid(etree.fromstring(dump(ours)))


@needs_samples
@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_no_nitf_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=REFUSED[name]) as refused:
        read((SAMPLES / name).read_bytes())
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(not NTB.is_file(), reason="IPTC's ninjs tools are not in shared/")
def test_iptcs_own_sample_is_read() -> None:
    (received,) = read(NTB.read_bytes())
    item = received.item
    assert item.guid == "NTB5df9281a-a270-4dc5-a618-869bbc3bbca7"
    assert item.headline == "Pandemien herjer på den legeløse indiske landsbygda"
    assert (item.version, item.located, item.language) == (1, Place("Unnao"), "nb-NO")
    assert item.subjects[0] == Subject(
        "Sykdom", "subject", "http://cv.iptc.org/newscodes/subjectcode/07001000")
