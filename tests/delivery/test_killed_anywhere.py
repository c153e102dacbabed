"""`kill -9` at every write of a publication: all of it or nothing, and nothing stale after."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

SCRIPT = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
SCRIPT += "import dying; dying.main(sys.argv[1])"
ENTRIES = {"publish": 1, "correct": 1, "kill": 1, "rename": 1, "merge": 1, "file_batch": 2,
           "approve": 1, "update": 1, "lift": 1, "withdraw": 1, "arrange": 1, "planned": 1}
TOUCHED = {"publish": "record_story", "correct": "record_version", "kill": "record_version",
           "rename": "record_termname", "merge": "record_merge", "file_batch": "desk_story",
           "approve": "wagtailcore_workflowstate", "update": "wagtailcore_revision",
           "lift": "record_story", "withdraw": "record_version", "arrange": "desk_signed",
           "planned": "desk_plannedfront"}
UNSEEN = ("save", "submit", "return", "embargo", "discard", "rebase")


@pytest.mark.parametrize("act", ENTRIES)
def test_killed_at_every_write(act, house):
    ended = house.python(SCRIPT, act, timeout=300)
    assert ended.returncode == 0, ended.stderr[-3000:]
    *deaths, survivor = (json.loads(line) for line in ended.stdout.splitlines())
    assert survivor["died"] == 0
    assert done(act, survivor)
    for number, death in enumerate(deaths, start=1):
        assert death["died"] == signal.SIGKILL
        if death["told"].startswith("database"):
            assert death["after"] == death["before"], (number, death["told"])
        else:
            assert done(act, death), (number, death["told"])
    told = [death["told"] for death in deaths]
    assert told == json.loads(survivor["told"])
    assert any(TOUCHED[act] in name for name in told)
    assert told.index("committed") > 6
    assert told[told.index("committed") + 1:].count("store put") >= 4
    assert told[-2:] == ["store commits", "store committed"]


@pytest.mark.parametrize("act", UNSEEN)
def test_killed_at_every_write_of_an_act_nobody_sees(act, house):
    ended = house.python(SCRIPT, act, timeout=300)
    assert ended.returncode == 0, ended.stderr[-3000:]
    *deaths, survivor = (json.loads(line) for line in ended.stdout.splitlines())
    assert survivor["died"] == 0 and survivor["after"]["state"] != survivor["before"]["state"]
    written = [death for death in deaths if death["told"].startswith("database")]
    assert len(written) >= 3
    for death in written:
        assert death["died"] == signal.SIGKILL
        assert death["after"] == death["before"], death["told"]
    assert survivor["after"]["seq"] == deaths[0]["before"]["seq"]


def done(act: str, death: dict) -> bool:
    """Whether the act took effect as a whole."""
    before, after = death["before"], death["after"]
    return (
        after["seq"] == before["seq"] + ENTRIES[act]
        and after["state"] != before["state"]
        and after["killed"] == before["killed"] + (act == "kill")
        and (after["dossier"] != before["dossier"]) == (act == "rename")
    )
