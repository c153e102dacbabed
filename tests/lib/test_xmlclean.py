"""XML of strangers that is put right while it is read: the same however it is cut into pieces."""

from __future__ import annotations

import io

import pytest

from dateline.lib.xml import XmlRefused
from dateline.lib.xmlclean import Clean, TooLarge, clean_elements
from dateline.lib.xmlstream import child


class Pieces(io.BytesIO):
    """A file that gives a few bytes at a time."""

    few = 0

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.few or size)


def read(inside: str | bytes, few: int = 0, before: bytes = b'<?xml version="1.0"?>'):
    """The text of the one item, and what was mended."""
    raw = inside if isinstance(inside, bytes) else inside.encode()
    file = Pieces(before + b"<rss><item><t>" + raw + b"</t></item></rss>")
    clean = Clean(file)
    file.few = few
    said = [child(one, "t") for one in clean_elements(clean, "rss/item")]
    return said[0], list(clean.mends())


@pytest.mark.parametrize("few", [0, 1, 2, 3, 7, 50])
@pytest.mark.parametrize(("inside", "text", "kinds"), [
    ("a &amp; b &lt; &#233;&#xE9; &quot;", 'a & b < éé "', ()),
    ("Draft & Post &amp; More&mdash;More", "Draft & Post & More—More", ("ampersands", "named")),
    ("https://a.example/?x=1&auto=format&q=80", "https://a.example/?x=1&auto=format&q=80",
     ("ampersands",)),
    ("AT&T; &unknown; &", "AT&T; &unknown; &", ("ampersands",)),
    ("<![CDATA[a & b &nbsp; &#8;]]> & c", "a & b &nbsp; &#8; & c", ("ampersands",)),
    ("<!-- a & b -->x & y<!-- & -->", "x & y", ("ampersands",)),
    ("<![CDATA[<!-- wp:x -->a & b]]>&nbsp;c", "<!-- wp:x -->a & b\xa0c", ("named",)),
    ("<![CDATA[a ]]]]><![CDATA[> &b]]> &euro;", "a ]]> &b €", ("named",)),
    ("tab&#9;bell&#7;&#x1F;&#0;.", "tab\tbell.", ("control",)),
    ("&nbsp", "&nbsp", ("ampersands",)),
    ("&lt;p&gt;x &amp;nbsp; y", "<p>x &nbsp; y", ()),
])
def test_ampersands_are_mended_outside_of_cdata_alone(few, inside, text, kinds):
    said, mends = read(inside, few)
    assert said.replace("\xa0", " ") == text.strip().replace("\xa0", " ")
    assert len(mends) == len(kinds)
    assert all(kind in mend for kind, mend in zip(kinds, mends, strict=True)), mends


def test_how_many_were_mended_is_told():
    assert read(b"a & b & c&nbsp;d\x0b" + b"\xfc")[1] == [
        "1 control characters, which no XML may hold, were left out",
        "1 bytes are no UTF-8: they were read as windows-1252",
        "2 ampersands stand for themselves where XML has &amp;",
        "1 of HTML's named characters (such as &nbsp;) are used without being declared"]


@pytest.mark.parametrize(("before", "told"), [
    (b'\n\n <?xml version="1.0" encoding="UTF-8"?>\n', 0),
    (b'\xef\xbb\xbf\n<?xml version="1.0"?>', 0), (b"\xef\xbb\xbf", 0), (b"\n", 0),
    (b'<br /><b>Warning</b>: no such file\n<?xml version="1.0"?>\n', 1),
    (b"Notice: x < y & z\n", 1), (b"<!-- made by hand -->\n", 0),
    (b'<?xml version="1.0"?>\n<!-- a & b, <rss> -->\n', 0),
])
def test_what_stands_before_the_document_is_left_out_and_told(before, told):
    said, mends = read("words", before=before)
    assert said == "words" and len(mends) == told, mends


@pytest.mark.parametrize(("charset", "text"), [
    ("iso-8859-1", "Köln – 5 €"), ("ISO-8859-2", "Łódź"), ("windows-1251", "Ньюс"),
    ("utf8", "Köln"), ("Shift_JIS", "東京"), ("UTF-16", "Köln")])
def test_other_character_sets_are_mended_too(charset, text):
    written = "windows-1252" if charset == "iso-8859-1" else charset
    raw = (f'<?xml version="1.0" encoding="{charset}"?>\n<rss><item><t>{text}'
           f'{"" if charset == "UTF-16" else " & &nbsp;"}.</t></item></rss>').encode(written)
    clean = Clean(io.BytesIO(raw))
    said = [child(one, "t") for one in clean_elements(clean, "rss/item")]
    assert said[0].startswith(text) and len(list(clean.mends())) == (charset != "UTF-16") * 2


def test_a_character_set_nobody_knows_is_refused():
    for name in (b"zip", b"x-nonsense", b"rot13", b"idna"):
        with pytest.raises(XmlRefused):
            read("a", before=b'<?xml version="1.0" encoding="' + name + b'"?>')


@pytest.mark.parametrize("tag", [
    "<rss>", "<rss\n xmlns:wp='urn:a'\n xmlns:wp='urn:b' version='2.0' >",
    "<rss xmlns:t='urn:c' xmlns:t='urn:c'>"])
def test_prefixes_without_or_with_two_meanings_are_read(tag):
    raw = f"{tag}\n<item><wp:t a='1'>words</wp:t><itunes:x/></item></rss>".encode()
    assert [child(one, "t") for one in clean_elements(Clean(io.BytesIO(raw)), "rss/item")] == [
        "words"]


def test_a_document_type_is_not_left_out_but_refused():
    for before in (b"<!DOCTYPE rss [<!ENTITY a 'b'>]>", b"<!-- x --><!DOCTYPE rss>"):
        with pytest.raises(XmlRefused, match="document type"):
            read("&a;", before=before)


def test_lines_count_right_after_what_was_left_out():
    with pytest.raises(XmlRefused, match=r"^line 4:"):
        read("\n<b>", before=b'\nNotice\n<?xml version="1.0"?>')


def test_one_element_without_end_is_refused_where_it_is_too_large():
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(size) or b"<wp/>" * 1000

    with pytest.raises(TooLarge):
        list(clean_elements(Clean(Endless(b"<rss><item>"), 100_000), "rss/item"))
