"""ninjs of every version and what is sent under that name: read, doubted, refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from test_ninjs import KILLED, NOON, RICH

from dateline.formats.item import (
    UNDATED,
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
    Unreadable,
)
from dateline.formats.ninjs import dump
from dateline.formats.ninjs_dialects import read

OLD: dict[str, Any] = {
    "uri": "https://wire.example/1", "type": "text", "version": "2", "language": "en",
    "versioncreated": "2031-05-04T12:00:00Z", "headline": "Ferry", "body_html": "<p>Back.</p>",
}


def raw(**more: Any) -> bytes:
    return json.dumps(OLD | more).encode()


def item(**more: Any) -> NewsItem:
    return read(raw(**more))[0].item


def doubts(**more: Any) -> str:
    return "\n".join(read(raw(**more))[0].doubts)


def test_item_of_ninjs_1_is_read_without_a_doubt() -> None:
    (received,) = read(raw())
    assert received.doubts == ()
    assert received.item == NewsItem(
        guid="https://wire.example/1",
        uri="https://wire.example/1",
        version=2,
        headline="Ferry",
        standfirst="",
        body_text="Back.",
        body_html="<p>Back.</p>",
        language="en",
        pubstatus="usable",
        version_created=NOON,
        first_created=None,
        published=None,
    )


@pytest.mark.parametrize("item_", [RICH, KILLED])
def test_our_own_ninjs_3_is_read_as_its_reader_does(item_: NewsItem) -> None:
    (received,) = read(dump(item_))
    assert received.doubts == ()
    assert (received.item.guid, received.item.version) == (item_.guid, item_.version)
    assert received.item.pubstatus == item_.pubstatus
    assert received.item.notices[-1] == item_.notices[-1]
    assert received.item.body_text == ("" if item_ is KILLED else item_.body_text)


def test_ninjs_3_body_is_cleaned() -> None:
    dirty = {"standard": {"version": "3.1"}, "versionCreated": "2031-05-04T12:00:00Z",
             "uri": "urn:x:1", "headlines": [{"value": "Ferry"}], "language": "en", "version": "1",
             "bodies": [{"contentType": "text/html", "value": "<p>Hi<script>evil()</script>"}]}
    (received,) = read(json.dumps(dirty).encode())
    assert received.item.body_html == "<p>Hi</p>"
    assert received.doubts == ()


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"guid": "tag:1"}, "guid", "tag:1"),
        ({"altids": {"itemid": "5ee9"}}, "guid", "5ee9"),
        ({"version": 7}, "version", 7),
        ({"version": 0}, "version", 1),
        ({"byline": "By Ana Brandão"}, "bylines", ("Ana Brandão",)),
        ({"authors": [{"name": "Ana"}, {"name": "Piet"}]}, "bylines", ("Ana", "Piet")),
        ({"source": "WIRE"}, "credit", "WIRE"),
        ({"infosource": [{"name": "Wire"}]}, "credit", "Wire"),
        ({"located": "Pier"}, "located", Place("Pier")),
        ({"datelinelocation": {"city": "Pier"}}, "located", Place("Pier")),
        ({"dateline": {"located": {"city": "Pier"}}}, "located", Place("Pier")),
        ({"description_html": "<p>One <b>two</b>.</p>"}, "standfirst", "One two."),
        ({"description_text": "Say."}, "standfirst", "Say."),
        ({"service": [{"code": "f", "name": "Finance"}]}, "section", "Finance"),
        ({"genre": [{"name": "Feature"}]}, "genre", "Feature"),
        ({"urgency": 3}, "urgency", 3),
        ({"urgency": True}, "urgency", None),
        ({"copyrightnotice": "© W", "usageterms": ["No resale"]}, "rights", "© W No resale"),
        ({"firstpublished": "2031-05-04T12:00:00+0000"}, "published", NOON),
        ({"expires": "2031-05-04T14:00:00+02:00"}, "expires", NOON),
        ({"subject": [{"code": "04005004", "name": "oil"}]}, "subjects",
         (Subject("oil", "subject", "http://cv.iptc.org/newscodes/subjectcode/04005004"),)),
        ({"subject": [{"code": "medtop:20000170"}]}, "subjects",
         (Subject("medtop:20000170", "subject",
                  "http://cv.iptc.org/newscodes/mediatopic/20000170"),)),
        ({"person": [{"name": "Ana"}], "keywords": ["boat", 5, "boat"]}, "subjects",
         (Subject("Ana", "person"), Subject("boat", "subject"))),
        ({"headline": 5, "headlines": [{"value": "High"}]}, "headline", "5"),
        ({"headline": None, "headlines": [{"value": "High"}]}, "headline", "High"),
        ({"body_html": None, "body_xhtml": "<p>X</p>"}, "body_html", "<p>X</p>"),
        ({"body_html": None, "bodies": [{"contenttype": "text/html", "value": "<p>X</p>"}]},
         "body_html", "<p>X</p>"),
        ({"body_html": None, "body_text": "One.\r\n\r\nTwo."}, "body_html",
         "<p>One.</p>\n<p>Two.</p>"),
        ({"body_html": "<p>Hi<script>x</script> <a href='javascript:x'>you</a>"}, "body_html",
         "<p>Hi you</p>"),
        ({"body_html": None, "body_nitf": "<block><p>X</p></block>"}, "body_html", "<p>X</p>"),
        ({"pubstatus": "Withheld"}, "pubstatus", "withheld"),
        ({"pubstatus": "cancelled"}, "pubstatus", "canceled"),
        ({"pubstatus": "odd"}, "pubstatus", "withheld"),
        ({"embargoed": "2031-05-04T13:00:00Z"}, "pubstatus", "withheld"),
        ({"embargoed": "2031-05-04T11:00:00Z"}, "pubstatus", "usable"),
        ({"versioncreated": "soon"}, "version_created", UNDATED),
        ({"versioncreated": None, "firstcreated": "2031-05-04T12:00:00Z"}, "version_created", NOON),
        ({"associations": {"b": {"type": "text", "headline": "Pier", "uri": "urn:p"}}}, "related",
         (Link("Pier", "urn:p"),)),
        ({"associations": [{"type": "picture", "rel": "x", "description_text": "Pier."}]},
         "pictures", (Picture("Pier."),)),
        ({"headline": "half \ud83d"}, "headline", "half ?"),
        ({"subject": "sea", "associations": 5, "authors": [1], "renditions": "x"}, "subjects", ()),
    ],
)
def test_dialects_are_read_leniently(more: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(item(**more), field) == value


def test_pictures_have_their_files_in_pixels() -> None:
    picture = {
        "type": "picture", "description_text": "Pier.", "body_text": "A pier", "byline": "Ana",
        "renditions": {
            "original": {"href": "https://w.example/p.jpg", "mimetype": "image/jpeg",
                         "width": 9, "height": -1},
            "clip": {"href": "https://w.example/p.mp4", "mimetype": "video/mp4"},
        },
    }
    file = Rendition("https://w.example/p.jpg", "image/jpeg", 9, 0)
    assert item(associations={"featuremedia": picture}).pictures == (
        Picture("Pier.", "A pier", "Ana", (file,), "featured"),)


def test_picture_inside_a_body_is_noted() -> None:
    html = '<p>A</p><figure><img src="https://w.example/p.jpg" alt="pier"></figure>'
    assert item(body_html=html).pictures == (
        Picture("", "pier", renditions=(Rendition("https://w.example/p.jpg", "", 0, 0),)),)


def test_canceled_item_keeps_headline_and_note_alone() -> None:
    killed = item(pubstatus="canceled", ednote="Wrong boat.", byline="Ana", embargoed="2032-01-01")
    assert (killed.headline, killed.body_html, killed.bylines) == ("Ferry", "", ())
    assert (killed.signal, killed.embargoed) == ("kill", None)
    assert killed.notices == (Notice("kill", "Wrong boat.", NOON),)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"type": "advisory"}, "its type “advisory” is none of ninjs; read as text"),
        ({"version": None}, "no version is stated; taken as 1"),
        ({"version": "two"}, "the version is no number from 1 on: “two”"),
        ({"language": None}, "no language is stated"),
        ({"headline": None, "headlines": []}, "no headline is stated"),
        ({"body_html": None}, "it has no text"),
        ({"body_html": None, "renditions": {"nitf": {"type": "text", "href": "https://w/1"}}},
         "its text is not in the file, but at “https://w/1”"),
        ({"versioncreated": "2031-05-04T12:00:00"}, "names no time zone; read as UTC"),
        ({"versioncreated": "soon"}, "versioncreated is no time: “soon”"),
        ({"versioncreated": None}, "no time is stated"),
        ({"pubstatus": "odd"}, "its status “odd” is not known; taken as withheld"),
        ({"embargoed": "2032-05-04T13:00:00Z"}, "its embargo is yet to end; taken as withheld"),
        ({"ednote": "Hold."}, "note to editors: “Hold.”"),
        ({"urgency": "high"}, "the urgency is none of 1 to 9: “high”"),
        ({"body_html": "<div>" * 900}, "the body's HTML is too large, deep or empty"),
        ({"versionCreated": "x", "pubStatus": "odd"}, "as ninjs 3 it is refused"),
    ],
)
def test_every_oddity_is_a_doubt(more: dict[str, Any], said: str) -> None:
    assert said in doubts(**more)


def test_lists_and_wrappers_hold_several_items() -> None:
    first, second, picture = OLD, OLD | {"headline": "Pier"}, OLD | {"type": "picture"}
    for wrapped in (
        [first, second], {"item": [first, second]}, {"_items": [first, second]},
        {"data": {"items": [{"meta": {}, "item": first}, {"item": second}]}},
    ):
        found = read(json.dumps(wrapped).encode())
        assert [one.item.headline for one in found] == ["Ferry", "Pier"]
    (alone,) = read(json.dumps([first, picture]).encode())
    assert alone.doubts == ("1 other items of this file are no texts and were left out",)


def test_other_character_sets_of_json_are_read() -> None:
    text = json.dumps(OLD | {"headline": "Fähre"}, ensure_ascii=False)
    assert read(text.encode("utf-16"))[0].item.headline == "Fähre"
    (received,) = read(text.encode("latin-1"))
    assert received.item.headline == "Fähre"
    assert "read as Windows-1252" in received.doubts[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is not JSON"),
        (b"<nitf/>", "this is not JSON"),
        (b"\xff\xd8\xff\xe0", "this is not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b"9" * 5_000, "this is not JSON"),
        (b"5", "holds no news item"),
        (b"[]", "holds no news item"),
        (b'{"uri": "urn:x"}', "holds no news item"),
        (b'{"headline": "x"}', "holds no news item"),
        (b'{"uri": "urn:x", "headline": "x", "type": "video"}', "of the type “video”"),
        (json.dumps([OLD] * 1_001).encode(), "more than the 1,000 items"),
        (b" " * 20_000_001, "at most 20,000,000 are read"),
    ],
)
def test_what_is_no_ninjs_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        read(data)
    assert "\n" not in str(refused.value)


def test_ten_megabytes_in_one_body_are_told() -> None:
    assert "too large to be read as HTML" in doubts(body_html="<p>" + "word " * 2_000_000)
    assert item(body_html=None, body_text="word " * 2_000_000).headline == "Ferry"


def test_times_are_in_utc() -> None:
    assert item(versioncreated="2031-05-04T14:00:00+0200").version_created == datetime(
        2031, 5, 4, 12, 0, tzinfo=UTC)
