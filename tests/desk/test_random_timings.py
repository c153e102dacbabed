"""Random times of going live, lifting and expiring, a stepping clock: once each, none early."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import timedelta

import pytest

from cast import all_checked, filed
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.record import public as record

NIGHTLY = int(os.environ.get("DATELINE_NIGHTLY") or 0)
SEEDS = range(max(3, NIGHTLY // 60))
STORIES = 60
SPAN = 3600
HELD = ("embargoed", "scheduled")


def planned(pick, noon):
    """Stories held until random times, some of which expire; what each is waiting for."""
    due = {}
    for number in range(STORIES):
        release = noon + timedelta(seconds=pick.randint(1, SPAN))
        expiry = release + timedelta(seconds=pick.randint(1, SPAN)) if pick.random() < 0.5 else None
        guid = filed(f"Story {number}", expires_at=expiry)
        pick.choice((desk.embargo, desk.schedule))(guid, release)
        due[guid] = (release, expiry)
    return due


def steps(pick, noon):
    """Where the clock goes: on by seconds, ahead by a jump (off for a while), or back."""
    now, last = noon, noon
    while last < noon + timedelta(seconds=2 * SPAN + 60):
        step = pick.choice((1, 1, 7, 60, 300, -30, -200, 900))
        now = max(noon, now + timedelta(seconds=step, microseconds=pick.randint(0, 999_999)))
        last = max(last, now)
        yield now


@pytest.mark.parametrize("seed", SEEDS)
def test_each_takes_effect_once_and_none_early(house, noon, seed):
    pick = random.Random(seed)
    due = planned(pick, noon)
    for moment in steps(pick, noon):
        with clock.at(moment):
            desk.release_due()
            if pick.random() < 0.3:
                assert desk.release_due() == 0
        for guid, state, trouble in Story.objects.values_list("guid", "state", "trouble"):
            release, expiry = due[str(guid)]
            over = expiry is not None and moment >= expiry
            if state in HELD and moment >= release:  # both times were missed: an editor decides
                assert over and "is past" in trouble
            elif over:
                assert state == "expired"
    codes = {record.standing(guid).code: guid for guid in due if record.standing(guid)}
    acts = Counter()
    for _, entry in record.follow():
        if entry.act in ("publish", "expire"):
            guid = codes[entry.code]
            acts[guid, entry.act] += 1
            assert entry.at >= due[guid][entry.act == "expire"]
    assert set(acts.values()) == {1}
    held = Story.objects.filter(state__in=HELD).count()
    assert sum(act == "publish" for _, act in acts) == STORIES - held
    expiring = sum(bool(expiry) for _, expiry in due.values())
    assert sum(act == "expire" for _, act in acts) == expiring - held
    late = [by for by in Story.objects.values_list("late_by", flat=True) if by]
    assert late and min(late) > timedelta(seconds=1)
    all_checked()
