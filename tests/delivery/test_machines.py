"""Several web machines on PostgreSQL: one is cut off, says so, is silent, and comes back exact."""

from __future__ import annotations

import time

import pytest

from cast import live
from conftest import POSTGRESQL
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from listening import Listener, tokens
from machining import machine, told_by

pytestmark = pytest.mark.skipif(
    not POSTGRESQL, reason="several machines need PostgreSQL: DATELINE_TEST_DATABASE=postgresql"
)


@pytest.fixture
def two(house, tmp_path):
    """Two web machines; this process is a third one, at whose desk is written."""
    with machine(house, tmp_path / "left") as left, machine(house, tmp_path / "right") as right:
        yield left, right


@pytest.mark.parametrize("way", ["cut", "freeze"])
def test_a_machine_cut_off_says_so_is_silent_and_comes_back_exact(two, noon, way):
    near, far = two
    guid, done = live(at=noon, dossiers=("Floods",))
    for each in two:
        right = each.until(done.address, 200)[-1]
        assert "age" not in right.headers
    tag = far.ask(done.address).headers["etag"]
    stream = Listener(far.port, f"f={'+'.join(tokens(far.ask(done.address).body.decode()))}")
    stream.told()

    getattr(far.relay, way)()
    gone = time.monotonic()
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    killed = time.monotonic()
    near.until(done.address, 410)
    assert told_by(far, done.address, gone, killed) == {"fresh", "dated", "silent"}
    _only_what_is_vouched_for(far, done, tag)
    assert stream.block() is None  # its readers ask again, and come to another machine
    stream.close()
    _the_newsroom_knows(("left", True), ("right", False))

    another = live("After", at=noon, dossiers=("Floods",))[1]
    far.relay.join()
    answers = far.until(done.address, 410)
    assert {answer.status for answer in answers} <= {410, 503}
    assert "age" not in far.ask(done.address).headers
    far.until(another.address, 200)
    assert far.ask("/healthz").status == 200
    _the_newsroom_knows(("left", True), ("right", True))
    for each in two:
        checked = each.house.run("check", "--all")
        assert checked.returncode == 0, checked.stderr


def _only_what_is_vouched_for(far, done, tag: str) -> None:
    """Neither from memory, nor from the store, nor as a 304; static files go on."""
    for address in (done.address, "/", "/dossier/floods/", "/nowhere/", f"/~{done.code}"):
        assert far.ask(address, accept_encoding="gzip").status == 503, address
        assert far.ask(address, method="HEAD").status == 503
    assert far.ask(done.address, if_none_match=tag).status == 503
    assert far.ask("/healthz").status == 503
    assert far.ask("/static/theme/site.css").status == 200


def _the_newsroom_knows(*expected: tuple[str, bool]) -> None:
    until = time.monotonic() + 30
    while True:
        known = delivery.machines()
        if tuple((each.name, each.in_touch) for each in known) == expected:
            break
        assert time.monotonic() < until, known
        time.sleep(0.1)
    n = delivery.apply_ticks()
    for each in known:
        assert each.in_touch or not each.has(n)


def test_a_machine_that_stops_in_order_is_not_waited_for(house, tmp_path):
    with machine(house, tmp_path / "left"):
        _the_newsroom_knows(("left", True))
    assert delivery.machines() == ()


def test_a_machine_cut_off_before_its_first_page_answers_503_at_once(house, tmp_path, noon):
    """It has nothing to vouch for; and it does not make a failure of it."""
    _, done = live(at=noon)
    with machine(house, tmp_path / "left") as left:
        left.relay.cut()
        assert [left.ask(done.address).status for _ in range(3)] == [503] * 3
        left.relay.join()
        answers = left.until(done.address, 200)
        assert {answer.status for answer in answers} <= {200, 503}
        assert "Traceback" not in "".join(left.served.lines)


PUBLISHING = """
import sys, urllib.request
from cast import live
from datetime import datetime
base, name = sys.argv[1:]
for number in range(5):
    headline = f"From {name} {number}"
    done = live(headline, at=datetime.fromisoformat("2026-03-02T12:00:00+00:00"),
                dossiers=("Floods",))[1]
    for address in (done.address, "/dossier/floods/"):
        with urllib.request.urlopen(base + address) as page:
            assert headline in page.read().decode(), (headline, address)
    print(done.address, flush=True)
"""


def test_two_desks_publish_and_each_machine_is_exact_at_once_the_other_soon(two):
    """Who has published sees it on his own machine at the very next request."""
    written = []
    for each, other in (two, tuple(reversed(two))):
        name = each.house.data.name
        done = each.house.python(PUBLISHING, each.served.base, name, cwd="tests")
        assert done.returncode == 0, done.stderr
        written += [(other, address, f"From {name} {number}")
                    for number, address in enumerate(done.stdout.split())]
    assert len(written) == 10
    for other, address, headline in written:
        other.until(address, 200, headline)
        other.until("/dossier/floods/", 200, headline)
