"""From what is typed to what is shown: nothing runs, nothing hides or turns the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.discussion.text import clean, clean_html, html_of, links


@pytest.mark.parametrize(("typed", "shown"), [
    ("One.\n\nTwo\nlines.", "<p>One.</p><p>Two<br>lines.</p>"),
    ("> He said\n> this.\nNo.", "<blockquote><p>He said<br>this.</p></blockquote><p>No.</p>"),
    ("That is *very* so, 2*3*4.", "<p>That is <em>very</em> so, 2*3*4.</p>"),
    ("See https://a.example/x_(y)?a=1&b=2.",
     '<p>See <a href="https://a.example/x_(y)?a=1&amp;b=2" rel="ugc nofollow noopener">'
     "https://a.example/x_(y)?a=1&amp;b=2</a>.</p>"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("javascript:alert(1) data:text/html,x", "<p>javascript:alert(1) data:text/html,x</p>"),
    ('https://a.example/"onmouseover="x', '<p><a href="https://a.example/" rel="ugc nofollow '
     'noopener">https://a.example/</a>"onmouseover="x</p>'),
])
def test_what_is_typed_is_shown(typed, shown):
    assert html_of(clean(typed)) == shown


@pytest.mark.parametrize(("typed", "kept"), [
    ("a\u202eb\u202c", "ab"), ("a\u2066b\u2069", "ab"), ("a\u200bb\ufeffc\u00ad", "abc"),
    ("\u3164\u3164", ""), ("a\u200db", "ab"), ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d🔬", "👩\u200d🔬"), ("a\x00\x07b", "ab"), ("a" + "\u0301" * 40, "á" + "\u0301" * 4),
    ("a\r\n\r\n\r\n\r\nb", "a\n\nb"), ("\U000e0041", ""),
])
def test_signs_that_hide_or_turn_are_not_kept(typed, kept):
    assert clean(typed) == kept


@given(st.text(max_size=200))
def test_only_our_own_elements_are_shown(typed):
    shown = html_of(clean(typed))
    assert clean(clean(typed)) == clean(typed)
    assert clean_html(shown) == shown
    assert set(re.findall(r"</?([a-z]+)", shown)) <= {"p", "br", "a", "blockquote", "em"}


def test_markup_of_an_import_is_cleaned():
    hostile = '<p onclick="x">a<img src=x onerror=y><a href="javascript:x">b</a></p><iframe>'
    assert clean_html(hostile) == '<p>a<a rel="ugc nofollow noopener">b</a></p>'


def test_links_are_counted_as_they_are_shown():
    assert links("http://a.example, (https://b.example/x) ftp://c") == [
        "http://a.example", "https://b.example/x"]
