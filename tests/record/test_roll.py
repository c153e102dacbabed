"""The roll: every live story by publication number, and the news of two days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import live, story
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.lib import clock
from dateline.record import numbering, roll
from dateline.record import public as record

HOUR = timedelta(hours=1)


@pytest.fixture
def small(monkeypatch):
    """Parts of three stories."""
    for module in (numbering, roll):
        monkeypatch.setattr(module, "PART", 3)


def test_every_live_story_is_on_the_roll_once(house, noon, small):
    done = [live(f"Story {n}", at=noon + n * HOUR)[1] for n in range(7)]
    assert record.roll_parts() == 3
    found = [[each.address for each in record.enrolled(part)] for part in range(3)]
    assert found == [[d.address for d in done[:3]], [d.address for d in done[3:6]],
                     [done[6].address]]
    assert record.roll_modified(1) == noon + 5 * HOUR
    assert record.enrolled(3) == () and record.roll_modified(3) is None


def test_there_is_no_roll_before_the_first_story(house, noon):
    assert record.roll_parts() == 0


def test_what_is_gone_leaves_the_roll_and_comes_back(house, noon, small):
    guid, done = live(at=noon)
    desk.withdraw(guid, "Withdrawn.", at=noon + HOUR)
    assert record.enrolled(0) == () and record.roll_modified(0) is None
    desk.publish(guid, at=noon + 2 * HOUR)
    (one,) = record.enrolled(0)
    assert (one.address, one.modified_at) == (done.address, noon + 2 * HOUR)


def test_an_act_touches_the_part_of_its_story_and_no_other(house, noon, small):
    first, _ = live("First", at=noon)
    for n in range(3):
        live(f"Story {n}", at=noon)
    ticks = [delivery.last_touched(f"roll:{part}") for part in range(2)]
    many = delivery.last_touched("roll")
    desk.update(first, {"standfirst": "New."}, at=noon + HOUR)
    assert delivery.last_touched("roll:0") != ticks[0]
    assert delivery.last_touched("roll:1") == ticks[1]
    live("More", at=noon + HOUR)
    assert delivery.last_touched("roll:1") != ticks[1]
    assert delivery.last_touched("roll") == many, "no part is new"


def test_news_is_what_was_published_as_news_in_two_days(house, noon):
    live("Old", at=noon)
    live("New", at=noon + 40 * HOUR)
    desk.file_batch([story("Backfile", source="test:1", published_at=noon + 39 * HOUR)],
                    at=noon + 40 * HOUR)
    with clock.at(noon + 41 * HOUR):
        assert [item.headline for item in record.news(hours=48, limit=10)] == ["New", "Old"]
    with clock.at(noon + 48 * HOUR):
        assert [item.headline for item in record.news(hours=48, limit=10)] == ["New"]
