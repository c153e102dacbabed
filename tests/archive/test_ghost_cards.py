"""Ghost's exports: cards in each of its notations, and what stands in tables beside the posts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from old_sites import picture

from conftest import House
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record


def _bring(folder: Path, noon, *posts: dict, **tables) -> Summary:
    held = {"posts": [{"id": f"p{n}", "title": f"Story {n}", "slug": f"story-{n}", "status":
                       "published", "published_at": "2021-01-25T10:00:00.000Z"} | post
                      for n, post in enumerate(posts, 1)]} | tables
    path = folder / "ghost.json"
    path.write_text(json.dumps({"db": [{"meta": {"version": "5.82.0"}, "data": held}]}))
    return import_archive(path, Asked(pictures=False), at=noon)


def _filing(number: int = 1):
    found = find(source=f"ghost:p{number}")
    assert found is not None
    return record.public_filing(found.guid)


def _words(number: int = 1) -> list[str]:
    return [block.text or " / ".join(block.items) for block in _filing(number).blocks]


CARDS: list[tuple[dict, list[str]]] = [
    ({"type": "markdown", "markdown": "## Heading\n\n* one\n* two"}, ["Heading", "one / two"]),
    ({"type": "html", "html": "<p>Raw <b>words</b>.</p>"}, ["Raw words."]),
    ({"type": "callout", "calloutText": "<p>An idea</p>", "calloutEmoji": "!"}, ["An idea"]),
    ({"type": "toggle", "heading": "<span>Spoiler</span>", "content": "<p>One.</p><p>Two.</p>"},
     ["Spoiler", "One.", "Two."]),
    ({"type": "bookmark", "url": "https://old.example/x", "metadata": {
        "title": "A page", "description": "Long.", "icon": "https://old.example/i.png"},
      "caption": "<p><span>Read it</span></p>"}, ["A page: Read it"]),
    ({"type": "file", "src": "__GHOST_URL__/content/files/a.pdf", "fileTitle": "Report",
      "fileName": "a.pdf", "fileCaption": "In full"}, ["Report: In full"]),
    ({"type": "audio", "src": "__GHOST_URL__/a.mp3", "title": "The sound", "duration": 105.8},
     ["The sound"]),
    ({"type": "video", "src": "__GHOST_URL__/a.mp4", "fileName": "a.mp4",
      "caption": "<p>The film</p>"}, ["The film"]),
    ({"type": "button", "buttonText": "Press", "buttonUrl": "https://old.example/"}, ["Press"]),
    ({"type": "header", "header": "<span>Good news</span>", "subheader": "Of today"},
     ["Good news", "Of today"]),
    ({"type": "product", "productTitle": "A pump", "productDescription": "<p>It pumps.</p>",
      "productStarRating": 5}, ["A pump", "It pumps."]),
    ({"type": "codeblock", "code": "a < b", "language": "js"}, ["a < b"]),
    *(({"type": kind, "html": "<p>Dear {first_name}</p>", "header": "Sign up"}, [])
      for kind in ("email", "email-cta", "paywall", "signup", "horizontalrule", "call-to-action")),
]


@pytest.mark.parametrize(("card", "words"), CARDS, ids=lambda one: str(one)[:30])
def test_a_card_says_its_words_in_both_notations(house: House, noon, tmp_path, card, words):
    lexical = {"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [{"type": "extended-text", "text": "Before."}]}, card]}}
    mobiledoc = {"version": "0.3.1", "markups": [], "atoms": [], "cards": [[card["type"], card]],
                 "sections": [[1, "p", [[0, [], 0, "Before."]]], [10, 0]]}
    _bring(tmp_path, noon, {"lexical": json.dumps(lexical)}, {"mobiledoc": json.dumps(mobiledoc)})
    assert _words(1) == _words(2) == ["Before.", *words]


HTML = """<p>Before.</p>
<figure class="kg-card kg-bookmark-card kg-card-hascaption"><a class="kg-bookmark-container"
 href="https://old.example/x"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A page
</div><div class="kg-bookmark-description">Long.</div><div class="kg-bookmark-metadata"><img
 class="kg-bookmark-icon" src="https://old.example/i.png" alt=""></div></div><div
 class="kg-bookmark-thumbnail"><img src="https://old.example/t.png"></div></a>
