"""Asking for a job."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.jobs.kinds import UnknownKind, known
from dateline.jobs.models import Job
from dateline.lib import clock


def enqueue(kind: str, payload: dict[str, Any], *, run_at: datetime | None = None) -> int:
    """Ask for a job at `run_at` (aware; else as soon as possible); returns its number.

    It is a row in the caller's transaction: the job exists exactly if that commits. The payload is
    JSON, and is kept until the job is done. Raises UnknownKind, and ValueError for a naive time.
    """
    if kind not in known():
        raise UnknownKind(f"No room has registered jobs of the kind “{kind}”.")
    if run_at is not None and run_at.tzinfo is None:
        raise ValueError("a job takes a time with its zone")
    now = clock.now()
    job = Job.objects.create(
        kind=kind, payload=payload, run_at=run_at or now, created_at=now,
        counted_from=None if run_at else now,
    )
    return job.pk


def waits(number: int) -> bool:
    """Whether a job is still to be done, or runs: it is neither done nor dropped, and has not
    failed."""
    return Job.objects.filter(pk=number, failed_at=None).exists()
