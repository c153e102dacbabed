"""Two web machines and their primary on hosts of their own: a cable pulled out, packets lost."""

from __future__ import annotations

import time
from contextlib import ExitStack

import pytest

import conftest
from cast import live
from conftest import POSTGRESQL
from machining import placed, told_by
from networking import Cable, Host, Primary, Served, why_not

WHY = why_not() if POSTGRESQL else "several machines need DATELINE_TEST_DATABASE=postgresql"
pytestmark = pytest.mark.skipif(bool(WHY), reason=WHY)

ACT = """
import sys
from datetime import datetime
from cast import live
from dateline.desk import public as desk
at = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
desk.kill(sys.argv[1], "Killed.", reason="Wrong.", at=at)
print(live("After", at=at, dossiers=("Floods",))[1].address)
"""


@pytest.fixture
def hosts(house, noon, tmp_path):
    """Two web machines and the desk's; a story is live."""
    guid, done = live(at=noon, dossiers=("Floods",))
    name = house.environment["DATELINE_DATABASE"].rpartition("/")[2]
    with ExitStack() as ends:
        made = {}
        for number, what in enumerate(("db", "left", "right")):
            made[what] = Host(what, number)
            ends.callback(made[what].end)
        primary = Primary(conftest.CLUSTER, made["db"])
        ends.callback(primary.stop)
        machines, cables = {}, {}
        for what in ("left", "right"):
            cables[what] = Cable(made[what], made["db"])
            url = f"postgresql://{primary.user}@{cables[what].ends[1]}/{name}"
            machines[what] = Served(placed(house, tmp_path / what, url), made[what])
            ends.callback(machines[what].stop)
        for each in machines.values():
            each.await_start()
        desk = placed(house, tmp_path / "desk", primary.url(name))
        yield guid, done, machines, cables, desk


@pytest.mark.parametrize(("cut", "heal"), [("down", "up"), ("deaf", "hears")])
def test_a_host_cut_off_is_silent_in_time_and_exact_when_it_is_back(hosts, cut, heal):
    guid, done, machines, cables, desk = hosts
    near, far = machines["left"], machines["right"]
    for each in (near, far):
        each.until(done.address, 200)

    getattr(cables["right"], cut)()
    gone = time.monotonic()
    acted = desk.python(ACT, guid, cwd="tests")
    killed = time.monotonic()
    assert acted.returncode == 0, acted.stderr
    near.until(done.address, 410)
    assert "silent" in told_by(far, done.address, gone, killed)
    assert far.ask("/").status == 503
    assert far.ask("/static/theme/site.css").status == 200

    getattr(cables["right"], heal)()
    answers = far.until(done.address, 410)
    assert {answer.status for answer in answers} <= {410, 503}
    far.until(acted.stdout.strip(), 200)
    assert "age" not in far.ask("/").headers
    checked = desk.run("check", "--all")
    assert checked.returncode == 0, checked.stderr
    assert "Traceback" not in (far.house.data / "served.log").read_text()
