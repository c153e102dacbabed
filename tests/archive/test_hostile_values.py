"""Exports in JSON with anything in the place of anything: read, or refused in words."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from old_sites import GHOST, ans

from conftest import House
from dateline.archive.public import Asked, NotArchive, import_archive
from dateline.record import public as record

EACH = 60
_ODD = (None, True, -1, 1.5, 10**30, "", "{", "<p", "2021", [], {}, [None], [[]], {"a": 1},
        ["a", 1, None], {"url": {}}, {"$date": {}})
_PICTURE = {"type": "image", "url": "a.jpg", "credits": {"by": [{"name": "Ada"}]}}
_META = {"posts_meta": [{"post_id": "a1", "feature_image_alt": "A lake"}]}
FILES: dict[str, Any] = {
    "ghost.json": {"db": [GHOST | {"data": GHOST["data"] | _META}]},
    "arc.json": [ans(1, promo_items={"basic": _PICTURE}, canonical_website="one", websites={
        "one": {"website_section": {"_id": "/a", "name": "A"}}}, corrections=[{"text": "No."}]),
        ans(2, type="gallery", content_elements=[_PICTURE])],
    "rows.json": [{"_id": {"$oid": str(n)}, "title": f"Story {n}", "content": {
        "rendered": "<p>It is.</p>"}, "tags": [{"name": "Water"}], "authors": ["Ada"], "date":
        "2020-01-25T09:00:00Z", "status": "draft"} for n in (1, 2)],
}


def _changed(value: Any, dice: random.Random) -> Any:
    """The same with something else in one place, at any depth, also inside of JSON in a text."""
    if isinstance(value, dict) and value and dice.random() < 0.9:
        name = dice.choice(list(value))
        return value | {name: _changed(value[name], dice)}
    if isinstance(value, list) and value and dice.random() < 0.9:
        at = dice.randrange(len(value))
        return [*value[:at], _changed(value[at], dice), *value[at + 1:]]
    if isinstance(value, str) and value.startswith("{") and dice.random() < 0.9:
        return json.dumps(_changed(json.loads(value), dice))
    return dice.choice(_ODD)


@pytest.mark.parametrize("name", FILES)
def test_anything_anywhere_is_read_or_refused(house: House, noon, tmp_path: Path, name):
    dice, path = random.Random(name), tmp_path / name
    for _ in range(EACH):
        said = FILES[name]
        for _ in range(dice.randrange(1, 4)):
            said = _changed(said, dice)
        path.write_text(json.dumps(said))
        try:
            done = import_archive(path, Asked(pictures=False), at=noon, dry_run=True)
        except NotArchive as error:
            assert str(error)
            continue
        assert all(where and reason for where, reason in done.refused)
    assert record.head() == 0


@pytest.mark.parametrize("html", [
    "<div x='words that nobody ends", "<a<b" * 300 + "words", "<zz>" * 5000
    + "words", "<form>words</form>", "<textarea>words", "<title>words", "<div>" * 300 + "words",
    "<!-- words", "<svg>" * 30 + "words"])
def test_a_text_of_which_nothing_could_be_read_is_refused(house: House, noon, tmp_path, html):
    path = tmp_path / "rows.json"
    path.write_text(json.dumps({"posts": [
        {"id": str(n), "title": f"Story {n}", "html": body}
        for n, body in enumerate((html, "<p>Read.</p>", "<script src='a.js'></script>"))]}))
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert (done.stories["new"], len(done.refused)) == (2, 1) and done.refused[0][1]


@pytest.mark.parametrize("said", [
    '[{"title": "A", "body": "B", "title": "C"},\n{"title": "D", "body": "E"}]',
    '{"data": [{"title": "A", "body": "B", "x": {"y": 1, "y": 2}},\n{"title": "D", "body": "E"}]}',
    '{"posts": [{"id": "1", "title": "A", "id": "2"}, {"id": "3", "title": "D"}]}'])
def test_an_object_that_says_a_name_twice_is_refused(house: House, noon, tmp_path, said):
    path = tmp_path / "rows.json"
    path.write_text(said)
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert done.stories["new"] == len(done.refused) == 1 and "twice" in done.refused[0][1], done


@pytest.mark.parametrize("said", ["NaN", "-Infinity"])
def test_what_is_no_number_is_refused_with_its_line(house: House, noon, tmp_path, said):
    path = tmp_path / "rows.json"
    path.write_text(f'[{{"title": "A", "body": "B"}},\n{{"title": "D", "n": {said}}}]')
    done = import_archive(path, Asked(pictures=False), at=noon)
    assert done.stories["new"] == 1 and f"line 2: {said} is no number" in done.refused[0][1]
