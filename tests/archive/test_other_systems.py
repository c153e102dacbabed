"""Exports of systems without a reader of their own: the same story, however they have it."""

from __future__ import annotations

import json
import os
import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from other_systems import HTML, MADE, PICTURE

from conftest import House
from dateline.archive.bringing.reading.rich_text import html_of_tree
from dateline.archive.bringing.recognising import reader_of
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Passed
from dateline.archive.public import Asked, import_archive
from dateline.desk.public import find
from dateline.record import public as record

WHEN = datetime(2019, 4, 5, 11, tzinfo=UTC)
NOT_THERE = {"joomla": {"section"}, "drupal_yaml": {"picture"}, "directus_export": {"picture"}}
"""What is said by a number alone, and where Drupal and Directus serve their files."""


def _parts(path: Path) -> list:
    _, files, read = reader_of(path, "", None)
    return list(read(files[0], UTC))


@pytest.mark.parametrize("name", MADE)
def test_a_story_keeps_all_its_system_says_of_it(tmp_path, name):
    parts = _parts(MADE[name](tmp_path))
    assert not [one for one in parts if isinstance(one, Doubtful)]
    dam, draft = (one for one in parts if isinstance(one, Item))
    words = " ".join(re.sub("<[^>]+>", " ", dam.html or dam.text).split())
    assert words.replace(" .", ".") == "The dam holds. So says the ministry."
    assert (dam.headline, dam.published_at, dam.draft) == ("The dam", WHEN, False)
    assert (draft.headline, draft.draft) == ("The draft", True)
    assert dam.authors == ("Amina Okello",)
    assert [tag for tag, _ in dam.tags] == ["Kasese", "rain"]
    assert dam.addresses[0].removeprefix("https://old.example") == "/the-dam"
    said = {"section": dam.section, "picture": dam.picture}
    left = NOT_THERE.get(name, set())
    assert {key: value for key, value in said.items() if key not in left} == {
        key: value for key, value in (("section", "Water"), ("picture", PICTURE))
        if key not in left}


@pytest.mark.parametrize(("name", "many"), [
    ("joomla", 1), ("joomla_answers", 2), ("directus_export", 1), ("joomla_table", 1),
    ("strapi_export", 2), ("contentful", 1), ("sanity", 4), ("posts_table", 2)])
def test_what_is_no_story_there_is_passed_over(tmp_path, name, many):
    parts = _parts(MADE[name](tmp_path))
    assert sum(isinstance(one, Passed) for one in parts) == many


def _dam(path: Path) -> Item:
    return next(one for one in _parts(path) if isinstance(one, Item))


def test_a_category_without_a_name_is_called_by_its_number(tmp_path):
    assert _dam(MADE["joomla"](tmp_path)).section == "Category 8"


def test_a_picture_by_its_id_is_the_file_beside_it_else_where_directus_serves_it(
    house: House, noon, tmp_path
):
    path, number = MADE["directus_export"](tmp_path), "0f0f0f0f-1111-4222-8333-444444444444"
    assert _dam(path).picture == f"/uploads/{number}.jpg"
    for gone in ("uploads", "directus_files.json"):
        (tmp_path / gone).rename(tmp_path / ".gone")
        assert _dam(path).picture == f"/assets/{number}"
        (tmp_path / ".gone").rename(tmp_path / f".{gone}")
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert done.pictures.keys() == {f"/assets/{number}"} and done.stories["new"] == 1


@pytest.mark.parametrize(("state", "draft"), [
    (1, False), ("2", False), (0, True), (-3, True), ("hidden", True), (None, False)])
def test_a_state_of_joomla_that_nobody_knows_is_not_public(tmp_path, state, draft):
    path = tmp_path / "articles.json"
    path.write_text(json.dumps([{
        "id": 1, "title": "The dam", "alias": "the-dam", "catid": 3, "state": state,
        "introtext": "<p>It holds.</p>", "fulltext": ""}]))
    assert [one.draft for one in _parts(path) if isinstance(one, Item)] == [draft]


def test_an_export_comes_in_once_and_its_drafts_stay_drafts(house: House, noon, tmp_path):
    path = MADE["contentful"](tmp_path)
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert (done.stories["new"], done.stories["draft"], done.refused) == (1, 1, [])
    assert record.public_filing(find(source="contentful:e1").guid).published_at == WHEN
    assert find(source="contentful:e2").standing == "draft"
    again = import_archive(path, Asked(pictures=False), at=noon)
    assert (again.stories["same"], record.total()) == (2, 1)


