"""The log as its consumers read it: in order, from any cursor, each entry once."""

from __future__ import annotations

import pytest

from cast import live, story
from dateline.delivery.models import Head
from dateline.desk import public as desk
from dateline.record import public as record


@pytest.fixture
def acts(house, noon):
    guid, _ = live("One", at=noon)
    desk.correct(guid, {}, wrong="left", right="right", at=noon)
    desk.file_batch([story(f"Old {n}", source=f"old-{n}") for n in range(2)], at=noon)
    desk.rename("section", "Politics", "Affairs", at=noon)
    desk.kill(guid, "Killed.", reason="false", at=noon)


def test_every_entry_comes_once_in_order_with_what_a_consumer_needs(acts):
    entries = [entry for _, entry in record.follow()]
    assert [(e.seq, e.act, e.signal, e.news, e.version) for e in entries] == [
        (1, "publish", "", True, 1),
        (2, "correct", "correction", True, 2),
        (3, "publish", "", False, 1),
        (4, "publish", "", False, 1),
        (5, "rename", "", True, 0),
        (6, "kill", "kill", True, 3),
    ]
    assert entries[0].code == entries[5].code != entries[2].code


def test_a_consumer_goes_on_from_its_cursor(acts, noon):
    cursors = [cursor for cursor, _ in record.follow()]
    for number, cursor in enumerate(cursors, start=1):
        rest = [entry.seq for _, entry in record.follow(cursor)]
        assert rest == list(range(number + 1, 7))
    live("Two", at=noon)
    assert [entry.seq for _, entry in record.follow(cursors[-1])] == [7]


@pytest.mark.parametrize("cursor", ["another:3", "3", ":", "nonsense"])
def test_a_cursor_of_another_history_is_told_to_replay(acts, cursor):
    with pytest.raises(record.OtherEpoch, match="replay from 1"):
        list(record.follow(cursor))


def test_after_a_new_epoch_old_cursors_are_told_so(acts):
    cursor = [cursor for cursor, _ in record.follow()][-1]
    Head.objects.update(epoch="after-a-restore")
    with pytest.raises(record.OtherEpoch):
        list(record.follow(cursor))
