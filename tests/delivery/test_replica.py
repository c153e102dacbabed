"""Pages rendered from a replica: never behind what the machine has applied; and its promotion."""

from __future__ import annotations

import logging
import threading
import time

import pytest
from django.db import connections, transaction

import conftest
from cast import live
from conftest import POSTGRESQL
from dateline.delivery import nearby
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from machining import machine, placed
from replicating import replica_of

pytestmark = pytest.mark.skipif(
    not POSTGRESQL, reason="replicas need PostgreSQL: DATELINE_TEST_DATABASE=postgresql"
)


@pytest.fixture
def replica(house):
    """A replica of this test's database."""
    with replica_of(conftest.CLUSTER, f"replica-of-{house.data.parent.name}") as made:
        yield made


@pytest.fixture
def near(replica, monkeypatch):
    """The replica as the one that this process renders from."""
    like = connections.settings["reader"]
    own = {**like, "HOST": str(replica.folder)}
    monkeypatch.setitem(connections.settings, "replica", own)
    connections["replica"] = connections.create_connection("replica")
    for what in nearby._until:
        monkeypatch.setitem(nearby._until, what, 0.0)
    yield replica
    connections["replica"].close()
    del connections["replica"]


def used(replica) -> int:
    """How many connections to a newsroom the replica has."""
    return replica.ask(
        "SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database WHERE datname LIKE 'house_%'"
    )


def test_a_rendering_waits_for_its_replica(near, reader, noon, caplog):
    """It was held back when the story was published; it is let go while the page is rendered."""
    live("Before", at=noon, dossiers=("Floods",))
    assert "Before" in reader.get("/dossier/floods/").text
    assert used(near) == 1
    near.hold_back()
    _, done = live("A bridge opens", at=noon, dossiers=("Floods",))
    assert near.ask("SELECT pg_is_wal_replay_paused()")
    letting = threading.Timer(0.5, near.go_on)
    letting.start()
    began = time.monotonic()
    assert reader.get(done.address).status == 200
    assert time.monotonic() - began >= 0.4, "it did not wait"
    assert "A bridge opens" in reader.get("/dossier/floods/").text
    letting.join()
    assert not caplog.records, caplog.text


def test_a_replica_too_far_behind_is_not_waited_for_but_once(near, reader, noon, caplog):
    caplog.set_level(logging.WARNING, "dateline.delivery")
    guid, _ = live("Before", at=noon)
    near.hold_back()
    for number in range(3):
        _, done = live(f"Number {number}", at=noon)
        assert f"Number {number}" in reader.get(done.address).text
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    assert "Before" not in reader.get("/").text
    assert [each.getMessage() for each in caplog.records] == [
        "Pages are rendered from the primary; the replica: behind what is applied here"]
    near.go_on()
    until = time.monotonic() + 30
    while nearby._until["behind"]:
        live("More", at=noon)
        assert "More" in reader.get("/").text
        assert time.monotonic() < until, "it never comes back to its replica"
    assert list(delivery.check(every_page=True))


def test_a_replica_that_goes_away_is_done_without(near, reader, noon, caplog):
    caplog.set_level(logging.WARNING, "dateline.delivery")
    live("One", at=noon)
    assert "One" in reader.get("/").text
    near.stop()
    live("Two", at=noon)
    assert "Two" in reader.get("/").text
    assert "the primary; the replica:" in caplog.text
    near.start()


def test_what_a_machine_does_with_its_setting(house, replica, make_house, tmp_path):
    url = replica.url(house.environment["DATELINE_DATABASE"].rpartition("/")[2])
    name = house.environment["DATELINE_DATABASE"]
    own = placed(house, tmp_path / "right", name, DATELINE_REPLICA=url)
    assert own.run("check").returncode == 0
    away = placed(house, tmp_path / "away", name,
                  DATELINE_REPLICA="postgresql://nobody@127.0.0.1:1/news")
    done = away.run("check")
    assert done.returncode == 0 and "is not used until it answers" in done.stderr
    other = make_house()
    with transaction.atomic():
        delivery.begin_anew()
    wrong = placed(house, tmp_path / "wrong", name,
                   DATELINE_REPLICA=other.environment["DATELINE_DATABASE"])
    done = wrong.run("check")
    assert done.returncode == 2 and "is no replica of DATELINE_DATABASE" in done.stderr


def test_after_a_promotion_every_machine_begins_anew(house, replica, make_house, noon, tmp_path):
    """What the old primary alone had published is nowhere: the store goes with its history."""
    kept = live("Kept", at=noon, dossiers=("Floods",))[1]
    with machine(house, tmp_path / "left") as left:
        left.until(kept.address, 200)
        replica.lose_the_primary()
        lost = live("Lost", at=noon, dossiers=("Floods",))[1]
        left.until(lost.address, 200)
        left.until("/dossier/floods/", 200, "Lost")

        replica.promote()
        name = house.environment["DATELINE_DATABASE"].rpartition("/")[2]
        left.relay.cut()
        left.relay.target = replica.folder / ".s.PGSQL.5432"
        left.relay.join()
        left.until(lost.address, 404)
        assert "Lost" not in left.ask("/dossier/floods/").text

        promoted = placed(house, tmp_path / "promoted", replica.url(name))
        done = promoted.python(ANEW, cwd="tests")
        assert done.returncode == 0, done.stderr
        left.until(done.stdout.strip(), 200, "Afterwards")
        checked = left.house.run("check", "--all")
        assert checked.returncode == 0, checked.stderr
        assert "1 ticks without a hole" in checked.stdout


ANEW = """
from datetime import datetime
from cast import live
from django.db import transaction
from dateline.delivery import public as delivery
with transaction.atomic():
    delivery.begin_anew()
at = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
print(live("Afterwards", at=at, dossiers=("Floods",))[1].address)
"""