def test_each_language_of_an_entry_is_a_story_of_its_own(tmp_path):
    path = MADE["contentful"](tmp_path)
    said = json.loads(path.read_text())
    fields = said["entries"][0]["fields"]
    fields["title"]["fr"], fields["body"]["fr"] = "Le barrage", fields["body"]["en-US"]
    path.write_text(json.dumps(said))
    found = {one.ref: (one.headline, one.language) for one in _parts(path) if isinstance(one, Item)}
    assert found["contentful:e1"] == ("The dam", "en-US")
    assert found["contentful:e1:fr"] == ("Le barrage", "fr")


NOTION = """# The dam

Date: April 5, 2019
Tags: Kasese, rain
Status: {0}
Author: Amina Okello
URL: https://old.example/the-dam

The dam holds.
"""


@pytest.mark.parametrize(("state", "draft"), [("Published", False), ("In progress", True)])
def test_a_page_of_notion_begins_with_its_properties(tmp_path, state, draft):
    (tmp_path / f"The dam {'0a' * 16}.md").write_text(NOTION.format(state))
    [item] = _parts(tmp_path)
    assert (item.headline, item.published_at, item.draft) == (
        "The dam", datetime(2019, 4, 5, tzinfo=UTC), draft)
    assert (item.authors, [tag for tag, _ in item.tags]) == (("Amina Okello",), ["Kasese", "rain"])
    assert item.html.strip() == "<p>The dam holds.</p>"


def test_a_text_that_begins_like_properties_is_a_text(tmp_path):
    (tmp_path / f"The dam {'0a' * 16}.md").write_text("# The dam\n\nNote: it holds.\nAnd so on.\n")
    [item] = _parts(tmp_path)
    assert "Note: it holds." in item.html


TUMBLR = [
    {"type": "text", "title": "The dam", "body": HTML},
    {"type": "photo", "caption": "<p>At noon.</p>", "summary": "At noon", "photos": [
        {"caption": "", "original_size": {"url": PICTURE, "width": 9, "height": 9}}]},
    {"type": "quote", "text": "It holds.", "source": "The ministry", "state": "draft"},
    {"type": "link", "title": "A report", "url": "https://gov.example/", "description": "Long."},
    {"type": "answer", "question": "Does it hold?", "answer": "<p>It does.</p>"},
    {"type": "chat", "title": "Two", "dialogue": [{"label": "A:", "phrase": "Well?"}]},
    {"type": "blocks", "content": [{"type": "text", "text": "The dam", "subtype": "heading1"},
                                   {"type": "text", "text": "It holds."}]},
]
WORDS = ["The dam holds. So says the ministry.", "At noon.", "It holds. The ministry",
         "A report Long.", "Does it hold? It does.", "A: Well?", "The dam It holds."]


def test_every_kind_of_post_of_tumblr_is_its_words(tmp_path):
    path = tmp_path / "posts.json"
    path.write_text(json.dumps({"response": {"blog": {"name": "old", "avatar": [{"url": "/a"}]},
                                             "posts": [
        {"blog_name": "old", "id": n, "post_url": f"https://old.example/post/{n}",
         "date": "2019-04-05 11:00:00 GMT", "state": "published", "tags": ["rain"]} | one
        for n, one in enumerate(TUMBLR)]}}))
    items = [one for one in _parts(path) if isinstance(one, Item)]
    assert [" ".join(re.sub("<[^>]+>", " ", one.html).split()) for one in items] == WORDS
    assert [one.draft for one in items] == [n == 2 for n in range(len(TUMBLR))]
    assert {one.published_at for one in items} == {WHEN} and PICTURE in items[1].html


def _rich(kind: str, *texts: str) -> dict:
    return {"nodeType": kind, "data": {}, "content": [
        {"nodeType": "text", "value": one, "marks": [], "data": {}} for one in texts]}


TREES = {
    "Contentful": {"nodeType": "document", "content": [
        _rich("paragraph", "One."), _rich("heading-2", "Two"), {
            "nodeType": "ordered-list", "content": [{"nodeType": "list-item", "content": [
                _rich("paragraph", "Three")]}]}]},
    "Sanity": [{"_type": "block", "style": style, "children": [{"_type": "span", "text": said}]}
               | more for style, said, more in (
                   ("normal", "One.", {}), ("h2", "Two", {}),
                   ("normal", "Three", {"listItem": "number", "level": 1}))],
    "Strapi": [{"type": "paragraph", "children": [{"type": "text", "text": "One."}]},
               {"type": "heading", "level": 2, "children": [{"type": "text", "text": "Two"}]},
               {"type": "list", "format": "ordered", "children": [
                   {"type": "list-item", "children": [{"type": "text", "text": "Three"}]}]}],
    "Lexical": {"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [{"type": "text", "text": "One.", "format": 0}]},
        {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "Two"}]},
        {"type": "list", "tag": "ol", "listType": "number", "children": [
            {"type": "listitem", "children": [{"type": "text", "text": "Three"}]}]}]}},
    "ProseMirror": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "One."}]},
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Two"}]},
        {"type": "orderedList", "content": [{"type": "listItem", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "Three"}]}]}]}]},
    "Editor.js": {"time": 1, "blocks": [
        {"type": "paragraph", "data": {"text": "One."}},
        {"type": "header", "data": {"text": "Two", "level": 2}},
        {"type": "list", "data": {"style": "ordered", "items": ["Three"]}}]},
    "Draft.js": {"entityMap": {}, "blocks": [
        {"text": "One.", "type": "unstyled"}, {"text": "Two", "type": "header-two"},
        {"text": "Three", "type": "ordered-list-item"}]},
    "Ricos": {"nodes": [
        {"type": "PARAGRAPH", "nodes": [{"type": "TEXT", "textData": {"text": "One."}}]},
        {"type": "HEADING", "headingData": {"level": 2},
         "nodes": [{"type": "TEXT", "textData": {"text": "Two"}}]},
        {"type": "ORDERED_LIST", "nodes": [{"type": "LIST_ITEM", "nodes": [
            {"type": "PARAGRAPH", "nodes": [{"type": "TEXT", "textData": {"text": "Three"}}]}]}]}]},
}


