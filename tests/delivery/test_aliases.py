"""The two ways to the database: one writes and keeps, one reads a snapshot (DESIGN 5)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections

from cast import live
from dateline.delivery import public as delivery
from dateline.record import public as record
from dateline.record.models import Story


def test_the_reader_cannot_write(house):
    with pytest.raises(DatabaseError), delivery.snapshot():
        Story.objects.using("reader").update(state="killed")


def test_a_snapshot_does_not_see_what_is_published_meanwhile(house, noon):
    with delivery.snapshot() as held:
        live("One", at=noon)
        assert record.head() == 0 and delivery.epoch()
        with delivery.snapshot() as inner:
            assert inner is held
    assert record.head() == 1


def test_what_is_published_is_on_the_disk_at_commit(house):
    with connections["default"].cursor() as cursor:
        if connections["default"].vendor == "sqlite":
            shown = [cursor.execute(f"PRAGMA {name}").fetchone()[0]
                     for name in ("journal_mode", "synchronous", "secure_delete")]
            assert shown == ["wal", 2, 1]
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"
    with connections["reader"].cursor() as cursor:
        if connections["reader"].vendor == "postgresql":
            cursor.execute("SHOW transaction_isolation")
            assert cursor.fetchone()[0] == "repeatable read"
