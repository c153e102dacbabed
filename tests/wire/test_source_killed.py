"""`kill -9` at any write of receiving and taking over: it is done as a whole, once, or not yet."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PATHS = [str(Path(__file__).parent), str(TESTS / "delivery"), str(TESTS)]
SCRIPT = f"import sys; sys.path[:0] = {PATHS}\n"
SCRIPT += "import dying_sources; dying_sources.main(sys.argv[1])"
DONE = {
    "receive": {"state": "waiting", "pending": "", "arrivals": 1, "stories": 0, "standing": ""},
    "take": {"state": "taken", "pending": "", "arrivals": 1, "stories": 1, "standing": "draft"},
    "publish": {"state": "published", "pending": "", "arrivals": 1, "stories": 1,
                "standing": "live"},
    "kill": {"state": "killed", "pending": "", "arrivals": 2, "stories": 1,
             "standing": "withdrawn"},
}


@pytest.mark.parametrize("act", DONE)
def test_killed_at_every_write(act, house):
    ended = house.python(SCRIPT, act, timeout=900)
    assert ended.returncode == 0, ended.stderr[-3000:]
    *deaths, survivor = (json.loads(line) for line in ended.stdout.splitlines())
    assert survivor["died"] == 0 and len(deaths) > 3
    assert {death["died"] for death in deaths} == {signal.SIGKILL}
    for one in (*deaths, survivor):
        after = dict(one["after"])
        entries = after.pop("seq") - (one["found"]["seq"] if act in ("receive", "take") else 0)
        assert after == DONE[act], one
        assert one["found"]["pending"] == "", one
        if act in ("receive", "take"):
            assert entries == 0
