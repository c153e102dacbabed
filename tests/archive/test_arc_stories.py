"""Arc's stories in ANS: every element, what is only referred to, and what was not public there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from old_sites import ans, picture

from conftest import House
from dateline.archive.bringing.reading import arc
from dateline.archive.bringing.shapes import Item
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record


def _bring(folder: Path, noon, *stories: dict) -> Summary:
    path = folder / "stories.json"
    path.write_text(json.dumps({"type": "results", "version": "0.6.0", "data": list(stories)}))
    return import_archive(path, Asked(pictures=False), at=noon)


def _filing(number: int = 1):
    found = find(source=f"arc:ABCDEFGHIJKLMNOP{number}")
    assert found is not None
    return record.public_filing(found.guid)


def _words() -> list[tuple[str, str]]:
    return [(block.kind, block.text or " / ".join(block.items)) for block in _filing().blocks]


LINK = "https://old.example/more"
ELEMENTS: list[tuple[dict, list[tuple[str, str]]]] = [
    ({"type": "blockquote", "content": "<i>So it was.</i>"}, [("quotation", "So it was.")]),
    ({"type": "code", "content": "a = 1"}, [("paragraph", "a = 1")]),
    ({"type": "numeric_rating", "numeric_rating": 4.5, "min": 0, "max": 5, "units": "stars"},
     [("paragraph", "4.5/5 stars")]),
    ({"type": "endorsement", "endorsement": "Recommended"}, [("paragraph", "Recommended")]),
    ({"type": "link_list", "title": "Learn more", "items": [
        {"type": "interstitial_link", "url": LINK, "content": "More"},
        {"type": "text", "content": "And less"}]},
     [("paragraph", "Learn more"), ("list", "More / And less")]),
    ({"type": "reference", "referent": {"provider": "x", "id": "https://x.com/a/status/1"}},
     [("paragraph", "https://x.com/a/status/1")]),
    ({"type": "reference", "referent": {"type": "image", "id": "ABC"}}, []),
    ({"type": "oembed_response", "raw_oembed": {"type": "rich", "html":
      '<iframe src="https://www.youtube.com/embed/a" title="A film"></iframe>'}},
     [("embed", "A film")]),
    ({"type": "video", "headlines": {"basic": "The film"}, "canonical_url": "/video/1/"},
     [("paragraph", "The film")]),
    ({"type": "element_group", "content_elements": [{"type": "text", "content": "Inside."}]},
     [("paragraph", "Inside.")]),
    ({"type": "list", "list_type": "ordered", "items": [
        {"type": "text", "content": "One"},
        {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": "Two"}]},
    ]}, [("list", "One / Two")]),
    ({"type": "divider"}, []), ({"type": "custom_embed", "embed": {"id": "1"}}, []),
]


@pytest.mark.parametrize(("element", "words"), ELEMENTS, ids=lambda one: str(one)[:40])
def test_an_element_says_its_words(house: House, noon, tmp_path, element, words):
    text = {"type": "text", "content": "Before."}
    done = _bring(tmp_path, noon, ans(1, content_elements=[text, element]))
    assert (_words()[1:], done.refused) == (words, [])


def test_pictures_have_their_captions_and_their_makers(house: House, noon, tmp_path):
    (tmp_path / "lake.jpg").write_bytes(picture())
    image = {"type": "image", "url": "lake.jpg", "alt_text": "A lake", "caption": "The lake",
             "credits": {"by": [{"type": "author", "name": "Ada Quill"}],
                         "affiliation": [{"type": "author", "name": "Kestrel"}]}}
    _bring(tmp_path, noon, ans(1, content_elements=[{"type": "text", "content": "It is."}, image],
                               promo_items={"basic": {"type": "video", "promo_items": {
                                   "basic": image | {"caption": "From above"}}}}),
           ans(2, type="gallery", content_elements=[image, image]))
    one = _filing()
    assert (one.picture.alt, one.picture.caption) == ("A lake", "From above (Ada Quill / Kestrel)")
    assert one.blocks[1].pictures[0].caption == "The lake (Ada Quill / Kestrel)"
    assert [block.kind for block in _filing(2).blocks] == ["picture", "picture"]


def test_what_stands_beside_the_elements_is_kept(house: House, noon, tmp_path):
    _bring(tmp_path, noon, ans(
        1, display_date="2019-01-02T03:04:05Z", subheadlines={"basic": "The deck."},
        corrections=[{"type": "correction", "correction_type": "clarification",
                      "text": "It was Monday."}, {"type": "correction", "text": "And a lake."}],
        canonical_website="one", websites={
            "one": {"website_section": {"type": "section", "_id": "/sports/rowing",
                                        "name": "Rowing"}, "website_url": "/rowing/1/"},
            "two": {"website_url": "/two/1/"}},
        taxonomy={"primary_section": {"type": "reference", "referent": {"id": "/sports/rowing"}},
                  "sections": [{"type": "section", "_id": "/sports", "name": "Sports"},
                               {"type": "reference", "referent": {"id": "/local-news"}}],
                  "tags": [{"text": "Oars"}]}), ans(2, display_date=None))
    one = _filing()
    assert one.published_at == datetime(2019, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (one.standfirst, one.section.name) == ("The deck.", "Rowing")
    assert [tag.name for tag in one.tags] == ["Oars", "Sports", "Local news"]
    assert _words()[-1] == ("paragraph", "Correction: And a lake.")
    assert [text for _, text in _words()].count("It was Monday.") == 1  # it is an element as well
    assert _filing(2).published_at == datetime(2020, 5, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize("said", [
    {"revision": {"published": False}}, {"status": "unpublished"},
    {"related_content": {"redirect": [{"type": "redirect", "redirect_url": "/sorry/"}]}},
    {"content_restrictions": {"embargo": {"active": True, "end_time": "2020-11-30T05:00:00Z"}}},
])
def test_what_was_not_public_there_is_a_draft(house: House, noon, tmp_path, said):
    done = _bring(tmp_path, noon, ans(1, **said), ans(2, status="published", related_content={
        "redirect": []}, content_restrictions={"embargo": {"active": False}}))
    assert (done.stories["draft"], done.stories["new"]) == (1, 1)
    assert find(source="arc:ABCDEFGHIJKLMNOP1").standing == "draft"


def test_a_story_without_any_date_of_publication_is_undated(house: House, noon, tmp_path):
    story = ans(1, created_date="2020-01-01T00:00:00Z")
    del story["first_publish_date"]
    done = _bring(tmp_path, noon, story)
    assert (done.undated, _filing().published_at) == (1, None)


def test_a_video_is_a_story_with_its_words_and_where_its_film_is(house: House, noon, tmp_path):
    done = _bring(tmp_path, noon, {
        "type": "video", "version": "0.10.9", "_id": "ABCDEFGHIJKLMNOP1", "display_date":
        "2020-01-25T09:00:00Z", "canonical_url": "/video/dam/", "headlines": {"basic": "The dam"},
        "description": {"basic": "Water runs over the dam."}, "duration": 61000, "streams": [
            {"url": "https://films.example/small.mp4", "filesize": 900},
            {"url": "https://films.example/large.mp4", "filesize": 70000}],
        "taxonomy": {"tags": [{"text": "Water"}]}, "content_elements": []})
    assert (done.stories["new"], done.refused, done.redirects) == (1, [], 1)
    filing = _filing()
    assert _words() == [("paragraph", "Water runs over the dam.")]
    assert (filing.headline, filing.standfirst) == ("The dam", "")
    assert filing.published_at == datetime(2020, 1, 25, 9, tzinfo=UTC)
    [item] = [one for one in arc.parts(tmp_path / "stories.json", None) if isinstance(one, Item)]
    assert item.note == "Its film: https://films.example/large.mp4"
