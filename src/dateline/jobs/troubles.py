"""What somebody should look at: jobs that are late or have failed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from dateline.jobs.models import Job, JobQuerySet
from dateline.lib import clock

LATE = timedelta(minutes=5)
MOST = 100


class NoSuchJob(LookupError):
    """The job is not there (any more), or runs just now."""


class Trouble(NamedTuple):
    """A job in trouble. The payload stays inside: it may hold secrets."""

    number: int
    kind: str
    error: str
    attempts: int
    created_at: datetime
    run_at: datetime
    failed_at: datetime | None


_COLUMNS = ("pk", "kind", "last_error", "attempts", "created_at", "run_at", "failed_at")


def failed(*, most: int = MOST) -> tuple[Trouble, ...]:
    """Jobs that were given up, the last one first."""
    rows = Job.objects.filter(failed_at__isnull=False, last_error__gt="").order_by("-failed_at")
    return tuple(Trouble(*row) for row in rows.values_list(*_COLUMNS)[:most])


def late(*, most: int = MOST) -> tuple[Trouble, ...]:
    """Jobs that were tried in vain and wait for the next time, and those due for five minutes; in
    the order in which they were asked for."""
    now = clock.now()
    tried = Job.objects.filter(failed_at=None, last_error__gt="").order_by("run_at")
    overdue = Job.objects.due(now).filter(run_at__lte=now - LATE)
    rows = {
        row[0]: Trouble(*row)
        for query in (tried, overdue) for row in query.values_list(*_COLUMNS)[:most]
    }
    return tuple(sorted(rows.values())[:most])


def retry(number: int) -> None:
    """Run a job as soon as possible, with all its attempts; raises NoSuchJob.

    Who may do that is for the caller to say: this room knows no people.
    """
    now = clock.now()
    again = {"run_at": now, "counted_from": now, "attempts": 0, "failed_at": None}
    if not _idle(number, now).update(**again, lease="", leased_until=None):
        raise NoSuchJob(f"Job {number} is not there any more, or runs just now.")


def drop(number: int) -> None:
    """Delete a job with its payload; raises NoSuchJob. Who may is for the caller to say."""
    if not _idle(number, clock.now()).delete()[0]:
        raise NoSuchJob(f"Job {number} is not there any more, or runs just now.")


def _idle(number: int, now: datetime) -> JobQuerySet:
    return Job.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now), pk=number)
