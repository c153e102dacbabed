"""An import killed at its writes and run again ends as one that nobody killed.

By day a sample of the writes, at night (`DATELINE_NIGHTLY`) each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from old_sites import picture

from conftest import POSTGRESQL, House

SCRIPT = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
SCRIPT += ("import dying_imports, pathlib\n"
           "dying_imports.main(*map(pathlib.Path, sys.argv[1:3]), int(sys.argv[3]))")
MOST = 10_000 if os.environ.get("DATELINE_NIGHTLY") else 6
"""So many deaths."""


def _story(folder: Path, number: int, words: str, *, draft: bool = False) -> None:
    (folder / f"2015-02-{number:02}-story.md").write_text(
        f"---\ntitle: Story {number}\ncategories: [Water]\ntags: [Tag {number}]\n"
        f"date: 2015-02-{number:02} 10:00:00 +0300\ndraft: {'true' if draft else 'false'}\n"
        f"aliases: [/old/{number}/, '/?p={number}']\n---\n{words}\n\n![Lake](lake{number}.jpg)\n")
    (folder / f"lake{number}.jpg").write_bytes(picture())


def _archives(folder: Path) -> tuple[Path, Path]:
    """One, and what it is later: a story changed, two new, a draft."""
    first, second = folder / "first", folder / "second"
    (first / "_posts").mkdir(parents=True)
    for number in (1, 2):
        _story(first / "_posts", number, "First words.")
    shutil.copytree(first, second)
    _story(second / "_posts", 2, "Changed words.")
    for number in (3, 4):
        _story(second / "_posts", number, "New words.")
    _story(second / "_posts", 5, "No words yet.", draft=True)
    return first, second


@pytest.mark.skipif(POSTGRESQL, reason="its data folder is copied whole, with the database in it")
def test_killed_at_any_write_and_run_again_it_is_as_if_it_never_was(house: House, tmp_path):
    words = [*map(str, _archives(tmp_path)), str(MOST)]
    done = house.python(SCRIPT, *words, timeout=500 if MOST < 100 else 7200)
    assert done.returncode == 0, done.stderr[-3000:]
    unbroken, *deaths = map(json.loads, done.stdout.splitlines())
    assert unbroken["told"]["stories"] == {"same": 1, "new": 2, "draft": 1, "updated": 1}
    assert unbroken["told"]["steps"] > 40 and len(deaths) >= min(MOST, 40)
    for one in deaths:
        assert one["died"] == signal.SIGKILL and not one["again"]["refused"], one
        assert one["text"] == unbroken["text"], one["last"]
