"""Ordered names."""

from __future__ import annotations

import time
from uuid import RFC_4122

from dateline.lib.uuids import ordered


def test_a_name_says_its_kind_and_its_millisecond_and_no_two_are_one():
    before = time.time_ns() // 1_000_000
    made = [ordered() for _ in range(5000)]
    after = time.time_ns() // 1_000_000
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}
    times = [one.int >> 80 for one in made]
    assert before <= times[0] and times[-1] <= after and times == sorted(times)
    assert len(set(made)) == 5000
    assert len({one.int >> 64 & 0xFFF for one in made}) > 2000
    assert len({one.int & (1 << 62) - 1 for one in made}) == 5000
