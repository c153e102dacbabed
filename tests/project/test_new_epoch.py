"""`dateline new-epoch`: the record stays, and all that was said of its history before is void."""

from __future__ import annotations

import pytest
from django.db import transaction

from cast import live
from dateline.delivery import public as delivery
from dateline.record import public as record


def test_a_new_epoch_keeps_the_record_and_voids_pages_and_cursors(house, reader, noon):
    _, done = live("Before", at=noon, dossiers=("Floods",))
    tag = reader.get(done.address).headers["ETag"]
    ((cursor, _),) = record.follow()
    before = delivery.epoch()
    ran = house.run("new-epoch", "--yes")
    assert ran.returncode == 0, ran.stderr
    assert f"Epoch {before} has ended; {delivery.epoch()} begins." in ran.stdout
    assert "The log has 1 entries, the last of 2026-03-02 12:00:00 UTC" in ran.stdout
    assert delivery.stored(done.address) is None
    again = reader.get(done.address)
    assert "Before" in again.text and again.headers["ETag"] != tag
    assert reader.get(done.address, if_none_match=tag).status == 200
    with pytest.raises(record.OtherEpoch, match="replay from 1"):
        list(record.follow(cursor))
    live("After", at=noon, dossiers=("Floods",))
    assert [at.partition(":")[0] for at, _ in record.follow()] == [delivery.epoch()] * 2
    checked = house.run("check", "--all")
    assert checked.returncode == 0, checked.stderr


CODES = """
import sys
from cast import live
from dateline.lib import clock
print(*[live(f"Story {number}", at=clock.now())[1].code for number in range(int(sys.argv[1]))])
"""


def test_the_codes_of_lost_stories_are_given_to_no_other(house, make_house, noon):
    """The same database goes on twice: as it was lost, and as it is after the new epoch."""
    live("Kept", at=noon)
    restored = make_house(house)
    make_house.enter(house)
    lost = house.python(CODES, "20", cwd="tests").stdout.split()
    assert restored.run("new-epoch", "--yes").returncode == 0
    given = restored.python(CODES, "20", cwd="tests").stdout.split()
    assert len(set(lost)) == len(set(given)) == 20 and not set(lost) & set(given)
    make_house.enter(restored)
    assert all(line for line in record.check()) and record.total() == 21


def test_it_asks_and_may_be_said_twice(house, noon):
    before = delivery.epoch()
    asked = house.run("new-epoch", input="")
    assert asked.returncode == 2 and "Say --yes" in asked.stderr
    assert delivery.epoch() == before
    ended = [before]
    for _ in range(2):
        said = house.run("new-epoch", "--yes").stdout
        assert f"Epoch {ended[-1]} has ended" in said and "The log has no entry." in said
        ended.append(delivery.epoch())
    assert len(set(ended)) == 3


def test_nothing_is_changed_where_the_transaction_is_not_kept(house, noon):
    live("Before", at=noon)
    before = delivery.epoch()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record.take_epoch()
        raise ZeroDivisionError
    assert delivery.epoch() == before
    assert list(delivery.check(every_page=True))