<figcaption>Read it</figcaption></figure>
<div class="kg-card kg-audio-card"><img alt="audio-thumbnail" class="kg-audio-thumbnail"><audio
 src="/a.mp3"></audio><div class="kg-audio-title">The sound</div><span
 class="kg-audio-current-time">0:00</span><div class="kg-audio-time">/<span>105.8</span></div></div>
<figure class="kg-card kg-video-card"><video src="/a.mp4"></video><span>0:13</span>
<figcaption>The film</figcaption></figure>
<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/a.pdf"><div
 class="kg-file-card-title">Report</div><div class="kg-file-card-metadata"><div
 class="kg-file-card-filesize">1 MB</div></div><svg><title>download</title></svg></a></div>
<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">!</div><div
 class="kg-callout-text">An idea</div></div>
<div class="kg-card kg-signup-card"><h2>Sign up</h2><p>No spam.</p></div>
<p>After.</p>"""


def test_cards_in_html_leave_their_words_and_no_parts_of_players(house: House, noon, tmp_path):
    done = _bring(tmp_path, noon, {"html": HTML})
    assert _words() == ["Before.", "A page: Read it", "The sound", "The film", "Report", "An idea",
                        "After."]
    assert [mark.href for mark in _filing().blocks[1].marks] == ["https://old.example/x"]
    assert not done.pictures  # nobody asked for icons


def test_tables_beside_the_posts_are_read(house: House, noon, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lake.jpg").write_bytes(picture())
    _bring(
        tmp_path, noon,
        {"html": "<p>It is.</p>", "feature_image": "__GHOST_URL__/content/lake.jpg",
         "canonical_url": "https://elsewhere.example/copied/"},
        {"html": "<p>It was.</p>", "author_id": 2}, {"html": "<p>By mail.</p>"},
        tags=[{"id": f"t{n}", "name": name} for n, name in enumerate(("Zinc", "Water", "#secret"))],
        posts_tags=[{"post_id": "p1", "tag_id": "t2", "sort_order": 0},
                    {"post_id": "p1", "tag_id": "t1", "sort_order": 2},
                    {"post_id": "p1", "tag_id": "t0", "sort_order": 1},
                    {"post_id": "p2", "tag_id": "t1"}, {"post_id": "p2", "tag_id": "t0"}],
        users=[{"id": 1, "name": "Ada Quill"}, {"id": 2, "name": "Tom Reed"}],
        posts_authors=[{"post_id": "p1", "author_id": 2, "sort_order": 1},
                       {"post_id": "p1", "author_id": 1, "sort_order": 0}],
        posts_meta=["no row", {"post_id": "p3", "email_only": True}, {
            "post_id": "p1", "feature_image_alt": "A lake", "feature_image_caption":
            "<p>The <b>lake</b></p>"}])
    one, two = _filing(1), _filing(2)
    assert (one.section.name, [tag.name for tag in one.tags]) == ("Zinc", ["Water"])
    assert (two.section.name, [tag.name for tag in two.tags]) == ("Water", ["Zinc"])
    assert [who.name for who in one.authors] == ["Ada Quill", "Tom Reed"]
    assert [who.name for who in two.authors] == ["Tom Reed"]
    assert (one.picture.alt, one.picture.caption) == ("A lake", "The lake")
    assert find(source="ghost:p3").standing == "draft"


def test_the_address_of_the_post_is_kept_beside_the_canonical_one(
    house: House, noon, tmp_path, reader
):
    done = _bring(tmp_path, noon, {"html": "<p>It is.</p>",
                                   "canonical_url": "https://elsewhere.example/copied/"})
    assert done.redirects == 2
    assert reader.get("/story-1/").status == reader.get("/copied/").status == 301


def test_the_first_versions_wrote_markdown_and_numbers(house: House, noon, tmp_path):
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"meta": {"version": "000"}, "data": {
        "posts": [{"id": 1, "title": "Welcome", "slug": "welcome", "markdown": "It is **live**.\n",
                   "page": 0, "status": "published", "language": "en_GB", "author_id": 1,
                   "published_at": 1388318310783}], "users": [{"id": 1, "name": "Ada Quill"}]}}))
    import_archive(path, Asked(pictures=False), at=noon)
    filing = record.public_filing(find(source="ghost:1").guid)
    assert (filing.blocks[0].text, filing.language) == ("It is live.", "en-GB")
    assert filing.published_at.year == 2013 and filing.authors[0].name == "Ada Quill"
