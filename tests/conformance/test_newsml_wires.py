"""Every NewsML file of other agencies beside the checkout is read, with what stands in it.

Each row was compared with its file by eye (they are superdesk-core's test files; the texts are the
agencies', so only a few words of each stand here). Times are in UTC.
"""

from typing import NamedTuple

import pytest
from lxml import etree
from ninjs_schema import ROOT

from dateline.formats import newsml1, newsmlg2
from dateline.formats.item import Unreadable

FILES = ROOT.parent / "shared" / "samples" / "wire-superdesk-core" / "tests" / "io" / "fixtures"
READERS = {"NewsML": newsml1.read}

pytestmark = pytest.mark.skipif(
    not FILES.is_dir(), reason="superdesk-core's wire files are not in shared/"
)


class Row(NamedTuple):
    """One item of a file: headline and body as they begin."""

    file: str
    guid: str
    version: int
    language: str
    made: str
    headline: str
    body: str
    pictures: int = 0
    status: str = "usable"


TABLE = [
    Row("LISTING 1 A NewsML-G2 News Item.xml",
        "urn:newsml:acmenews.com:20161018:US-FINANCE-FED", 9, "en-GB",
        "2016-10-21 21:25", "Fed to halt QE to avert", ""),
    Row("LISTING 6 Simple NewsML-G2 Package.xml",
        "tag:example.com,2008:UK-NEWS-TOPTEN:UK20081220098658", 9, "",
        "2016-11-17 12:30", "UK", ""),
    Row("afp.xml",
        "urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86", 1, "en",
        "2014-08-29 13:49", "Sweden court accepts", "A Chinese-owned company"),
    Row("afp20.xml",
        "urn:newsml:afp.com:20240710:240710125902.qpsp2jzk", 1, "fr",
        "2024-07-10 12:59", "Décès de Naomi Musenga:", "L'opératrice du Samu"),
    Row("ana1.xml",
        "urn:newsml:ana-mpe.gr:20180404:19336333", 1, "en",
        "2018-04-04 14:58", "Wage employment balance", "Wage employment in the"),
    Row("ansa-newsmlg2-text.xml",
        "tag:ansa.it,2017-10-11:40e5fb1034e7e2b21942ea09718fc85a", 1, "it",
        "2017-10-11 09:41", "Catalan independence", "(ANSA) - Rome, October", pictures=1),
    Row("ansa_culture.xml",
        "tag:ansa.it,2019-07-01:fd66854b6f8fcf6e0f9dd3792d86ae2e", 2, "it",
        "2019-07-01 08:22", "TEST FROM XAWES", "(ANSA) - ROMA, 1 LUG -"),
    Row("ap.xml",
        "tag:ap.org,2011:5e565888b587889c5c8bd62b6164118c-text", 2, "en",
        "2018-02-26 21:20", "Nutrisystem beats 4Q earnings", "FORT WASHINGTON, Pa."),
    Row("ap.xml",
        "tag:ap.org,2011:b6d5d4eb781939b5fe8722f3fba28ee2-text", 2, "en",
        "2018-02-26 21:22", "DiamondRock Hospitality posts", "BETHESDA, Md. (AP) _"),
    Row("ap.xml",
        "tag:ap.org,2011:4db5f9c37aac8924db872ba5a7e287e6-text", 1, "en",
        "2018-02-26 21:27", "Scripps Networks tops 4Q", "KNOXVILLE, Tenn. (AP) _"),
    Row("dpa.xml",
        "urn:newsml:dpa.com:20090101:221011-930-4303", 1, "de",
        "2022-10-11 09:14", "Eintracht in London:", "London (dpa) - 2019 gab"),
    Row("picture.xml",
        "tag:reuters.com,0000:newsml_GM1E9341HD701", 360624134, "en",
        "2013-03-04 11:14", "A woman casts her ballot", "", pictures=1),
    Row("scoop.xml",
        "BD-20160112123540", 3, "",
        "2016-01-12 12:35", "Dick Smith receivers install", "By Jonathan Underhill"),
    Row("snep.xml",
        "tag:reuters.com,0000:newsml_TRE7AA2CP", 472094323, "en-US",
        "2013-03-04 11:40", "OUSTPM Link List", ""),
    Row("stt1.xml",
        "urn:newsml:stt.fi::102736761", 2, "fi-FI",
        "2019-04-15 13:49", "Mikko Moilanen siirtyy", "Diplomi-insinööri Mikko"),
    Row("stt_archive_newsml_created_date_test.xml",
        "urn:newsml:stt.fi:20130216:96690243", 1, "fi-FI",
        "2013-02-16 17:36", "Yleisurheilutuloksia/SM", "Sisäratojen"),
    Row("stt_archive_newsml_test.xml",
        "urn:newsml:stt.fi:20130216:96690243", 1, "fi-FI",
        "2013-02-16 17:36", "Yleisurheilutuloksia/SM", "Sisäratojen"),
    Row("stt_newsml_abstract_test.xml",
        "urn:newsml:stt.fi:20180419:102051098", 1, "fi-FI",
        "2018-04-19 13:41", "", "Kokoomuksen"),
    Row("stt_newsml_endash.xml",
        "urn:newsml:stt.fi:20180401:101976596", 1, "fi-FI",
        "2018-04-04 04:05", "Reilu kolmannes Korkeasaaren", "Sadat eläimet saadaan"),
    Row("stt_newsml_location_rich.xml",
        "urn:newsml:stt.fi:20170829:101572756", 1, "fi-FI",
        "2017-08-29 17:15", "Tuhannet rohingya-pakolaiset", "Ainakin 6 000"),
    Row("stt_newsml_location_test.xml",
        "urn:newsml:stt.fi:20170131:101159380", 1, "fi-FI",
        "2013-02-16 17:36", "", "Saatuuu siinä mielessä"),
    Row("stt_newsml_no_truncated_text_test.xml",
        "urn:newsml:stt.fi::105868846", 7, "fi-FI",
        "2023-10-18 14:28", "Vastaamoon kohdistunut", "Tietomurto tapahtui"),
    Row("stt_newsml_note_test.xml",
        "urn:newsml:stt.fi:20170131:101160101", 1, "fi-FI",
        "2017-01-31 21:52", "Jussi Niinistö: Ylen", "Ministerin mukaan"),
    Row("stt_newsml_subject_test.xml",
        "urn:newsml:stt.fi:20170131:101159380", 1, "fi-FI",
        "2013-02-16 17:36", "", "Saatuuu siinä mielessä"),
    Row("stt_newsml_test.xml",
        "urn:newsml:stt.fi:20171219:101801633", 4, "fi-FI",
        "2017-10-18 09:16", "Parliament passed the Alcohol", "*** DISCLAIMER: THIS IS"),
    Row("stt_newsml_test_no_hl.xml",
        "urn:newsml:stt.fi:20171219:101801633", 4, "fi-FI",
        "2017-12-19 09:16", "", "*** DISCLAIMER: THIS IS"),
    Row("tag_reuters.com,0000_newsml_ISS149709_1618095828",
        "tag:reuters.com,0000:newsml_ISS149709", 1618095828, "en",
        "2017-01-30 18:54", "Soccer-Turkish championship", "Jan 30 (Gracenote) -"),
    Row("tag_reuters.com,0000_newsml_L4N1FL0N0_1132689232",
        "tag:reuters.com,0000:newsml_L4N1FL0N0", 1132689232, "en",
        "2017-01-31 03:47", "PRECIOUS-Gold rises as Trump", "(Adds comments, detail)"),
    Row("tag_reuters.com,2018_newsml_MTZXEE13ZXCZES_2",
        "tag:reuters.com,2018:newsml_MTZXEE13ZXCZES", 2, "en-US",
        "2018-01-03 20:13", "UPDATE 2-Primeira Liga Results", "Jan 3 (OPTA) - Results"),
    Row("tag_reuters.com_0000_newsml_GM1EA7M13RP01_version_484616934",
        "tag_reuters.com_0000_newsml_GM1EA7M13RP01", 484616934, "en",
        "2014-07-22 06:20", "Cast member Vin Diesel", "", pictures=1),
    Row("tag_reuters.com_2014_newsml_KBN0FL0NM_version_10",
        "tag_reuters.com_2014_newsml_KBN0FL0NM", 10, "en-US",
        "2014-07-17 00:24", "Confident Assad launches new", ""),
    Row("tag_reuters.com_2014_newsml_KBN0FL0NN_version_5",
        "tag_reuters.com_2014_newsml_KBN0FL0NN", 5, "en-US",
        "2014-07-16 15:53", "Confident Assad launches new", "By Marwan Makdisi"),
    Row("tag_reuters.com_2014_newsml_KBN0FL0ZP_version_2",
        "tag_reuters.com_2014_newsml_KBN0FL0ZP", 2, "en-US",
        "2014-07-16 13:00", "Syria's Assad says foreign", "BEIRUT (Reuters) -"),
    Row("tag_reuters.com_2014_newsml_LYNXMPEA6F0MS_version_2",
        "tag_reuters.com_2014_newsml_LYNXMPEA6F0MS", 2, "en-US",
        "2014-07-16 13:00", "Still image from video shows", "", pictures=1),
    Row("tag_reuters.com_2014_newsml_LYNXMPEA6F0MT_version_2",
        "tag_reuters.com_2014_newsml_LYNXMPEA6F0MT", 2, "en-US",
        "2014-07-16 13:00", "Still image from video shows", "", pictures=1),
    Row("tag_reuters.com_2014_newsml_LYNXMPEA6F13M_version_1",
        "tag_reuters.com_2014_newsml_LYNXMPEA6F13M", 1, "en-US",
        "2014-07-16 20:15", "Syria's President Bashar", "", pictures=1),
    Row("tag_reuters.com_2016_newsml_L1N14N0FF_version_1542761538",
        "tag:reuters.com,0000:newsml_L1N14N0FF", 1542761538, "en",
        "2016-01-04 16:34", "CORRECTED-S. Illinois battles", "", status="canceled"),
    Row("tag_reuters.com_2016_newsml_L1N14N0FF_version_978556838",
        "tag:reuters.com,0000:newsml_L1N14N0FF", 978556838, "en",
        "2016-01-04 15:43", "CORRECTED-S. Illinois battles", "(In Jan. 3 story,"),
    Row("text.xml",
        "tag:reuters.com,0000:newsml_L4N0BT5PJ", 263518268, "en",
        "2013-03-01 15:09", "Soccer-Smiling Benitez pleads", "By Toby Davis"),
    Row("video.xml",
        "tag:reuters.com,2013:newsml_OVE933ZR5", 1, "en",
        "2013-03-04 11:37", "Cardinals arrive for", "(ROUGH CUT ONLY - NO", pictures=1),
    Row("video.xml",
        "tag:reuters.com,2013:newsml_LOVE9230WHZNS", 1, "en",
        "2013-03-04 11:48", "", ""),
    Row("video.xml",
        "tag:reuters.com,2013:newsml_LOVE9230WHZNT", 1, "en",
        "2013-03-04 11:47", "", ""),
    Row("video.xml",
        "tag:reuters.com,2013:newsml_LOVE9230WHZNR", 1, "en",
        "2013-03-04 11:46", "", "", pictures=1),
]
DOUBTS = {
    "afp20.xml": ("it is declared as iso-8859-1, but it is UTF-8", "it names no place"),
    "ana1.xml": ("its place 'Athens' is a property, not a location",),
    "ansa-newsmlg2-text.xml": ("its text is HTML, though it is declared as 'text/plain'",),
    "ap.xml": ("its dateline is 'FORT WASHINGTON, Pa.', its place 'Pittsburgh'",),
    "dpa.xml": ("the header of its body was left out", "stay codes: dpaarea, dpacat, dpacountry"),
    "picture.xml": ("it is no text but 'picture'",),
    "scoop.xml": ("1 package(s) in the same message were left out", "stands in the body only",
                  "has no zone", "does not say its language"),
    "snep.xml": ("it is no text but 'composite'",),
    "stt1.xml": ("versionCreated has no zone and was read as UTC: '2019-04-15T13:49:15'",),
    "stt_newsml_location_test.xml": ("it does not say when its version was made",
                                     "it has no headline"),
    "tag_reuters.com,0000_newsml_L4N1FL0N0_1132689232": ("indented lines within one element",),
}
"""What is odd about some of them, as a reader of the file would say it too."""


