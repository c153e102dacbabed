"""A job that fails is tried again, later and later, and is shown when there is no more hope."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.lib import clock
from dateline.people.public import User

HOUR = timedelta(hours=1)


class Moody:
    """An act that raises what it is told, then succeeds."""

    def __init__(self) -> None:
        self.troubles: list[Exception] = []
        self.runs = 0

    def __call__(self, payload: dict) -> None:
        self.runs += 1
        if self.troubles:
            raise self.troubles.pop(0)


@pytest.fixture
def act(house):
    moody = Moody()
    jobs.register("moody", moody, attempts=8)
    return moody


def asked(noon) -> int:
    with clock.at(noon):
        return jobs.enqueue("moody", {"token": "hush"})


def test_waits_grow_threefold_to_an_hour_each_a_quarter_more_or_less(act, noon):
    act.troubles = [jobs.TryAgain("Not now.")] * 7
    number, at, waits = asked(noon), noon, []
    for _ in range(7):
        assert jobs.run_due(at=at) == 1
        job = Job.objects.get(pk=number)
        waits.append((job.run_at - at).total_seconds())
        assert jobs.run_due(at=job.run_at - timedelta(microseconds=1)) == 0
        at = job.run_at
    for wait, usual in zip(waits, (10, 30, 90, 270, 810, 2430, 3600), strict=True):
        assert 0.75 * usual <= wait <= 1.25 * usual
    assert len({wait / round(wait) for wait in waits}) > 1  # not in step with other jobs
    assert jobs.run_due(at=at) == 1
    assert act.runs == 8 and not Job.objects.exists()


def test_a_job_that_used_up_its_attempts_stays_as_failed(act, noon):
    act.troubles = [jobs.TryAgain(f"Not now, {n}.") for n in range(1, 20)]
    number = asked(noon)
    jobs.run_due(at=noon)
    assert jobs.waits(number)
    for hours in range(2, 40, 2):
        jobs.run_due(at=noon + hours * HOUR)
    assert not jobs.waits(number)
    (trouble,) = jobs.failed()
    assert (trouble.number, trouble.kind, trouble.attempts) == (number, "moody", 8)
    assert (trouble.error, trouble.created_at) == ("Not now, 8.", noon)
    assert trouble.failed_at == noon + 14 * HOUR
    assert act.runs == 8 and jobs.late() == ()


def test_a_hopeless_job_fails_at_once(act, noon):
    act.troubles = [jobs.Hopeless("Nobody lives there.")]
    asked(noon)
    assert jobs.run_due(at=noon) == 1
    assert [(trouble.error, trouble.attempts) for trouble in jobs.failed()] == [
        ("Nobody lives there.", 1)
    ]
    assert jobs.run_due(at=noon + 99 * HOUR) == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("password=hush"), "It ended with ValueError."),
        (ConnectionRefusedError(111, "Connection refused", "https://u:hush@host"),
         "It ended with ConnectionRefusedError: Connection refused."),
        (jobs.TryAgain("The host is asleep."), "The host is asleep."),
        (jobs.TryAgain(), "It cannot be done now."),
        (jobs.Hopeless(), "It cannot be done."),
    ],
)
def test_what_went_wrong_is_kept_in_words_without_secrets(act, noon, error, words, caplog):
    act.troubles = [error]
    asked(noon)
    jobs.run_due(at=noon)
    with clock.at(noon):
        (trouble,) = jobs.failed() + jobs.late()
    assert trouble.error == words
    assert "hush" not in repr(trouble)


def test_one_that_fails_does_not_stop_the_others(act, noon):
    act.troubles = [ZeroDivisionError(), jobs.Hopeless("No.")]
    for _ in range(4):
        asked(noon)
    assert jobs.run_due(at=noon) == 4
    with clock.at(noon):
        assert (len(jobs.failed()), len(jobs.late()), Job.objects.count()) == (1, 1, 2)


def test_an_act_that_the_database_refuses_counts_as_an_attempt(act, noon):
    User.objects.create_user("one@example.org")
    jobs.register("moody", lambda _: User.objects.create_user("one@example.org"))
    asked(noon)
    assert jobs.run_due(at=noon) == 1
    with clock.at(noon):
        assert jobs.late()[0].error == f"It ended with {IntegrityError.__name__}."


def test_a_failed_job_is_tried_anew_with_all_its_attempts(act, noon):
    act.troubles = [jobs.Hopeless("No."), *[jobs.TryAgain("Not now.")] * 7]
    number = asked(noon)
    jobs.run_due(at=noon)
    with clock.at(noon + HOUR):
        jobs.retry(number)
        assert jobs.failed() == ()
    for hours in range(1, 30, 2):
        jobs.run_due(at=noon + hours * HOUR)
    assert act.runs == 9 and not Job.objects.exists()


def test_a_job_is_dropped_and_unknown_ones_are_refused(act, noon):
    act.troubles = [jobs.Hopeless("No.")]
    number = asked(noon)
    jobs.run_due(at=noon)
    jobs.drop(number)
    assert jobs.failed() == () and not Job.objects.exists()
    for door in (jobs.drop, jobs.retry):
        with pytest.raises(jobs.NoSuchJob, match=str(number)):
            door(number)


def test_a_job_that_runs_is_neither_retried_nor_dropped(house, noon):
    refused = []

    def act(payload: dict) -> None:
        for door in (jobs.drop, jobs.retry):
            with pytest.raises(jobs.NoSuchJob, match="runs just now"):
                door(number)
            refused.append(door)

    jobs.register("moody", act)
    with clock.at(noon):
        number = jobs.enqueue("moody", {})
        assert jobs.run_due() == 1
    assert len(refused) == 2 and not Job.objects.exists()


def test_late_are_those_tried_in_vain_and_those_nobody_ran(act, noon):
    act.troubles = [jobs.TryAgain("Not now.")]
    first = asked(noon)
    jobs.run_due(at=noon)
    second = asked(noon)
    with clock.at(noon + timedelta(minutes=5) - timedelta(microseconds=1)):
        assert [trouble.number for trouble in jobs.late()] == [first]
    with clock.at(noon + timedelta(minutes=5)):
        assert [trouble.number for trouble in jobs.late()] == [first, second]
        assert [trouble.error for trouble in jobs.late()] == ["Not now.", ""]
        assert jobs.run_due() == 2
        assert jobs.late() == ()


def test_a_job_nobody_can_do_is_kept_and_check_names_it(act, noon):
    asked(noon)
    assert list(jobs.check())
    Job.objects.update(kind="retired")
    with pytest.raises(jobs.JobsBreach, match="retired"):
        list(jobs.check())
    for hours in range(40):
        jobs.run_due(at=noon + hours * HOUR)
    assert "does jobs of this kind" in jobs.failed()[0].error
    assert "1 have failed" in "".join(jobs.check())


def test_one_that_outlives_its_lease_leaves_the_job_to_its_new_owner(house, noon, caplog):
    """The first run is still going when its lease is over; the second takes the job."""
    runs = []

    def act(payload: dict) -> None:
        runs.append(len(runs))
        if len(runs) == 1:
            assert jobs.run_due(at=noon + timedelta(seconds=29)) == 0
            assert jobs.run_due(at=noon + timedelta(seconds=30)) == 1
            raise jobs.Hopeless("Too late to say so.")

    jobs.register("slow", act, lease=timedelta(seconds=30))
    with clock.at(noon):
        jobs.enqueue("slow", {})
    assert jobs.run_due(at=noon) == 1
    assert runs == [0, 1] and jobs.failed() == () and not Job.objects.exists()
    assert "outlived its lease" in caplog.text


@pytest.mark.parametrize("outcome", [None, jobs.TryAgain("Late."), jobs.Hopeless("Late.")])
def test_the_outcome_of_one_that_outlived_its_lease_counts_no_more(house, noon, outcome):
    """While the first run goes on, another worker claims the job; then the first one ends."""
    over, claimed = noon + timedelta(minutes=5), []

    def act(payload: dict) -> None:
        claimed.append(Job.objects.claim(over))
        if outcome:
            raise outcome

    jobs.register("slow", act)
    with clock.at(noon):
        jobs.enqueue("slow", {})
    assert jobs.run_due(at=noon) == 1
    held = Job.objects.get()
    assert (held.lease, held.attempts) == (claimed[0].lease, 2)
    assert (held.failed_at, held.last_error) == (None, "")
    assert claimed[0].done() and not Job.objects.exists()
