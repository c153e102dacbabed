"""Real teleprinter messages and e-mails of agencies: what is read of each; no damage breaks us."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dateline.formats import anpa, eml, iptc7901, ninjs_dialects, nitf
from dateline.formats.item import Picture, Place, Received, Rendition, Unreadable

SAMPLES = Path(__file__).resolve().parents[3] / (
    "shared/samples/wire-superdesk-core/tests/io/fixtures")
READERS: dict[str, Callable[[bytes], tuple[Received, ...]]] = {
    "anpa": anpa.read, "eml": eml.read, "iptc7901": iptc7901.read, "nitf": nitf.read,
    "ninjs": ninjs_dialects.read,
}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not in shared/")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


Table = dict[str, dict[str, Any]]
IPTC: Table = {
    "IPTC7901.txt": {
        "guid": "iptc7901:eca062:2013-11-13", "slugline": "Germany-politics", "urgency": 4,
        "headline": "Germany Social Democrats: Coalition talks with Merkel could fail",
        "version_created": at("2013-11-13T11:37:00+00:00"), "located": Place("Berlin"),
        "credit": "dpa", "section": "i", "doubt": "The following information is not for publicat",
        "body_text": lambda said: said.startswith("Negotiations between German conservatives head")
        and said.endswith("sworn in for a third term before Christmas."),
    },
    "IPTC7901_odd_charset.txt": {
        "headline": "German football saddened by illness to striker legend Mueller",
        "bylines": ("Manuel Schwarz, dpa",), "signal": "update", "urgency": 3,
        "version_created": at("2015-10-07T13:41:00+00:00"), "located": Place("Munich"),
        "body_text": lambda said: "Thomas Müller, and we are also grateful" in said,
        "doubt": "no character set is stated; read as Windows-1252",
    },
    "dpa_copyright.txt": {
        "headline": "Impressum", "slugline": "Impressum", "section": "rs",
        "version_created": at("2017-06-24T22:00:00+00:00"), "doubt": "marks it “(Achtung)”",
    },
    "dpa_four_line.txt": {
        "headline": "Switzerland joins list of countries resisting UN migration pact",
        "bylines": ("dpa correspondents",), "slugline": "Switzerland/migration/UN",
        "doubt": "the sender marks it “REFILE”", "located": Place("Geneva"),
    },
    "dpa_two_by_line.txt": {
        "headline": "Chiefs-Rams 2.0? Would be a fun Super Bowl, but don't count on it",
        "bylines": ("Tom Krasovic, The San Diego Union-Tribune",), "credit": "tca/dpa",
        "version_created": at("2018-11-21T12:59:00+00:00"), "doubt": "names no zone; read as GMT",
    },
    "dpa_two_line.txt": {
        "headline": "Peace talks on Yemen to take place in Sweden next month, Mattis says",
        "located": Place("Washington"), "doubt": "the sender marks it “EXTRA”",
    },
}
ANPA: Table = {
    "anpa-1.tst": {
        "guid": "anpa:W2870:2013-11-13", "slugline": "BC-LT--Argentina-Cancer Beauty",
        "headline": "For Argentine chemo patients, mirrors can hurt", "urgency": 1,
        "version_created": at("2013-11-13T15:09:00+00:00"), "section": "lifestyle",
        "bylines": ("PAUL BYRNE and ALMUDENA CALATRAVA, Associated Press",), "credit": "AP",
        "located": Place("BUENOS AIRES, Argentina"), "doubt": "“AP Photo XNP101, XNP102",
        "body_text": lambda said: "“Look Good Feel Better” is a program that offers" in said,
    },
    "anpa-2.tst": {
        "headline": "Prairies vanish in the US push for green energy", "signal": "update",
        "located": Place("ROSCOE, South Dakota"), "section": "domestic news",
        "doubt": "the sender marks it “1st Ld-Writethru”",
    },
    "anpa-3.tst": {
        "headline": "", "slugline": "BC-WEA--Global Weather-Fahrenheit", "urgency": 3,
        "body_html": lambda said: "<td>Amsterdam</td><td>42</td><td>50</td><td>rn</td>" in said,
        "doubt": "no headline is stated",
    },
    "anpa-4.tst": {
        "headline": "AP Top Entertainment News at 11:23 p.m. EST", "section": "entertainment",
        "slugline": "AP-Top-Entertainment-Headlines",
        "version_created": at("2016-02-10T04:23:00+00:00"),
        "body_text": lambda said: said.startswith("Ex-bodyguard testifies about lewd messages"),
    },
    "ap_anpa-1.tst": {
        "headline": "Deng has 30 points, short-handed Heat beat Hawks 115-111",
        "standfirst": lambda said: said.startswith("Luol Deng scored 30 points and Josh"),
        "bylines": ("CHARLES ODUM, AP Sports Writer",), "doubt": "the category “z” is none of",
    },
    "ap_anpa-2.tst": {
        "headline": "Baseball Expanded Standings", "bylines": ("The Associated Press",),
        "body_html": lambda said: "<td>Toronto</td><td>19</td><td>21</td><td>.475</td><td>6</td>"
                                  "<td>3½</td>" in said,
        "doubt": "“{” was read as ½",
    },
    "ap_anpa-3.tst": {
        "headline": "$210 lobster is found dead", "body_html": "<p>A lobster died.</p>",
        "located": Place("CHATHAM, Mass."), "signal": "update",
    },
    "ap_anpa-4.tst": {
        "headline": "AP Exclusive: China lawyer's family says US helped them flee",
        "located": Place("BEIJING"), "bylines": ("GERRY SHIH, Associated Press",),
        "doubt": "A longer version of this story is available.",
    },
    "ap_anpa-5.tst": {
        "headline": "", "urgency": 2, "located": Place("HONOLULU"),
        "slugline": "BC-US--APNewsAlert", "doubt": "no headline is stated",
    },
    "ap_anpa-6.tst": {
        "headline": "Wild Card Glance", "section": "sports",
        "body_text": lambda said: "\tW\tL\tPct\tWCGB\nTampa Bay\t73\t52\t.584\t–" in said,
    },
    "ap_anpa-7.tst": {
        "headline": "10 Things to Know for Today", "urgency": 4,
        "standfirst": lambda said: said.startswith("Among 10 Things to Know: Bahamians"),
    },
}
MAIL: Table = {
    "charset_in_subject_email.txt": {
        "headline": "Google Apps News March 2015", "body_html": "<p>body text</p>",
        "guid": "CAHU3GgVHd6C_RSMQXvOhr6V-Ya0LwdBkqpbZ_qUwGF8JvhrQVg@mail.gmail.com",
        "version_created": at("2015-02-19T17:18:40+11:00"), "bylines": ("a sender",),
    },
    "composite_email.txt": {
        "headline": "single image test", "credit": "someone",
        "body_text": "this is a test of a single image",
        "pictures": (Picture(renditions=(Rendition("Cow.jpg", "image/jpeg", 0, 0),)),),
    },
    "googleform.txt": {
        "headline": "Formatted Editorial Story", "credit": "takin@aap.com.au", "bylines": (),
        "body_text": lambda said: '"Headline":["TEST NZ HEADER"]' in said,
        "doubt": "its text is written for a program (JSON)",
    },
    "googleform1.txt": {"headline": "Formatted Editorial Story", "doubt": "(JSON)"},
    "json-email-bad-user.txt": {"headline": "Formatted Editorial Story", "doubt": "(JSON)"},
    "json-email.txt": {"headline": "Formatted Editorial Story", "doubt": "(JSON)"},
    "odd_charset_email.txt": {
        "headline": "TravTalk’s Special for TAAI convention", "bylines": ("Ben",),
        "version_created": at("2015-03-10T21:17:01+00:00"),
        "doubt": "header subject: no character set is stated; read as UTF-8",
        "body_text": lambda said: said.startswith("SDA\n\nHeadline: Senden defends but Scott"),
    },
    "simple_email.txt": {"headline": "Test message 1234", "body_text": "body text"},
}
CASES = [(kind, name, table[name]) for kind, table in
         (("iptc7901", IPTC), ("anpa", ANPA), ("eml", MAIL)) for name in table]


def test_the_tables_name_every_file_of_these_kinds() -> None:
    found = {path.name for path in SAMPLES.iterdir() if path.suffix in (".tst", ".txt")}
    assert found == {*IPTC, *ANPA, *MAIL}


@pytest.mark.parametrize(("kind", "name", "expected"), CASES, ids=[case[1] for case in CASES])
def test_file_of_an_agency_is_read(kind: str, name: str, expected: dict[str, Any]) -> None:
    (received,) = READERS[kind]((SAMPLES / name).read_bytes())
    assert received.sent == received.item.version_created
    assert (received.item.version, received.item.language) == (1, "")
    assert expected.get("doubt", "") in "\n".join(received.doubts)
    for field in expected.keys() - {"doubt"}:
        said, value = getattr(received.item, field), expected[field]
        assert value(said) if callable(value) else said == value, (field, said)


@pytest.mark.parametrize("kind", READERS)
def test_file_of_another_kind_is_refused_in_one_line(kind: str) -> None:
    read_by = {"iptc7901": set(IPTC), "anpa": set(ANPA), "eml": set(MAIL)}
    for path in sorted(SAMPLES.iterdir()):
        others = {name for other, names in read_by.items() if other != kind for name in names}
        if path.name in others or path.suffix == ".jpg":
            with pytest.raises(Unreadable) as refused:
                READERS[kind](path.read_bytes())
            assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", READERS)
def test_no_damage_to_a_file_breaks_a_reader(kind: str) -> None:
    """Each sample cut short, with a piece repeated, and with bytes changed (always the same)."""
    dice = random.Random(7901)
    for path in sorted(SAMPLES.iterdir()):
        raw = path.read_bytes()[:40_000]
        for number in range(12):
            broken = bytearray(raw[: dice.randrange(1, len(raw) + 1)] if number else raw)
            for _ in range(dice.randrange(1, 30)):
                broken[dice.randrange(len(broken))] = dice.choice(b"\x00\x01\x02\x1f\xff<>{=:&\"\n")
            try:
                found = READERS[kind](bytes(broken))
            except Unreadable as refused:
                assert "\n" not in str(refused)
            else:
                assert all(isinstance(one, Received) for one in found)