def _root(raw: bytes) -> str:
    try:
        return str(etree.QName(etree.fromstring(raw)).localname)
    except etree.XMLSyntaxError:
        return ""


def _rows(name: str) -> list[Row]:
    raw = (FILES / name).read_bytes()
    return [
        Row(
            name, one.item.guid, one.item.version, one.item.language,
            f"{one.item.version_created:%Y-%m-%d %H:%M}", one.item.headline,
            " ".join(one.item.body_text.split()), len(one.item.pictures), one.item.pubstatus,
        )
        for one in READERS.get(_root(raw), newsmlg2.read)(raw)
    ]


@pytest.mark.parametrize("name", dict.fromkeys(row.file for row in TABLE))
def test_file_is_read_with_its_fields(name: str) -> None:
    wanted = [row for row in TABLE if row.file == name]
    found = _rows(name)
    assert len(found) == len(wanted)
    for want, row in zip(wanted, found, strict=True):
        assert row.headline.startswith(want.headline) and row.body.startswith(want.body)
        assert bool(row.headline) == bool(want.headline) and bool(row.body) == bool(want.body)
        assert row._replace(headline="", body="") == want._replace(headline="", body="")


def test_table_names_every_newsml_file_there_is() -> None:
    roots = ("newsMessage", "newsItem", "packageItem", "NewsML")
    there = {path.name for path in FILES.iterdir() if _root(path.read_bytes()) in roots}
    assert there == {row.file for row in TABLE}
    assert len(there) == 38


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_odd_is_said(name: str) -> None:
    raw = (FILES / name).read_bytes()
    said = " | ".join(READERS.get(_root(raw), newsmlg2.read)(raw)[0].doubts)
    assert [doubt for doubt in DOUBTS[name] if doubt not in said] == []


