"""IPTC 7901: an invented message, what is odd about others, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.formats.anpa import read as read_anpa
from dateline.formats.iptc7901 import read
from dateline.formats.item import UNDATED, NewsItem, Place, Unreadable

HEADING = "sma062 4 i 211 ccccb   sma 061\r\n\nFerry/Saltmarsh/\r\n"
TEXT = (
    "Ferry returns to Saltmarsh after eleven years =\r\n\n"
    "   Saltmarsh (sma) - The ferry is back, the harbour\r\nmaster said.\r\n\n"
    '   "We waited," she added.\r\n'
)
TRAILER = "041200 GMT May 31 \r\n\x7f\n\x7f\x04"


def message(heading: str = HEADING, text: str = TEXT, trailer: str = TRAILER) -> bytes:
    return f"\x01{heading}\x02{text}\x03{trailer}".encode("latin-1")


def item(**parts: str) -> NewsItem:
    return read(message(**parts))[0].item


def doubts(**parts: str) -> str:
    return "\n".join(read(message(**parts))[0].doubts)


def test_message_is_read() -> None:
    (received,) = read(message())
    assert received.item == NewsItem(
        guid="iptc7901:sma062:2031-05-04",
        uri="",
        version=1,
        headline="Ferry returns to Saltmarsh after eleven years",
        standfirst="",
        body_text='The ferry is back, the harbour master said.\n\n"We waited," she added.',
        body_html='<p>The ferry is back, the harbour master said.</p>\n<p>"We waited," she added.'
                  "</p>",
        language="",
        pubstatus="usable",
        version_created=datetime(2031, 5, 4, 12, 0, tzinfo=UTC),
        first_created=None,
        published=None,
        slugline="Ferry/Saltmarsh",
        urgency=4,
        located=Place("Saltmarsh"),
        credit="sma",
        section="i",
    )
    assert received.sent == datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
    assert received.doubts == (
        "its identifier is made of source, number and day; it has none that lasts",)


@pytest.mark.parametrize(
    ("parts", "field", "value"),
    [
        ({"text": "1ST LEAD\r\nFerry back =\r\n\nText."}, "headline", "Ferry back"),
        ({"text": "1ST LEAD\r\nFerry back =\r\n\nText."}, "signal", "update"),
        ({"text": "CORRECTION\nFerry back =\n\nText."}, "signal", "correction"),
        ({"text": "Ferry back\nBy Ana Brandão =\n\nText."}, "bylines", ("Ana Brandão",)),
        ({"text": "FERRY BACK\nBy Ana Brandão =\n\nText."}, "headline", "FERRY BACK"),
        ({"text": "Ferry\nback in\nport =\n\nText."}, "headline", "Ferry back in port"),
        ({"text": "Ferry =\n\nOne.\n\n# Notebook\nTel. 5"}, "body_text", "One."),
        ({"text": "Ferry =\n\nOne.\n\n* * * *\nTel. 5"}, "body_text", "One."),
        ({"text": "A line.\n\nAnother."}, "headline", ""),
        ({"text": "A line.\n\nAnother."}, "body_text", "A line.\n\nAnother."),
        ({"heading": "sma0062 1 sp 9\r\n\nBoat/\r\n"}, "urgency", 1),
        ({"heading": "sma0062 1 sp 9\r\n\nBoat/\r\n"}, "section", "sp"),
        ({"heading": "sma0062 9 sp 9\r\n\nBoat/\r\n"}, "urgency", None),
        ({"trailer": "041200 GMT Okt 31\x04"}, "version_created",
         datetime(2031, 10, 4, 12, 0, tzinfo=UTC)),
        ({"trailer": "041200 GMT Mär 99\x04"}, "version_created",
         datetime(1999, 3, 4, 12, 0, tzinfo=UTC)),
        ({"trailer": "412561 GMT May 31\x04"}, "version_created", UNDATED),
        ({"trailer": "\x04"}, "guid", ""),
    ],
)
def test_message_is_read_leniently(parts: dict[str, str], field: str, value: Any) -> None:
    assert getattr(item(**parts), field) == value


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"text": "EXTRA\nFerry back =\n\nText."}, "the sender marks it “EXTRA”"),
        ({"text": "(Achtung)\nFerry back =\n\nText."}, "the sender marks it “(Achtung)”"),
        ({"text": "Ferry =\n\nOne.\n\n# Notes\nTel. 5"}, "note to editors: “# Notes / Tel. 5”"),
        ({"text": "A line.\n\nAnother."}, "no line ends with “=”"),
        ({"text": "Zürich ="}, "no character set is stated; read as Windows-1252"),
        ({"heading": "sma0062 9 sp 9\r\n"}, "the priority “9” is none of 1 to 6"),
        ({"heading": "???\r\n"}, "the heading is not IPTC's: “???”"),
        ({"trailer": "041200 May 31\x04"}, "the time names no zone; read as GMT"),
        ({"trailer": "412561 GMT May 31\x04"}, "the time is none"),
        ({"trailer": "tomorrow\x04"}, "no time is stated"),
        ({"trailer": "041200 GMT May 31"}, "the message breaks off"),
    ],
)
def test_every_oddity_is_a_doubt(parts: dict[str, str], said: str) -> None:
    both = read(message() + message(**parts))
    assert said in "\n".join(both[1].doubts)


def test_file_may_hold_several_messages() -> None:
    second = message(heading="sma063 3 s 9\r\n\nBoat/\r\n")
    assert [one.item.slugline for one in read(message() + b"\n" + second)] == [
        "Ferry/Saltmarsh", "Boat"]


def test_markup_in_a_message_is_text() -> None:
    text = "Ferry =\n\n<script>evil()</script> & more"
    assert item(text=text).body_html == "<p>&lt;script&gt;evil()&lt;/script&gt; &amp; more</p>"


@pytest.mark.parametrize("text", [
    "word " * 2_000_000, " " * 10_000_000, "\n" * 1_000_000, "x=\n" * 500_000, "(" * 9_000_000,
    "# " * 5_000_000,
])
def test_megabytes_are_read(text: str) -> None:
    assert read(message(text=text))[0].item.slugline == "Ferry/Saltmarsh"


@pytest.mark.parametrize(
    "raw",
    [b"", b"Ferry returns", b"\x01\x02\x03\x04", b"\x01sma062 4 i 211\r\n", b"<nitf/>",
     b"\x16\x16\x01W2870\x1fasian\nf l\x13\x11 BC-Ferry     05-04 1049\n\x02^Ferry<\n\x03"],
)
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="this is no IPTC 7901"):
        read(raw)


def test_the_two_teleprinter_formats_are_not_taken_for_each_other() -> None:
    with pytest.raises(Unreadable, match="this is no ANPA 1312"):
        read_anpa(message())


def test_file_too_large_is_refused() -> None:
    with pytest.raises(Unreadable, match="at most 20,000,000 are read"):
        read(message() + b" " * 20_000_000)
