"""Inline text goes from HTML to text with marks and back, exactly, and nothing hostile comes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lib.inline import Marked, from_html, plain_marks, safe_href, to_html

HERE = "https://news.example/a?b=1&c=2"


@pytest.mark.parametrize(
    ("html", "text", "marks"),
    [
        ("", "", []),
        ('<p data-block-key="k1">Rain.</p>', "Rain.", []),
        ("Rain <b>fell</b>.", "Rain fell.", [(5, 9, "strong", "")]),
        ("<p><i>R</i>ain<br/>fell</p>", "Rain\nfell", [(0, 1, "em", "")]),
        ("<p><strong>a<em>b</em></strong>c</p>", "abc", [(0, 2, "strong", ""), (1, 2, "em", "")]),
        (
            '<p>See <a href="https://news.example/a?b=1&amp;c=2">here</a>.</p>',
            "See here.",
            [(4, 8, "link", HERE)],
        ),
        ("<p>a</p>\n <p>b</p>", "a\n\nb", []),
        ("<p>a</p><p></p><p>b</p>\n", "a\n\nb", []),
        ("<h2>a</h2><ul>\n<li>b</li>\n<li>c</li></ul>", "a\n\nb\n\nc", []),
        ("<p>a &lt; b &amp; c&nbsp;d</p>", "a < b & c\u00a0d", []),
        ("<p>two\nlines</p>", "two lines", []),
        ("<b>a</b><b>b</b>", "ab", [(0, 2, "strong", "")]),
    ],
)
def test_what_a_rich_text_field_stores_is_read(html: str, text: str, marks: list[Marked]) -> None:
    assert from_html(html) == (text, marks)


@pytest.mark.parametrize(
    ("before", "marked"), [("🛰️ ", "👩‍👩‍👧"), ("قال ", "الوزير"), ("ዜና ", "ኢትዮጵያ"), ("𝔸 ", "é")]
)
def test_marks_count_code_points_of_any_script(before: str, marked: str) -> None:
    html = f"<p>{before}<b>{marked}</b>!</p>"
    text, marks = from_html(html)
    ((start, end, kind, _),) = marks
    assert (text[start:end], kind) == (marked, "strong")
    assert to_html(text, marks) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style><p onclick='x()'>a</p>", "a"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a href="&#106;avascript&colon;alert(1)">a</a>', "a"),
        ('<a href="java\tscript:alert(1)">a</a>', "a"),
        ('<a href="data:text/html,x">a</a>', "a"),
        ('<a href="//evil.example/">a</a>', "a"),
        ('<a href="/desk/">a</a>', "a"),
        ('<a href="https:/\\evil.example">a</a>', "a"),
        ('<a linktype="page" id="1">a</a>', "a"),
        ("<svg><script>1</script></svg>a<math><mi>b</mi></math>", "a"),
        ("a<iframe src='https://evil.example'></iframe>", "a"),
        ("<p>a<!-- b --></p>", "a"),
        ("<b>a\ud83d", "a\ufffd"),
    ],
)
def test_hostile_html_leaves_its_text_at_most(html: str, text: str) -> None:
    found, marks = from_html(html)
    assert found == text
    assert [mark for mark in marks if mark[2] == "link"] == []


def test_what_is_written_is_escaped() -> None:
    link = (0, 2, "link", 'https://a.example/?"><script>')
    assert to_html("a<b>&", [link]) == (
        '<p><a href="https://a.example/?&quot;&gt;&lt;script&gt;">a&lt;</a>b&gt;&amp;</p>'
    )
    assert to_html("a", [(0, 1, "link", "javascript:alert(1)")]) == "<p>a</p>"


def test_marks_become_plain() -> None:
    marks = [(3, 9, "em", "x"), (-2, 2, "em", ""), (2, 3, "em", ""), (1, 1, "strong", ""),
             (0, 4, "link", HERE), (2, 5, "link", "http://b.example"), (1, 2, "blink", "")]
    assert plain_marks("abcdef", marks) == [
        (0, 4, "link", HERE), (0, 6, "em", ""), (4, 5, "link", "http://b.example"),
    ]


@pytest.mark.parametrize(
    "href", ["http://a.example", "https://a.example:8/b#c", "mailto:desk@a.example"]
)
def test_safe_addresses_stay(href: str) -> None:
    assert safe_href(href) == href


@pytest.mark.parametrize(
    "href", ["", "a", "http:", "https:///a", "https://[x", "mailto:x", "ftp://a.example",
             "vbscript:x", "HTTP ://a", " https://a.example", "https://a.example/\n"]
)
def test_other_addresses_do_not(href: str) -> None:
    assert safe_href(href) == ""


SIGNS = st.characters(exclude_characters="\x00", exclude_categories=("Cs",))
MARKS = st.tuples(
    st.integers(-1, 12), st.integers(-1, 12), st.sampled_from(["em", "strong", "link"]),
    st.sampled_from([HERE, "mailto:a@b.example", "javascript:x", 'http://a.example/"\'<&>é']),
)


@settings(max_examples=300, deadline=None)
@given(st.text(SIGNS | st.sampled_from(" \n\r\t\f<&>"), max_size=12), st.lists(MARKS, max_size=6))
def test_there_and_back_is_the_same(text: str, marks: list[Marked]) -> None:
    plain = plain_marks(text, marks)
    html = to_html(text, marks)
    assert from_html(html) == (text, plain)
    assert to_html(text, plain) == html


@pytest.mark.parametrize("piece", ["<b>a", "<p>a", "<b>a</b>c", '<a href="http://a.example">b'])
def test_long_and_deep_html_is_read_whole(piece: str) -> None:
    text, marks = from_html(piece * 20_000)
    assert text.count("a") + text.count("b") == 20_000
    assert from_html(to_html(text, marks)) == (text, marks)
