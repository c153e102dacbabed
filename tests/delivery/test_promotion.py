"""A primary is lost with what its replica never had: nothing of that is shown or told again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

import conftest
from cast import live
from conftest import POSTGRESQL
from dateline.wire import public as wire
from dateline.wire.models import Product
from listening import Listener, tokens
from machining import Machine, machine, placed
from replicating import replica_of

pytestmark = pytest.mark.skipif(
    not POSTGRESQL, reason="replicas need PostgreSQL: DATELINE_TEST_DATABASE=postgresql"
)
AFTERWARDS = """
from datetime import datetime
from cast import live
from dateline.wire import public as wire
at = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
print(live("Afterwards", at=at, dossiers=("Floods",))[1].address)
wire.distribute()
"""
ENTRIES, STREAM = "/wire/v1/entries", "/wire/v1/stream"


@pytest.fixture
def replica(house):
    """A replica of this test's database."""
    with replica_of(conftest.CLUSTER, f"promoted-of-{house.data.parent.name}") as made:
        yield made


@pytest.fixture
def key(house):
    """That of a subscriber to everything."""
    return wire.new_key(wire.subscribe("The Globe", [wire.save_product(Product(name="All"))]))


@pytest.fixture
def listen():
    """Open streams; they are closed at the end."""
    opened = []

    def listener(near: Machine, query: str, **headers: str) -> Listener:
        opened.append(Listener(near.port, query, **headers))
        return opened[-1]

    yield listener
    for one in opened:
        one.close()


class Wire(NamedTuple):
    """A subscriber's machine, asking one web machine."""

    near: Machine
    key: str
    listener: Callable[..., Listener]

    def pull(self, after: str = "") -> tuple[int, dict]:
        sent = self.near.ask(f"{ENTRIES}?after={after}", authorization=f"Bearer {self.key}")
        return sent.status, json.loads(sent.body)

    def listen(self, after: str) -> Listener:
        return self.listener(self.near, "", address=STREAM, last_event_id=after,
                             authorization=f"Bearer {self.key}")


def test_a_promotion_with_a_lost_publication(house, replica, key, noon, listen, tmp_path):
    kept = live("Kept", at=noon, dossiers=("Floods",))[1]
    wire.distribute()
    with machine(house, tmp_path / "left") as left:
        left.until(kept.address, 200)
        replica.lose_the_primary()
        lost = live("Lost", at=noon, dossiers=("Floods",))[1]
        wire.distribute()
        tag = left.until(lost.address, 200)[-1].headers["etag"]
        left.until("/dossier/floods/", 200, "Lost")
        globe = Wire(left, key, listen)
        cursor = globe.pull()[1]["cursor"]
        assert cursor.endswith(":2")
        listening = globe.listen(cursor)
        listening.block()
        page = left.ask(kept.address).text
        query = f"f={'+'.join(tokens(page))}"
        before = listen(left, query).told()
        assert before.html("count") == "(2)"

        promoted = _promote(house, replica, left, tmp_path)
        left.until(lost.address, 404)
        _nothing_of_it_is_shown(left, lost.address, tag)
        assert "Lost" not in left.ask("/dossier/floods/").text
        _who_comes_back_is_told_anew(before, listen(left, query, last_event_id=before.at).told())
        _cursors_are_answered_with_the_one_to_replay_from(globe, listening, cursor)

        done = promoted.python(AFTERWARDS, cwd="tests")
        assert done.returncode == 0, done.stderr
        left.until(done.stdout.strip(), 200, "Afterwards")
        assert [entry["number"] for entry in globe.pull()[1]["entries"]] == [1, 2]
        _nothing_of_it_is_shown(left, lost.address, tag)
        checked = left.house.run("check", "--all")
        assert checked.returncode == 0, checked.stderr


def _promote(house, replica, left, tmp_path):
    """As docs/operations.md has it; a replica refuses the command, and says why."""
    name = house.environment["DATELINE_DATABASE"].rpartition("/")[2]
    promoted = placed(house, tmp_path / "promoted", replica.url(name))
    left.relay.cut()
    early = promoted.run("new-epoch", "--yes")
    assert (early.returncode, early.stdout) == (2, "")
    assert "still a replica: promote it" in early.stderr
    replica.promote()
    taken = promoted.run("new-epoch", "--yes")
    assert taken.returncode == 0, taken.stderr
    assert "The log has 1 entries" in taken.stdout
    left.relay.target = replica.folder / ".s.PGSQL.5432"
    left.relay.join()
    return promoted


def _nothing_of_it_is_shown(left, address: str, tag: str) -> None:
    """Neither from the store, nor from memory, nor by what a reader holds of it."""
    for _ in range(10):
        assert left.ask(address).status == 404
        assert left.ask(address, accept_encoding="gzip").status == 404
        assert left.ask(address, if_none_match=tag).status == 404


def _who_comes_back_is_told_anew(before, told) -> None:
    """All of it, whatever the id of the epoch that is over says."""
    assert told.names == before.names and told.html("count") == "(1)"
    assert told.at.partition(".")[0] != before.at.partition(".")[0]


def _cursors_are_answered_with_the_one_to_replay_from(globe, listening, cursor: str) -> None:
    """A stream that was open ends; by 409 whoever comes back learns where to begin."""
    while (block := listening.block()) is not None:
        assert dict(block).get("event") != "entry"
    again = globe.listen(cursor)
    assert again.status == 409
    status, answer = globe.pull(cursor)
    assert status == 409 and "Replay from" in answer["error"]
    epoch, _, number = answer["cursor"].partition(":")
    assert number == "0" and epoch != cursor.partition(":")[0]
    status, replayed = globe.pull(answer["cursor"])
    assert status == 200
    assert [entry["number"] for entry in replayed["entries"]] == [1]
    assert replayed["cursor"] == f"{epoch}:1"
