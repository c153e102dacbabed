"""A job exists exactly if the transaction that asked for it commits, and runs when it is due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.lib import clock

HOUR = timedelta(hours=1)


@pytest.fixture
def told(house):
    """What the jobs of the kind "tell" were given, in the order in which they ran."""
    given: list = []
    jobs.register("tell", given.append)
    return given


def test_a_job_is_taken_back_with_its_transaction(told, noon):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue("tell", {"n": 1})
        raise ZeroDivisionError
    with transaction.atomic():
        jobs.enqueue("tell", {"n": 2})
    assert jobs.run_due() == 1
    assert told == [{"n": 2}]


def test_a_job_that_is_done_is_gone(told, noon):
    number = jobs.enqueue("tell", {"text": "ሰላም ‎שלום 🗞", "list": [1, None, {"deep": True}]})
    assert jobs.waits(number)
    assert jobs.run_due() == 1
    assert told == [{"text": "ሰላም ‎שלום 🗞", "list": [1, None, {"deep": True}]}]
    assert jobs.run_due() == 0
    assert not Job.objects.exists() and not jobs.waits(number)


def test_a_job_runs_at_its_time_and_not_before(told, noon):
    with clock.at(noon):
        jobs.enqueue("tell", {}, run_at=noon + HOUR)
    assert jobs.run_due(at=noon + HOUR - timedelta(microseconds=1)) == 0
    assert jobs.run_due(at=noon + HOUR) == 1


def test_the_longest_due_runs_first(told, noon):
    with clock.at(noon):
        for number, wait in enumerate((3, 1, 2, 1)):
            jobs.enqueue("tell", {"n": number}, run_at=noon + wait * HOUR)
    assert jobs.run_due(at=noon + 2 * HOUR) == 3
    assert [payload["n"] for payload in told] == [1, 3, 2]


def test_a_job_asked_for_by_a_job_runs_too(told, noon):
    jobs.register("ask", lambda payload: jobs.enqueue("tell", payload))
    jobs.enqueue("ask", {"n": 1})
    assert jobs.run_due() == 2
    assert told == [{"n": 1}]


def test_what_cannot_be_a_job_is_refused_at_once(told, noon):
    with pytest.raises(jobs.UnknownKind, match="typo"):
        jobs.enqueue("typo", {})
    with pytest.raises(ValueError, match="zone"):
        jobs.enqueue("tell", {}, run_at=noon.replace(tzinfo=None))
    with pytest.raises(TypeError):
        jobs.enqueue("tell", {"at": noon})
    assert not Job.objects.exists()


def test_what_is_due_or_in_trouble_is_found_by_an_index_among_many(told, noon):
    soon = timedelta(milliseconds=1)
    Job.objects.bulk_create(
        Job(kind="tell", payload={}, run_at=noon + n * soon, created_at=noon,
            failed_at=noon if n % 1000 == 0 else None, last_error="" if n % 500 else "No.")
        for n in range(10_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    troubled = Job.objects.filter(last_error__gt="")
    for query, index in (
        (Job.objects.due(noon + 2 * soon)[:1], "jobs_due"),
        (troubled.filter(failed_at__isnull=False).order_by("-failed_at")[:9], "jobs_in_trouble"),
        (troubled.filter(failed_at=None).order_by("run_at")[:9], "jobs_in_trouble"),
    ):
        plan = query.explain()
        assert index in plan and "TEMP B-TREE" not in plan, plan
