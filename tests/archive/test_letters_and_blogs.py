"""Substack's and Medium's exports: their own components, subtitles and films."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from conftest import House
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

HEAD = ("post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,"
        "podcast_url\n")


def _letters(folder: Path, noon, *bodies: str, rows: str = "") -> Summary:
    (folder / "posts").mkdir(parents=True, exist_ok=True)
    lines = [f"{n}.letter,2021-02-03T10:00:00.000Z,true,,,newsletter,everyone,Letter {n},,\n"
             for n, _ in enumerate(bodies, 1)]
    for number, body in enumerate(bodies, 1):
        (folder / "posts" / f"{number}.letter.html").write_text(body)
    (folder / "posts.csv").write_text(HEAD + "".join(lines) + rows)
    return import_archive(folder, Asked(pictures=False), at=noon)


def _filing(source: str):
    found = find(source=source)
    assert found is not None
    return record.public_filing(found.guid)


def _words(source: str) -> list[str]:
    return [block.text or " / ".join(block.items) for block in _filing(source).blocks]


def _button(address: str, words: str) -> str:
    return (f'<p class="button-wrapper" data-attrs="{{}}"><a class="button primary" '
            f'href="{address}"><span>{words}</span></a></p>')


TWEET = escape('{"url":"https://x.com/a/status/1","full_text":"It rains.","name":"Ada Quill"}')
POST = escape('{"title":"The other letter","url":"https://old.example/p/other"}')
COMPONENTS = {
    "an invitation": (
        '<div class="subscription-widget-wrap-editor"><div class="preamble"><p>This letter is '
        'reader-supported.</p></div><form><input type="submit" value="Subscribe"></form></div>'
        + _button("https://old.example/subscribe?", "Sign up")
        + _button("https://old.example/p/x?utm_source=substack&amp;action=share", "Share")
        + _button("https://old.example/p/x/comments", "Leave a comment"), []),
    "a button that leads somewhere": (_button("https://old.example/book", "The book"),
                                      ["The book"]),
    "a tweet": (f'<div class="tweet" data-attrs="{TWEET}"></div>',
                ["It rains.", "https://x.com/a/status/1"]),
    "another post": (
        f'<div class="embedded-post-wrap" data-attrs="{POST}"><a class="embedded-post"><div>Old '
        "Gazette</div><div>Read more</div><div>2 years ago · 5 likes</div></a></div>",
        ["The other letter"]),
    "a broken component": ('<div class="tweet" data-attrs="{&quot;">Words of it.</div>',
                           ["Words of it."]),
    "a quotation": ('<div class="pullquote"><p>We waited.</p></div>', ["We waited."]),
    "a film": ('<div class="youtube-wrap"><iframe src="https://www.youtube-nocookie.com/embed/'
               'abcdefghijk?rel=0" title="A film"></iframe></div>', ["A film"]),
    "a footnote": (
        '<p>So he says.<a class="footnote-anchor" href="#footnote-1">1</a></p><div class="footnote"'
        '><a class="footnote-number" href="#footnote-anchor-1">1</a><div class="footnote-content">'
        "<p>In May.</p></div></div>", ["So he says.[1]", "[1] In May."]),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_of_substack_says_its_words(house: House, noon, tmp_path, name):
    html, words = COMPONENTS[name]
    done = _letters(tmp_path, noon, f"<p>Before.</p>{html}<p>After.</p>")
    assert not done.refused
    assert _words("substack:1.letter") == ["Before.", *words, "After."]


def test_a_post_is_found_by_its_number_and_its_sound_is_noted(house: House, noon, tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "7.the-well.html").write_text("<p>Deep.</p>")
    rows = ("7,2021-02-03T10:00:00.000Z,TRUE,,,podcast,everyone,The well,,https://old.example/a.mp3"
            "\n8,2021-02-03T10:00:00.000Z,TRUE,,,newsletter,everyone,No file,,\n"
            "../7.the-well,2021-02-03T10:00:00.000Z,TRUE,,,newsletter,everyone,Outside,,\n")
    done = _letters(tmp_path, noon, rows=rows)
    assert (done.stories["new"], len(done.refused)) == (1, 2)
    assert _words("substack:7") == ["Deep."]


MEDIUM = """<!DOCTYPE html><html><head><title>T</title><style>p {{}}</style></head><body>
<article class="h-entry"><header><h1 class="p-name">The lake</h1></header>
<section data-field="subtitle" class="p-summary">{subtitle}</section>
<section data-field="body" class="e-content"><section name="a1" class="section section--body">
<div class="section-content"><div class="section-inner sectionLayout--insetColumn">
<h3 class="graf graf--h3 graf--leading graf--title">The lake</h3>
<p class="graf graf--p"><span class="graf-dropCap">I</span>t is wide, and it is deep as well.</p>
<blockquote class="graf graf--pullquote">Very deep.</blockquote>
<div class="graf graf--mixtapeEmbed"><a href="https://old.example/x"><strong>A page</strong><br>
<em>Of a site</em>old.example</a><a class="js-mixtapeImage mixtapeImage" href="/x"></a></div>
<figure class="graf graf--figure graf--iframe"><iframe src="https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2Fabcdefghijk%3Ffeature%3Doembed&amp;url=x"
 title="A film"></iframe></figure>
</div></div></section></section><footer><p>By <a class="p-author h-card" href="/@a">Ada Quill</a>
on <a href="https://medium.example/p/1"><time class="dt-published"
 datetime="2018-03-04T09:00:00.000Z">March 4</time></a>.</p><p><a class="p-canonical"
 href="https://medium.example/the-lake-1">Canonical</a></p></footer></article></body></html>"""


@pytest.mark.parametrize(("subtitle", "standfirst"), [
    ("How deep a lake is.", "How deep a lake is."), ("", ""),
    ("It is wide, and it is…", ""), ("It is wide, and it is deep as well.", "")])
def test_a_post_of_medium_keeps_its_parts(house: House, noon, tmp_path, subtitle, standfirst):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "2018-03-04_The-lake-1.html").write_text(
        MEDIUM.format(subtitle=subtitle))
    done = import_archive(tmp_path, Asked(pictures=False), at=noon)
    assert (done.form, done.redirects, done.refused) == ("medium", 2, [])
    source = "medium:https://medium.example/the-lake-1"
    filing = _filing(source)
    assert (filing.headline, filing.standfirst) == ("The lake", standfirst)
    assert _words(source) == ["It is wide, and it is deep as well.", "Very deep.",
                              "A page\nOf a siteold.example", "A film"]
    assert filing.blocks[-1].url == "https://www.youtube.com/embed/abcdefghijk"
