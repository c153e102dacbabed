"""`kill -9` during the acts that `test_killed_anywhere` leaves out.

At night at each of their writes; else, of a few acts, at the 1st, 2nd, 4th, 8th … write.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
STEPS = "range(1, dying.MOST)" if NIGHTLY else "(2 ** n for n in range(12))"
PATHS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
SCRIPT = f"import sys; sys.path[:0] = {PATHS}\n"
SCRIPT += f"import dying, dying_more; dying.main(sys.argv[1], {STEPS})"
ENTRIES = {
    "approval": 1, "released": 1, "lifted": 1, "update released": 1, "expired": 1, "resection": 1,
    "expire": 1, "erase public": 1, "draft behind": 1, "split": 1, "retype": 1, "describe": 1,
    "order": 1, "add section": 1, "configure": 1, "drawn": 1,
}
UNSEEN = ("editor save", "schedule", "erase", "note", "notify", "plan", "replan", "cancel plan",
          "add picture", "erase picture", "topics", "hand over", "file")
IN_TWO = {"drawn"}
"""What is drawn for readers is kept first, in a transaction of its own; then comes the act."""
ALWAYS = {"approval", "released", "editor save", "split", "erase public", "drawn", "topics",
          "hand over"}


@pytest.mark.parametrize("act", [
    act for act in (*ENTRIES, *UNSEEN) if NIGHTLY or act in ALWAYS
])
def test_killed(act, house):
    ended = house.python(SCRIPT, act, timeout=600)
    assert ended.returncode == 0, ended.stderr[-3000:]
    *deaths, survivor = (json.loads(line) for line in ended.stdout.splitlines())
    assert survivor["died"] == 0 and done(act, survivor)
    within = [death for death in deaths if death["told"].startswith("database")]
    assert within
    for death in deaths:
        assert death["died"] == signal.SIGKILL
        if act in IN_TWO:
            assert death["after"]["seq"] == death["before"]["seq"] or done(act, death)
        elif death["told"].startswith("database") and "django_session" not in death["told"]:
            assert death["after"] == death["before"], death["told"]
        else:
            assert done(act, death), death["told"]


def done(act: str, death: dict) -> bool:
    """Whether the act took effect as a whole."""
    before, after = death["before"], death["after"]
    return (after["seq"] == before["seq"] + ENTRIES.get(act, 0)
            and after["state"] != before["state"])