def test_killed_item_of_a_foreign_wire_is_canceled() -> None:
    name = "tag_reuters.com_2016_newsml_L1N14N0FF_version_1542761538"
    (one,) = newsmlg2.read((FILES / name).read_bytes())
    assert (one.item.pubstatus, one.item.signal, one.item.body_text) == ("canceled", "kill", "")


def test_some_fields_of_a_rich_item() -> None:
    (one,) = newsmlg2.read((FILES / "dpa.xml").read_bytes())
    item = one.item
    assert (item.urgency, item.credit, item.genre) == (4, "dpa", "Extra")
    assert item.located is not None and item.located.name == "London"
    assert [(each.name, each.kind) for each in item.subjects][4:6] == [
        ("Fußball", "subject"), ("Sport", "subject"),
    ]
    assert item.subjects[4].uri == "http://cv.iptc.org/newscodes/mediatopic/20001065"
    assert item.related[0].title == "Champions-League-Homepage"
    assert item.rights.startswith("Copyright 2022, dpa")


def test_every_other_file_is_refused_in_one_line() -> None:
    refusals = 0
    named = {row.file for row in TABLE}
    for path in sorted(FILES.iterdir()):
        for read in (newsml1.read, newsmlg2.read) if path.name not in named else ():
            with pytest.raises(Unreadable) as refused:
                read(path.read_bytes())
            assert "\n" not in str(refused.value)
            refusals += 1
    assert refusals > 100
