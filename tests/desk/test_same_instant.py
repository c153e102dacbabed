"""Two acts on one story at the same instant, on real connections: one waits, or is refused."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connections

from acting import UNSEEN, brought, do
from cast import all_checked, ledger
from dateline.desk import public as desk
from dateline.desk.public import NotAllowed, NotCopy
from dateline.lib import clock
from dateline.record.public import NotPossible

PAIRS = (
    ("draft", "publish", "publish"), ("draft", "publish", "discard"),
    ("draft", "schedule", "publish"), ("draft", "save", "submit"), ("embargoed", "lift", "return"),
    ("live", "kill", "correct"), ("live", "withdraw", "update"), ("live", "kill", "kill"),
    ("live with a draft", "update", "discard"), ("live with a draft", "rebase", "correct"),
    ("withdrawn", "publish", "erase"),
)
REFUSED = (NotAllowed, NotCopy, NotPossible, desk.NoSuchStory)


def together(*acts):
    """Each in a thread of its own, begun at once; how each ended."""
    gate, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        gate.wait(30)
        try:
            act()
            ended[place] = "done"
        except REFUSED as refused:
            ended[place] = str(refused)
        except BaseException as error:
            ended[place] = error
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.mark.parametrize("case", PAIRS, ids="-".join)
def test_one_after_the_other(house, case):
    state, *acts = case
    desk.add_section("World")
    guid = brought(state)
    before = ledger()
    ended = together(*(lambda act=act: do(act, guid) for act in acts))
    assert "done" in ended and all(isinstance(how, str) and how for how in ended)
    public = sum(how == "done" and act not in UNSEEN
                 for act, how in zip(acts, ended, strict=True))
    assert ledger() == (before[0] + public, before[1] + public)
    all_checked()


def test_the_clock_and_an_editor_release_once(house):
    guid = brought("draft")
    desk.schedule(guid, clock.now() - timedelta(seconds=1))
    ledger_before = ledger()
    ended = together(desk.release_due, lambda: desk.publish(guid), desk.release_due)
    assert ended.count("done") >= 2
    assert ledger() == (ledger_before[0] + 1, ledger_before[1] + 1)
    assert desk.find(guid=guid).standing == "live"
    all_checked()