@pytest.mark.parametrize("name", TREES)
@pytest.mark.parametrize("written", [False, True])
def test_a_tree_of_text_is_the_same_html_whoever_made_it(name, written):
    tree = json.dumps(TREES[name]) if written else TREES[name]
    assert html_of_tree(tree).replace("<li><p>Three</p></li>", "<li>Three</li>") == (
        "<p>One.</p><h2>Two</h2><ol><li>Three</li></ol>")


def test_markup_in_a_tree_is_text_and_a_tree_without_end_is_refused():
    tree = [{"type": "paragraph", "children": [{"type": "text", "text": "<script>a & b"}]}]
    assert html_of_tree(tree) == "<p>&lt;script&gt;a &amp; b</p>"
    deep = {"type": "paragraph", "children": [{"type": "text", "text": "."}]}
    for _ in range(100):
        deep = {"type": "paragraph", "children": [deep]}
    with pytest.raises(ValueError, match="too deep"):
        html_of_tree([deep])


@pytest.mark.parametrize("value", [
    [{"id": 1, "name": "Water"}], [{"type": "person", "name": "Ada"}], {"url": "/a.jpg"}, [], {},
    "[sic]", '{"a": 1}', "[1, 2]", None, 7, {"data": {"id": 1}}])
def test_what_is_no_tree_of_text_stays_what_it_is(value):
    assert html_of_tree(value) == ""


RECORDS = """<?xml version="1.0"?><!DOCTYPE archive><archive><info><title>Old</title><n>1</n></info>
{0}</archive>"""


def test_records_in_xml_are_rows(tmp_path):
    path = tmp_path / "own.xml"
    one = ("<article id='{0}'><headline>Story {0}</headline><byline>By Amina Okello</byline>"
           "<keywords><keyword>dam</keyword><keyword>rain</keyword></keywords><pubdate>2019-04-05T"
           "11:00:00Z</pubdate><body><p>It <em>holds</em>.</p></body></article>")
    path.write_text(RECORDS.replace("<!DOCTYPE archive>", "").format(
        "".join(one.format(n) for n in (1, 2))))
    first, second = (one for one in _parts(path) if isinstance(one, Item))
    assert (first.headline, first.authors, first.published_at) == (
        "Story 1", ("Amina Okello",), WHEN)
    assert [tag for tag, _ in second.tags] == ["dam", "rain"]
    assert second.html == "<p>It <em>holds</em>.</p>"
    path.write_text(path.read_text()[:-60])
    parts = _parts_until_broken(path)
    assert [one.headline for one in parts if isinstance(one, Item)] == ["Story 1"]


def _parts_until_broken(path: Path) -> list:
    _, files, read = reader_of(path, "", None)
    found = []
    with pytest.raises(NotArchive, match="line 2"):
        for one in read(files[0], UTC):
            found.append(one)
    return found


@pytest.mark.parametrize(("name", "said", "what"), [
    ("a.sql", b"-- MySQL dump 10.13\nCREATE TABLE `wp_posts` (`ID` int);\n", "dump of a database"),
    ("b.sql", b"/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump 10.19\n", "dump"),
    ("c.sql", b"--\n-- PostgreSQL database dump\n--\n", "CSV HEADER"),
    ("d.dump", b"PGDMP\x01\x0e\x00", "dump of a database"),
    ("e.sql", b"INSERT INTO posts VALUES (1);\n", "dump of a database"),
    ("f.zst", b"\x28\xb5\x2f\xfd\x04\x00", "unzstd FILE"),
    ("g.jsonl.zst", b"\x28\xb5\x2f\xfd\x04\x00", "unzstd FILE"),
    ("h.xml", RECORDS.format("<a><b>1</b><c>2</c></a>").encode(), "document type|not certain"),
])
def test_what_is_not_read_is_refused_with_what_to_do(tmp_path, name, said, what):
    (tmp_path / name).write_bytes(said)
    with pytest.raises(NotArchive, match=what):
        _parts(tmp_path / name)


