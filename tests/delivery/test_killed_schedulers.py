"""Random times, a stepping clock, and `kill -9` of the scheduler in between: each once, none early.

At night for a thousand stories.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
STORIES = 60
PATHS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
SCRIPT = f"import sys; sys.path[:0] = {PATHS}\n"
SCRIPT += "import timing; timing.main(int(sys.argv[1]), int(sys.argv[2]))"
ACT = {"embargo": "publish", "schedule": "publish", "update": "update"}


@pytest.mark.parametrize("seed", range(17 if NIGHTLY else 1))
def test_each_once_and_none_early(house, seed):
    ended = house.python(SCRIPT, str(seed), str(STORIES), timeout=1200)
    assert ended.returncode == 0, ended.stderr[-3000:]
    told = json.loads(ended.stdout)
    assert told["died"] >= 1  # how often is chance
    stands = {guid: (standing, trouble) for guid, standing, trouble, _ in told["stories"]}
    times = Counter()
    due = {guid: (act, release, ends) for guid, act, release, ends in told["due"]}
    for guid, act, at in told["entries"]:
        held, release, ends = due[guid]
        if act == ACT[held]:
            times[guid, "release"] += 1
            assert at >= release
        elif act == "expire":
            times[guid, "expire"] += 1
            assert at >= ends
    assert set(times.values()) == {1}
    for guid, (held, _, ends) in due.items():
        standing, trouble = stands[guid]
        if not times[guid, "release"]:  # both times passed while it was off
            assert ends and ("is past" in trouble or (held, standing) == ("update", "expired"))
        assert standing == "expired" if times[guid, "expire"] else standing == "live" or trouble
    assert any(late for *_, late in told["stories"])
