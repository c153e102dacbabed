"""What `dateline check` verifies of the jobs: each of them can be done by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from dateline.jobs.kinds import known
from dateline.jobs.models import Job


class JobsBreach(Exception):
    """A job that can never be done; the text names the first one."""


def check() -> Iterator[str]:
    """Yield a line for what was verified; raises JobsBreach."""
    waiting = Job.objects.filter(failed_at=None)
    stray = waiting.exclude(kind__in=known()).order_by("pk").first()
    if stray is not None:
        raise JobsBreach(f"job {stray.pk} waits, but nothing does jobs of the kind {stray.kind}")
    failed = Job.objects.aggregate(n=Count("failed_at"))["n"]
    yield f"{waiting.count()} jobs wait, each of a kind that is done; {failed} have failed"
