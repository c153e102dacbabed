"""A clock that goes back delays no job but those whose time a caller named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.lib import clock

HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@pytest.fixture
def runs(house):
    """The numbers the acts were given; the first run of "twice" fails."""
    given: list[int] = []

    def twice(payload: dict) -> None:
        given.append(payload["n"])
        if given.count(payload["n"]) == 1:
            raise jobs.TryAgain("Not now.")

    jobs.register("once", lambda payload: given.append(payload["n"]))
    jobs.register("twice", twice)
    return given


@pytest.mark.parametrize("back", [2 * timedelta(minutes=1), HOUR, 10 * YEAR])
def test_what_waits_for_no_named_time_runs_at_once(runs, noon, back):
    with clock.at(noon):
        jobs.enqueue("twice", {"n": 1})
        jobs.run_due()
        jobs.enqueue("once", {"n": 2})
    assert runs == [1]
    assert jobs.run_due(at=noon - back) == 2
    assert sorted(runs) == [1, 1, 2] and not Job.objects.exists()


def test_a_named_time_stays_as_it_is(runs, noon):
    with clock.at(noon):
        jobs.enqueue("once", {"n": 1}, run_at=noon + HOUR)
    assert jobs.run_due(at=noon - HOUR) == 0
    assert jobs.run_due(at=noon) == 0
    assert jobs.run_due(at=noon + HOUR) == 1


def test_clocks_of_two_machines_that_differ_a_little_shorten_no_wait(runs, noon):
    with clock.at(noon):
        jobs.enqueue("twice", {"n": 1})
        jobs.run_due()
    assert jobs.run_due(at=noon - timedelta(seconds=30)) == 0
    assert runs == [1]


def test_a_job_that_runs_keeps_its_lease_and_is_claimed_after_it(house, noon):
    """Nested: the clock goes back an hour while the act runs, and its worker might be dead."""
    claimed = []

    def act(payload: dict) -> None:
        claimed.append(payload)
        if len(claimed) == 1:
            earlier = noon - HOUR
            assert jobs.run_due(at=earlier) == 0
            assert jobs.run_due(at=earlier + timedelta(minutes=5, microseconds=-1)) == 0
            assert jobs.run_due(at=earlier + timedelta(minutes=5)) == 1

    jobs.register("once", act)
    with clock.at(noon):
        jobs.enqueue("once", {})
    assert jobs.run_due(at=noon) == 1
    assert len(claimed) == 2
