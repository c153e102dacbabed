"""An article in HTML or prose is read part by part; hostile or broken input is words, or refused.

`DRAW_CASES=1` writes what is read now beside each case; look at the difference before you keep it.
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.formats.article import MAX_BYTES, MAX_TEXT, Article, NotArticle, parse

CASES = Path(__file__).parent / "cases" / "article"
LONG = "All ferries are in port until the storm has passed, and nobody knows when that will be."


def spelled(value):
    """What a document says, without what it leaves out."""
    said = {}
    for name, held in asdict(value).items():
        default = next(field.default for field in fields(value) if field.name == name)
        if held != default:
            said[name] = held.isoformat() if isinstance(held, datetime) else held
    for name in ("blocks", "pictures", "tags"):
        if name in said:
            said[name] = [
                {key: part for key, part in one.items() if part not in ("", (), False)}
                for one in said[name]
            ]
    return json.loads(json.dumps(said))


@pytest.mark.parametrize("name", [
    "page-with-data.html", "page-microdata.html", "page-bare.html", "copied-from-a-browser.html",
    "copied-from-a-document.html", "prose.txt",
])
def test_each_case_is_read_as_it_should_be(name):
    path = CASES / name
    golden = path.with_suffix(".json")
    said = spelled(parse(path.read_bytes()))
    if os.environ.get("DRAW_CASES"):
        golden.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n")
    assert said == json.loads(golden.read_text())


def texts(data) -> list[str]:
    """The words of each block."""
    return [block.words().strip() for block in parse(data).blocks]


# -- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stated", "read"), [
    ("2019-03-09T07:05:00+03:00", "2019-03-09T07:05:00+03:00"),
    ("2019-03-09T07:05:00Z", "2019-03-09T07:05:00+00:00"),
    ("Sat, 09 Mar 2019 07:05:00 GMT", "2019-03-09T07:05:00+00:00"),
    ("2019-03-09T07:05:00", None),
    ("2019-03-09", None),
    ("yesterday", None),
    ("0001-01-01T00:00:00+14:00", None),
    ("", None),
])
def test_a_date_counts_only_with_the_zone_it_states(stated, read):
    page = (f'<!doctype html><title>x</title><meta property="article:published_time" '
            f'content="{stated}"><article><h1>Ferries</h1><p>{LONG}</p></article>')
    article = parse(page)
    assert article.date_said == stated
    assert (article.published_at and article.published_at.isoformat()) == read


def test_a_year_in_the_footer_is_no_date():
    article = parse(f"<!doctype html><title>x</title><p>{LONG}</p><footer>© 2021 Kestrel</footer>")
    assert (article.published_at, article.date_said) == (None, "")


# -- one source before another --------------------------------------------------------------------


def test_what_has_no_source_is_empty():
    article = parse(f"<div><p>{LONG}</p></div>")
    assert article == Article("fragment", blocks=article.blocks)
    assert [block.text for block in article.blocks] == [LONG]


def test_a_standfirst_that_begins_the_text_is_none():
    page = ('<!doctype html><title>x</title><meta name="description" content="{}"><article>'
            "<h1>Ferries</h1><p>{}</p></article>")
    assert parse(page.format(LONG[:40] + "…", LONG)).standfirst == ""
    assert parse(page.format("The islands wait.", LONG)).standfirst == "The islands wait."


def test_the_body_may_stand_in_the_data_alone():
    page = ('<!doctype html><title>x</title><script type="application/ld+json">'
            '{"@type": ["NewsArticle"], "headline": "Ferries", "articleBody": "One &amp; two.'
            '\\n\\n\\"We wait.\\"", "author": "Ada Quill", "dateline": "PORT ELLIS"}</script>'
            "<div id=app></div>")
    article = parse(page)
    assert (article.headline, article.authors, article.place) == (
        "Ferries", ("Ada Quill",), "PORT ELLIS")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", "One & two."), ("quotation", '"We wait."')]


@pytest.mark.parametrize("data", [
    "[1, 2", "[" * 100_000, "null",
    '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[]]}',
    '{"@type": 7, "@graph": {"@graph": {"@graph": {}}}}', '{"@type": "Article", "keywords": [1]}',
])
def test_broken_data_does_not_spoil_the_page(data):
    article = parse(f'<!doctype html><title>x</title><script type="application/ld+json">{data}'
                    f"</script><article><h1>Ferries</h1><p>{LONG}</p></article>")
    assert (article.headline, [block.text for block in article.blocks]) == ("Ferries", [LONG])


def test_a_saved_page_knows_where_it_was_saved_from():
    saved = (f"<!doctype html>\n<!-- saved from url=(0027)https://kestrel.example/a/b -->\n"
             f'<title>x</title><p>{LONG} <a href="c">More</a></p>')
    article = parse(saved)
    assert article.address == "https://kestrel.example/a/b"
    assert article.blocks[0].marks[0][3] == "https://kestrel.example/a/c"


# -- prose ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "headline", "paragraphs"), [
    ("Ferries Stay\n\nThey wait.", "Ferries Stay", ["They wait."]),
    ("Ferries Stay\nThey wait.\nWe wait.", "Ferries Stay", ["They wait.", "We wait."]),
    ("They wait.\n\nWe wait.", "", ["They wait.", "We wait."]),
    ("They wait", "", ["They wait"]),
    ("\r\n\r\nFerries\r\n\r\nThey\r\nwait.", "Ferries", ["They wait."]),
    ("a < b & c > d.\n\n5 <b>", "", ["a < b & c > d.", "5 <b>"]),
])
def test_prose_is_a_headline_and_paragraphs(text, headline, paragraphs):
    article = parse(text)
    assert article.kind == "prose"
    assert (article.headline, [block.text for block in article.blocks]) == (headline, paragraphs)


# -- letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("charset", "declared", "doubts"), [
    ("utf-8", "", ()),
    ("utf-8", "windows-1252", ()),
    ("utf-16", "", ()),
    ("windows-1256", "windows-1256", ()),
    ("iso-8859-6", "ISO-8859-6", ()),
    ("windows-1256", "", ("charset",)),
    ("windows-1256", "utf-7", ("charset",)),
    ("windows-1256", "rot13", ("charset",)),
    ("windows-1256", "utf-8", ("charset",)),
])
def test_the_character_set_is_found_or_doubted(charset, declared, doubts):
    text = "العبارات تبقى في الميناء"
    page = f'<meta charset="{declared}"><p>{text}</p>'
    article = parse(page.encode(charset))
    assert article.doubts == doubts
    assert ([block.text for block in article.blocks] == [text]) == (not doubts)


def test_invisible_controls_and_half_pairs_are_gone():
    assert texts("<p>a\x00b\ud800c&#0;&#xd800;&#1;</p><script>x</script>&#1;&#xffff; tail") == [
        "a\ufffdb\ufffdc\ufffd\ufffd", "tail"]


# -- hostile --------------------------------------------------------------------------------------


def test_scripts_and_hidden_texts_leave_nothing():
    article = parse(
        '<p onclick="x()">Seen<script>s</script><style>s</style><!-- c --><b hidden>h</b></p>'
        '<p style="Display : None">d</p><p style="opacity:0.5">half</p><noscript>n</noscript>'
        '<span class="sr-only">r</span><template>t</template><svg><text>v</text></svg>'
        '<form><p>f</p></form><iframe src="https://evil.example/">i</iframe>'
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">'
    )
    assert [block.text for block in article.blocks] == ["Seen", "half"]


def test_only_safe_links_and_no_pictures_data_stay():
    article = parse(
        '<p><a href="javascript:x()">a</a> <a href="JaVa\tscript:x()">b</a> '
        '<a href="data:text/html,x">c</a> <a href="//evil.example">d</a> '
        '<a href="https://kestrel.example/">e</a></p>'
        '<img src="data:image/png;base64,AAAA" alt="embedded"><img src="javascript:x()" alt="y">'
        '<img src="https://t.example/pixel.gif" width="1" height="1">'
    )
    assert [mark[3] for mark in article.blocks[0].marks] == ["https://kestrel.example/"]
    assert [(note.url, note.alt) for note in article.pictures] == [("", "embedded"), ("", "y")]


def test_entities_and_files_are_never_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    article = parse(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        f'<!ENTITY c SYSTEM "{secret.as_uri()}">]><html><body><p>{LONG} &b; &c;</p></body></html>'
    )
    assert "aaaaaaaaaa" not in article.blocks[0].text
    assert "the secret" not in str(article)
    assert article.blocks[0].text == f"{LONG} &b; &c;"


@pytest.mark.parametrize(("data", "words"), [
    ("", "this is empty"),
    (b" \n", "this is empty"),
    ("<p>" + "a" * MAX_BYTES, "this is too large for one article (more than 5 MB)"),
    (b"%PDF-1.7 text", "this is binary"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "this is binary"),
    ("<div>" * 100_000 + "x", "this HTML is nested too deep"),
    ("<p>" + "<i>x</i>" * 40_000, "this HTML has more than 30,000 elements"),
    ("<p " + "a " * 1_000_000 + ">x", "this HTML has a tag too large"),
    ("<p>" + "word " * (MAX_TEXT // 4), "this is too long for one story"),
    ("word " * (MAX_TEXT // 4), "this is too long for one story"),
    ("<!doctype html><title>x</title><nav>menu</nav>", "this has no text of an article"),
    ("<script>alert(1)</script>", "this has no text of an article"),
    ("<!-- -->", "this"),
])
def test_what_is_no_article_is_refused_in_words(data, words):
    with pytest.raises(NotArticle) as refused:
        parse(data)
    assert refused.value.reason.startswith(words)
    assert "\n" not in refused.value.reason


TOP = "<!doctype html><title>x</title><body>"


@pytest.mark.parametrize("data", [
    "<blockquote>" * 116 + LONG, "<ul><li>" * 57 + LONG, "<table><tr><td>" * 38 + LONG,
    "<p>" + "<b>" * 116 + LONG, TOP + "<div class='share byline lead'>" * 110 + "<p>a</p>" * 9_000,
    TOP + "<p>" + "<a href='https://e.example/%s'>x</a> " * 9_000, "<p>x" + " \n" * 1_000_000,
    "<p>" + LONG + "<!doctype [" * 300_000, "<p>" + LONG + "<!--" * 1_000_000,
    "<p>" + LONG + "<script" * 500_000, "<blockquote>" + "<p>x<cite>y</cite>" * 9_000,
    TOP + f"<p>{LONG}" + "<meta name=keywords content='" + "a," * 900_000 + "'>",
    '"a [b] \n\n' * 40_000, "A (B) — \n" * 40_000,
], ids=range(14))
def test_a_bomb_takes_seconds_not_minutes(data):
    started = time.process_time()
    assert parse(data).blocks
    assert time.process_time() - started < 20


PIECES = re.findall(r"\S+", """
    <p> </p> <div> </div> <b> </b> <a href='https://e.example/'> </a> <q> </q> <table> <tr> <td>
    </table> <ul> <li> </ul> <blockquote> <cite> </cite> <br> <h1> </h1> <img alt=x> <!-- -->
    <script> </script> <title> <article> &lt; &#0; &#1; word “ ” Word. — (A) AB
""")
BITS = st.sampled_from([*PIECES, "\x01", "\ud800", " ", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(
    st.text(max_size=300), st.binary(max_size=300),
    st.lists(BITS, max_size=40).map("".join), st.lists(BITS, max_size=40).map(" ".join),
    st.lists(BITS, max_size=40).map(lambda parts: TOP + "".join(parts)),
))
def test_anything_is_read_or_refused_and_its_marks_fit(data):
    try:
        article = parse(data)
    except NotArticle as refused:
        assert refused.reason
        return
    assert article.blocks or article.standfirst
    for block in article.blocks:
        assert "\x00" not in block.words() and block.words().strip() + block.url
        assert block.words().encode()
        for start, end, kind, href in block.marks:
            assert 0 <= start < end <= len(block.text)
            assert (kind == "link") == href.startswith(("http://", "https://", "mailto:"))