def test_what_is_no_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "posts.json")
    (tmp_path / "empty.json").touch()
    for name, what in (("posts.json", "neither a file nor"), ("empty.json", "it is empty"),
                       ("none.json", "no such file")):
        with pytest.raises(NotArchive, match=what):
            _parts(tmp_path / name)


@pytest.mark.parametrize(("said", "what"), [
    ('[{"title": "A", "body": "B"},\n{"title": "C" "body": "D"}]', "line 2: it is not JSON to its"),
    ('{"data": [{"title": "A",\n"body": "B"', "line 2: it is not JSON to its end"),
    (json.dumps([{"title": "A"}]).encode("utf-16"), "UTF-16, and JSON is UTF-8"),
    (b'[\n{"title": "A\xff"}]', "line 2: it is not UTF-8"),
])
def test_broken_json_is_refused_in_one_line_with_its_own(tmp_path, said, what):
    path = tmp_path / "posts.json"
    path.write_bytes(said if isinstance(said, bytes) else said.encode())
    with pytest.raises(NotArchive, match=what) as refused:
        _parts(path)
    assert "\n" not in str(refused.value)


def test_links_and_folders_that_are_called_like_files_are_not_read(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.html").write_text(f"<html><body><h1>Secret</h1>{HTML}</body></html>")
    (tmp_path / "site" / "a.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "site" / "b.html").mkdir()
    os.mkfifo(tmp_path / "site" / "c.html")
    (tmp_path / "site" / "d.html").write_text(f"<html><body><h1>Dam</h1>{HTML}</body></html>")
    assert [one.where for one in _parts(tmp_path / "site")] == ["d.html"]


@pytest.mark.parametrize("name", MADE)
def test_a_damaged_export_is_refused_in_words_or_read_to_its_fault(tmp_path, name):
    """Cut, doubled, with noise in it: never another error, and never a story that was cut."""
    path = MADE[name](tmp_path)
    file = path if path.is_file() else max(path.rglob("*.*"), key=lambda one: one.stat().st_size)
    whole = file.read_bytes()
    words = {one.html or one.text for one in _parts(path) if isinstance(one, Item)}
    chance = random.Random(name)
    for turn in range(12):
        at = chance.randrange(len(whole))
        file.write_bytes((whole[:at], whole[:at] + b"\0\xff<{[" + whole[at:], whole + whole,
                          whole[:at] + b"[" * 3000 + whole[at:])[turn % 4])
        try:
            parts = _parts(path)
        except NotArchive as error:
            assert "\n" not in str(error)
        else:
            if turn % 4 == 0 and file.suffix != ".yml":  # its texts are in quotation marks, or none
                assert {one.html or one.text for one in parts if isinstance(one, Item)} <= words


AGENCIES = {
    "afp": {"response": {"numFound": 1, "docs": [{
        "uno": "newsml.afp.example.1", "title": "The dam", "published": "2019-04-05T11:00:00Z",
        "news": ["The dam holds.", "So says the ministry."], "lang": "en", "status": "Usable",
        "creator": "Amina Okello", "urgency": 4, "slug": ["Uganda", "water"]}]}},
    "ap": {"data": {"items": [{"meta": {}, "item": {
        "uri": "https://api.ap.example/1", "altids": {"itemid": "i1"}, "version": 1, "type": "text",
        "language": "en", "versioncreated": "2019-04-05T11:00:00Z", "pubstatus": "usable",
        "headline": "The dam", "bylines": [{"by": "By Amina Okello", "title": "Agency"}],
        "body_nitf": HTML}}]}},
    "reuters": {"data": {"item": {
        "uri": "tag:reuters.example,2019:1", "headLine": "The dam", "bodyXhtml": HTML,
        "byLine": "By Amina Okello", "firstCreated": "2019-04-05T11:00:00Z", "language": "en",
        "versionedGuid": "tag:reuters.example,2019:1:1", "urgency": 3}}},
}


@pytest.mark.parametrize("name", AGENCIES)
def test_agencies_have_names_of_their_own_for_the_same(tmp_path, name):
    path = tmp_path / "items.json"
    path.write_text(json.dumps(AGENCIES[name]))
    [item] = [one for one in _parts(path) if isinstance(one, Item)]
    assert (item.headline, item.published_at, item.authors, item.language, item.draft) == (
        "The dam", WHEN, ("Amina Okello",), "en", False)
    assert "The dam holds." in item.html + item.text
    assert "So says the ministry." in item.html + item.text
