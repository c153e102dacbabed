"""ANPA 1312: an invented message, what is odd about others, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.formats.anpa import read
from dateline.formats.item import UNDATED, NewsItem, Place, Unreadable

HEADING = "S2870\x1fcoast\nu i\x13\x11 BC-Ferry-Saltmarsh     05-04 0104\r\n"
TEXT = (
    "^BC-Ferry-Saltmarsh,40<\r\n^Ferry returns to Saltmarsh<\r\n^By ANA BRANDAO=\r\n"
    "^Saltmarsh Mail=\r\n\t   SALTMARSH, Isle (SM) _ The ferry is back _ at last.\r\n \r\n"
    "\t   ``We waited,'' she said\r\nafter eleven years.\r\n\t   ___\r\n"
)
TRAILER = "SM-WF-05-04-31 1200GMT<\r\n\x0c\r\n\x04"


def message(heading: str = HEADING, text: str = TEXT, trailer: str = TRAILER) -> bytes:
    return f"\x16\x16\x01{heading}\x02{text}\t   \x03{trailer}".encode("latin-1")


def item(**parts: str) -> NewsItem:
    return read(message(**parts))[0].item


def test_message_is_read() -> None:
    (received,) = read(message())
    assert received.item == NewsItem(
        guid="anpa:S2870:2031-05-04",
        uri="",
        version=1,
        headline="Ferry returns to Saltmarsh",
        standfirst="",
        body_text="The ferry is back – at last.\n\n“We waited,” she said after eleven years.",
        body_html="<p>The ferry is back – at last.</p>\n"
                  "<p>“We waited,” she said after eleven years.</p>",
        language="",
        pubstatus="usable",
        version_created=datetime(2031, 5, 4, 12, 0, tzinfo=UTC),
        first_created=None,
        published=None,
        slugline="BC-Ferry-Saltmarsh",
        urgency=3,
        located=Place("SALTMARSH, Isle"),
        credit="SM",
        bylines=("ANA BRANDAO, Saltmarsh Mail",),
        section="international news",
    )
    assert received.sent == datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
    assert received.doubts == (
        "its identifier is made of service level, number and day; it has none that lasts",)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("^Boat, 1st Ld-Writethru,40<\n\t   A boat.", "slugline", "Boat"),
        ("^Boat, 1st Ld-Writethru,40<\n\t   A boat.", "signal", "update"),
        ("^Boat, Correction,40<\n\t   A boat.", "signal", "correction"),
        ("^Boat, KILL,40<\n\t   A boat.", "signal", "kill"),
        ("^*9006< ^Boat,40<\n\t   A boat.", "slugline", "Boat"),
        ("^Boat<\n\t   A boat.", "headline", ""),
        ("^Boat<\n^It floats<\n^Again, they say.<\n\t   A boat.", "standfirst", "Again, they say."),
        ("^Boat<\n^List<\n^One\n^Two\n", "body_text", "One\n\nTwo"),
        ("^Boat<\n^League=\n^By The Mail=\n^NORTH=\n\t   A boat.", "bylines", ("The Mail",)),
        ("^Boat<\n^T=\n\x08^;W;L\x10\n\x08Pier\x10 End;3{;_\x10\n", "body_html",
         "<table><tr><td></td><td>W</td><td>L</td></tr>"
         "<tr><td>Pier End</td><td>3½</td><td>–</td></tr></table>"),
        ("^Boat<\n\t   Tides<\n\t   ;A;B<\n\t   Pier;1;2<\n", "body_text",
         "Tides\n\n\tA\tB\nPier\t1\t2"),
        ("no beginning\n\t   A boat.", "body_text", "no beginning\n\nA boat."),
        ("", "body_text", ""),
    ],
)
def test_text_is_read_leniently(text: str, field: str, value: Any) -> None:
    assert getattr(item(text=text), field) == value


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"text": "^Boat, 1st Ld,40<\n\t   A."}, "the sender marks it “1st Ld”"),
        ({"text": "^Boat, KILL,40<\n\t   A."}, "the sender kills a story with it"),
        ({"text": "^Boat<\n^Eds: Hold until noon.<\n\t   A."}, "note to editors: “Eds: Hold"),
        ({"text": "^Boat<\n^AP Photo X1<\n\t   A."}, "note to editors: “AP Photo X1”"),
        ({"text": "^Boat<\n\t   3{ boats"}, "“{” was read as ½"),
        ({"text": "^Boat<\n\t   A."}, "no headline is stated"),
        ({"text": "^Zürich<\n"}, "read as Windows-1252"),
        ({"heading": "S2870\x1fx\nk i\x13\x11 BC-F     05-04 01\n"}, "priority “k” is none of"),
        ({"heading": "S2870\x1fx\nr z\x13\x11 BC-F     05-04 01\n"}, "category “z” is none of"),
        ({"heading": "S2870\x1fx\n"}, "the heading is not ANPA's"),
        ({"trailer": "SM-WF-05-04-31 1200\x04"}, "the time names no zone; read as GMT"),
        ({"trailer": "SM-WF-05-04-31 1200EST\x04"}, "the time zone “EST” is not known"),
        ({"trailer": "SM-WF-05-34-31 1200GMT\x04"}, "the time is none"),
        ({"trailer": "\x04"}, "no time is stated"),
        ({"trailer": "\x04"}, "it has no identifier"),
        ({"trailer": "SM-WF-05-04-31 1200GMT"}, "the message breaks off"),
    ],
)
def test_every_oddity_is_a_doubt(parts: dict[str, str], said: str) -> None:
    both = read(message() + message(**parts))
    assert said in "\n".join(both[1].doubts)


def test_heading_without_time_leaves_the_item_undated() -> None:
    assert item(trailer="\x04").version_created == UNDATED


def test_markup_in_a_message_is_text() -> None:
    text = "^Boat<\n\t   <script>evil()"
    assert item(text=text).body_html == "<p>&lt;script&gt;evil()</p>"


@pytest.mark.parametrize("text", [
    "^Boat<\n\t   " + "word " * 2_000_000, "^Boat<\n" + "x\n" * 1_000_000, "^" + "," * 9_000_000,
    "^Boat<\n\t" + ";" * 1_000_000, " " * 9_000_000, "^Boat<\n\t   " + "(" * 9_000_000,
])
def test_megabytes_are_read(text: str) -> None:
    assert read(message(text=text))[0].item.guid == "anpa:S2870:2031-05-04"


@pytest.mark.parametrize("heading", ["S2870\x1fcoast\nu i" + " " * 9_000_000, "\x1f" * 9_000_000])
def test_megabytes_of_heading_are_read(heading: str) -> None:
    assert len(read(message() + message(heading=heading))) == 2


@pytest.mark.parametrize(
    "raw", [b"", b"Ferry returns", b"\x16\x16\x01\x02\x03\x04", b"\x01S2870\x1fcoast\nu i\n"]
)
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="this is no ANPA 1312"):
        read(raw)
