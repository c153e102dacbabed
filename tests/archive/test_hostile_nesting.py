"""JSON that is nested without end costs no memory, whoever reads it."""

from __future__ import annotations

import json
import random
import resource
from pathlib import Path

import pytest

from conftest import House
from dateline.archive.bringing.reading.nesting import Depth
from dateline.archive.public import Asked, NotArchive, import_archive
from dateline.record import public as record

DEEP = 100_000
BEGINNINGS = {
    "arrays": "[", "objects": '{"a":', "posts": '{"posts":[',
    "rows": '[{"title": "A", "body": "B"}, {"title": "A", "body": "B", "x":',
    "lexical": '{"posts": [{"title": "A", "lexical":',
    "ans": '[{"type": "story", "content_elements":'}


@pytest.mark.parametrize("form", ["", "ghost", "jsonl", "arc", "drupal"])
@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.parametrize("ended", [False, True])
def test_it_is_refused_before_it_is_held(house: House, noon, tmp_path: Path, name, form, ended):
    path = tmp_path / "deep.json"
    path.write_text(BEGINNINGS[name] + "[" * DEEP + "]" * DEEP * ended)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        done = import_archive(path, Asked(form=form, pictures=False), at=noon)
    except NotArchive as error:
        assert "\n" not in str(error)
    else:
        assert done.refused or not done.stories.total()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB; it was 28 GB
    assert record.total() <= 1


def test_a_line_that_is_nested_too_deep_harms_no_other(house: House, noon, tmp_path: Path):
    path = tmp_path / "rows.jsonl"
    rows = [json.dumps({"title": f"Story {n}", "body": "Words."}) for n in (1, 2)]
    for deep in (150, 300, 900, 20_000):
        path.write_text("\n".join([rows[0], '{"title": "A", "body": "B", "x": ' + "[" * deep
                                   + "]" * deep + "}", rows[1]]))
        done = import_archive(path, Asked(pictures=False), at=noon, dry_run=True)
        assert done.stories["new"] == 2 + (deep == 150), done
        assert [where for where, _ in done.refused] == ["line 2"] * (deep > 150)


def test_the_depth_is_the_same_wherever_the_pieces_are_cut():
    dice = random.Random("depth")
    for _ in range(200):
        said = "".join(dice.choice('[]{}",\\é ab') for _ in range(60))
        value = json.dumps({"a": [said, {"b" + said: [[said]]}]}, ensure_ascii=False).encode()
        cut, depth = dice.randrange(len(value)), Depth()
        assert max(depth.after(value[:cut]), depth.after(value[cut:])) >= 5
        assert depth.depth == 0
        pieces = Depth()
        assert max(pieces.after(value[n:n + 1]) for n in range(len(value))) == 5
