"""Pictures of blogs: loaded late, small ones that lead to the whole, captions in tables."""

from __future__ import annotations

import pytest

from dateline.archive.bringing.reading.picture_marks import marked
from dateline.formats.article import parse

WORDS = "<p>The first paragraph.</p><p>The second paragraph.</p>"
TABLE = ('<table class="tr-caption-container" style="float: left;"><tbody><tr><td>{}</td></tr>'
         '<tr><td class="tr-caption" style="x">On the <b>lake</b></td></tr></tbody></table>')


def told(html: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    article = parse(marked(html) + WORDS)
    return [(one.url, one.alt, one.caption) for one in article.pictures], [
        block.text for block in article.blocks]


@pytest.mark.parametrize(("html", "address", "alt", "caption"), [
    ('<img class="thumb-image" data-src="https://a.example/a.jpg?x=1" data-image="b" alt="A">',
     "https://a.example/a.jpg?x=1", "A", ""),
    ('<img src="data:image/gif;base64,R0" data-lazy-src="https://a.example/a.jpg" alt="A">',
     "https://a.example/a.jpg", "A", ""),
    ("<img src='' data-src='https://a.example/a.jpg'>", "https://a.example/a.jpg", "", ""),
    ('<img src="https://a.example/b.jpg" data-src="/a.jpg">', "https://a.example/b.jpg", "", ""),
    ('<a href="https://a.example/up/a.jpg"><img alt="A" src="https://a.example/up/a-300x200.jpg">'
     '</a>', "https://a.example/up/a.jpg", "A", ""),
    ('<a href="http://a.example/x/s1600/a.JPG" imageanchor="1"><img src="https://a.example/x/s320/'
     'a.JPG" /></a>', "http://a.example/x/s1600/a.JPG", "", ""),
    ('<a href="https://a.example/story/"><img src="https://a.example/a-300x200.jpg"></a>',
     "https://a.example/a-300x200.jpg", "", ""),
    ('<a href="https://a.example/up/b.jpg"><img src="https://a.example/up/a.jpg"></a>',
     "https://a.example/up/a.jpg", "", ""),
    (TABLE.format('<a href="https://a.example/s1600/a.jpg">'
                  '<img src="https://a.example/s320/a.jpg" /></a>'),
     "https://a.example/s1600/a.jpg", "", "On the lake"),
    (TABLE.format('<img src="https://a.example/a.jpg" />'), "https://a.example/a.jpg", "",
     "On the lake"),
])
def test_each_is_one_picture(html, address, alt, caption):
    pictures, texts = told(html)
    assert pictures == [(address, alt, caption)]
    assert texts == ["The first paragraph.", "The second paragraph."]


def test_other_tables_stay_and_a_text_that_never_ends_costs_nothing():
    assert marked("<table><tr><td><img src='a'></td></tr></table>").startswith("<table>")
    for piece in ('<a href="x"><img ', '<table class="tr-caption-container">', "<img data-src='"):
        assert len(marked(piece * 20_000 + "<img>")) > 100
