"""Hostile files: nothing is expanded, loaded or run by either reader of NewsML, and none hangs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats import newsml1, newsmlg2
from dateline.formats.item import Received, Unreadable
from dateline.formats.newsml_body import from_plain
from dateline.formats.newsml_tree import MOST, MOST_DOUBTS

Reader = Callable[[bytes], tuple[Received, ...]]
READERS = [newsmlg2.read, newsml1.read]
G2 = b"<newsItem guid='urn:x:1'><itemMeta/><contentSet><inlineXML>%s</inlineXML></contentSet></newsItem>"  # noqa: E501
G1 = b"<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>%s</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"  # noqa: E501
both = pytest.mark.parametrize(
    ("read", "frame"), [(newsmlg2.read, G2), (newsml1.read, G1)], ids=["newsml-g2", "newsml-1"]
)
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@both
@pytest.mark.parametrize(
    ("before", "body", "said"),
    [
        (LAUGHS, b"<p>&b;</p>", "declares entities"),
        (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"<p>&a;</p>", "entities"),
        (b"<!DOCTYPE x [<!ENTITY % a 'x'>%a;]>", b"<p/>", "entities"),
        (b"", b"<p>&a;</p>", "Entity 'a' not defined"),
        (b"", b"<b>" * 20_000 + b"</b>" * 20_000, "deep"),
        (b"", b"<b>" * 120 + b"</b>" * 120, "nested more than 100 deep"),
        (b"", b" " * MOST, "at most 20,000,000 are read"),
        (b"<?xml version='1.0' encoding='x-unknown'?>", b"<p/>", ""),
    ],
    ids=["laughs", "file", "parameter", "undefined", "abyss", "deep", "large", "charset"],
)
def test_is_refused_with_a_reason(
    read: Reader, frame: bytes, before: bytes, body: bytes, said: str
) -> None:
    raw = before + frame % body
    if not said:
        assert "'x-unknown' is not known" in read(raw)[0].doubts[0]
        return
    with pytest.raises(Unreadable, match=said) as refused:
        read(raw)
    assert "\n" not in str(refused.value)


@both
def test_dtd_is_not_loaded(read: Reader, frame: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text("<!ENTITY a 'told'>")
    doctype = f"<!DOCTYPE x SYSTEM '{(tmp_path / 'x.dtd').as_uri()}'>".encode()
    assert read(doctype + frame % b"<p>safe</p>")[0].item.body_text == "safe"
    with pytest.raises(Unreadable, match="Entity 'a' not defined"):
        read(doctype + frame % b"<p>&a;</p>")


@both
@pytest.mark.parametrize(
    "body",
    [
        b"<p>safe<script>alert(1)</script></p>",
        b"<![CDATA[<p>safe<script>alert(1)</script></p>]]>",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><body><p onload='alert(1)'>safe</p></body>"
        b"</html>",
        b"<p>safe<img src='x' onerror='alert(1)'/></p>",
        b"<p>safe<svg><script>alert(1)</script></svg></p>",
        b"<p>safe<a href='javascript:alert(1)'> </a></p>",
        b"<p>safe<a href='java&#9;script:alert(1)'> </a></p>",
        b"<p>safe<a href='/alert'> </a></p>",
        b"<p>safe<iframe src='https://x.example/alert'/></p>",
        b"<p style='background:url(alert)'>safe</p>",
        b"<form action='alert'><p>safe</p></form>",
        b"<x:script xmlns:x='urn:x'>alert(1)</x:script><p>safe</p>",
    ],
)
def test_script_in_a_body_leaves_nothing(read: Reader, frame: bytes, body: bytes) -> None:
    item = read(frame % body)[0].item
    assert item.body_text == "safe"
    assert "alert" not in item.body_html


@both
def test_broken_character_set_is_read_with_a_doubt(read: Reader, frame: bytes) -> None:
    received = read(frame % "<p>caf\xe9</p>".encode("latin-1"))[0]
    assert received.item.body_text == "café"
    assert "is no character of utf-8; it was read as windows-1252" in received.doubts[0]
    received = read(frame % b"<p>a\x1ab</p>")[0]
    assert received.item.body_text == "a\ufffdb"
    assert "control character" in received.doubts[0]


COMPONENT = b"<NewsML><NewsItem><NewsComponent>%s</NewsComponent></NewsItem></NewsML>"
STORY = (
    b"<NewsComponent><NewsLines><HeadLine/></NewsLines><ContentItem><DataContent/></ContentItem>"
    b"</NewsComponent>"
)


@pytest.mark.parametrize(
    ("read", "raw", "said"),
    [
        (newsmlg2.read, b"<newsMessage><itemSet>%s</itemSet></newsMessage>" % (
            b"<newsItem/>" * 150_000), "brings 150,000 items"),
        (newsml1.read, b"<NewsML>%s</NewsML>" % (b"<NewsItem/>" * 150_000), "150,000 items"),
        (newsmlg2.read, b"<newsItem>%s</newsItem>" % (b"<x/>" * 250_000), "200,000 elements"),
        (newsml1.read, COMPONENT % (b"<ContentItem/>" * 150_000), "more than 500 contents"),
        (newsml1.read, COMPONENT % (STORY * 200), "200 stories"),
    ],
    ids=["g2-items", "1-items", "elements", "contents", "stories"],
)
def test_more_than_a_file_brings_is_refused(read: Reader, raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(raw)


@pytest.mark.parametrize(
    "part",
    [b"<edNote>%d</edNote>", b"<link href='https://w.example/%d'/>", b"<memberOf literal='%d'/>",
     b"<signal qcode='x%d:1'/>", b"<subject qcode='y%d:1'/>", b"<headline>%d</headline>",
     b"<catalog><scheme alias='a%d' uri='urn:x'/></catalog>"],
)
def test_very_many_of_anything_is_read_with_few_doubts(part: bytes) -> None:
    many = b"".join(part % number for number in range(30_000))
    (received,) = newsmlg2.read(
        b"<newsItem>%b<itemMeta>%b</itemMeta><contentMeta>%b</contentMeta></newsItem>"
        % (many if b"catalog" in part else b"", many, many)
    )
    assert len(received.doubts) <= MOST_DOUBTS + 1
    assert sum(map(len, received.doubts)) < 100_000


@pytest.mark.parametrize("read", READERS)
@given(raw=st.binary(max_size=60) | st.sampled_from([G2, G1]).flatmap(
    lambda frame: st.text("<>&;![]ab/='", max_size=30).map(lambda text: frame % text.encode())))
def test_any_bytes_are_read_or_refused(read: Reader, raw: bytes) -> None:
    try:
        assert read(raw)
    except Unreadable as refused:
        assert str(refused) and "\n" not in str(refused)


@pytest.mark.parametrize("flood", ["<div>" * 200_000, "<b class=1>" * 30_000, "&" * 4_000_000])
def test_a_flood_of_tags_in_character_data_stays_text(flood: str) -> None:
    """A cleaner of HTML would take minutes for each."""
    html, text = from_plain(f"<p>Some {flood}</p>")
    assert html == "" and text.startswith("<p>Some")
