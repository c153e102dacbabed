"""Drupal's nodes, as its several versions and modules give them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import old_sites
import pytest

from conftest import House, Reader
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

REST = {"nid": [{"value": 7}], "uuid": [{"value": "aa-7"}], "vid": [{"value": 9}],
        "langcode": [{"value": "fr"}], "type": [{"target_id": "article"}],
        "status": [{"value": True}], "title": [{"value": "Le pont"}],
        "created": [{"value": "2018-05-18T20:37:20+00:00", "format": "Y-m-d\\TH:i:sP"}],
        "path": [{"alias": "/pont", "pid": 1}], "field_tags": [{"target_id": 1}],
        "body": [{"value": "<p>Il est ouvert.</p>", "format": "basic_html", "summary": ""}],
        "field_image": [{"target_id": 2, "alt": "Pont",
                         "url": "https://old.example/sites/default/files/lake.jpg"}]}
SEVEN = {"vid": "9", "uid": "1", "title": "The bridge", "status": "1", "nid": "7",
         "type": "article", "language": "und", "created": "1526675840", "name": "Amina Okello",
         "body": {"und": [{"value": "The bridge is open.\n\nAt last.", "summary": "Open.",
                           "format": "plain_text"}]},
         "field_section": {"und": [{"tid": "3", "name": "Water"}]},
         "field_tags": {"und": [{"tid": "4", "taxonomy_term": {"name": "Dams"}}, {"tid": "5"}]},
         "field_image": {"und": [{"uri": "public://lake.jpg", "alt": "Lake"}]},
         "path": "news/bridge"}


def _bring(path: Path, noon, **said) -> Summary:
    files = path.parent / "sites" / "default" / "files"
    files.mkdir(parents=True, exist_ok=True)
    (files / "lake.jpg").write_bytes(old_sites.picture())
    return import_archive(path, Asked(pictures=False, **said), at=noon)


def _filing(source: str):
    found = find(source=source)
    assert found is not None, source
    return record.public_filing(found.guid)


def _written(folder: Path, value: Any) -> Path:
    (folder / "nodes.json").write_text(json.dumps(value))
    return folder / "nodes.json"


def test_an_answer_of_json_api_with_what_it_includes(
    house: House, reader: Reader, noon, tmp_path
):
    done = _bring(old_sites.drupal(tmp_path), noon)
    assert (done.form, done.stories["new"], done.stories["draft"], done.refused) == (
        "drupal", 2, 1, [])
    assert done.passed == {"page": 1}
    filing = _filing("drupal:00000001-0000-4000-8000-000000000000")
    assert [one.name for one in filing.authors] == ["Amina Okello"]
    assert (filing.section.name, [one.name for one in filing.tags]) == ("Water", ["Dams"])
    assert [one.text for one in filing.blocks] == ["First words of 1.", "Last words."]
    assert filing.picture is not None and filing.picture.alt == "Lake"
    for old in ("/news/story-1", "/node/1", "/?q=node/1", "/index.php?q=news/story-1"):
        assert reader.get(old).status == 301, old
    assert reader.get("/node/3").status == 404


def test_a_picture_of_the_library_of_media(house: House, noon, tmp_path):
    node = old_sites.node(1)
    node["relationships"]["field_image"] = {"data": {"type": "media--image", "id": "m1"}}
    included = [
        {"type": "media--image", "id": "m1", "relationships": {"field_media_image": {
            "data": {"type": "file--file", "id": "f1"}}}},
        {"type": "file--file", "id": "f1", "attributes": {"uri": {
            "url": "/sites/default/files/lake.jpg"}}}]
    _bring(old_sites.drupal(tmp_path, data=node, included=included), noon)
    filing = _filing("drupal:00000001-0000-4000-8000-000000000000")
    assert filing.picture is not None and filing.section.name == "Unsorted"


@pytest.mark.parametrize("several", [False, True])
def test_an_answer_of_the_rest_module(house: House, reader: Reader, noon, tmp_path, several):
    done = _bring(_written(tmp_path, [REST, REST | {
        "uuid": [{"value": "aa-8"}], "nid": [{"value": 8}], "status": [{"value": False}],
        "created": [{"value": 1526675840}]}] if several else REST), noon)
    assert (done.form, done.stories["new"], done.stories["draft"]) == ("drupal", 1, several)
    filing = _filing("drupal:aa-7")
    assert (filing.headline, filing.language) == ("Le pont", "fr")
    assert filing.published_at == datetime(2018, 5, 18, 20, 37, 20, tzinfo=UTC)
    assert filing.picture is not None and reader.get("/pont").status == 301


def test_nodes_of_drupal_7(house: House, reader: Reader, noon, tmp_path):
    (tmp_path / "in").mkdir()
    _written(tmp_path / "in", [SEVEN, SEVEN | {"nid": "8", "status": "0"}])
    done = _bring(tmp_path / "in", noon, base="https://old.example/")
    assert (done.form, done.stories["new"], done.stories["draft"], done.refused) == (
        "drupal", 1, 1, [])
    filing = _filing("drupal:7")
    assert [one.text for one in filing.blocks] == ["The bridge is open.", "At last."]
    assert (filing.standfirst, filing.section.name) == ("Open.", "Water")
    assert [one.name for one in filing.tags] == ["Dams"] and filing.language == "en"
    assert [one.name for one in filing.authors] == ["Amina Okello"]
    assert filing.published_at == datetime(2018, 5, 18, 20, 37, 20, tzinfo=UTC)
    assert reader.get("/news/bridge").status == reader.get("/node/7").status == 301


def test_what_is_no_node_is_refused_with_its_place(house: House, noon, tmp_path):
    done = _bring(_written(tmp_path, [SEVEN, {"vid": "9", "title": "No id"}, {"nid": "9"}, 7,
                                      SEVEN | {"type": "webform"}]), noon, form="drupal")
    assert done.stories["new"] == 1 and done.passed == {"webform": 1}
    assert [why for _where, why in done.refused] == [
        "it has neither a nid nor a uuid to be found by again",
        "it has neither a headline nor a text", "it is no object"]
    assert all(where.startswith("row ") for where, _why in done.refused)
