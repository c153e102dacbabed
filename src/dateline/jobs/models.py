"""The jobs that wait, run or have failed. One that is done is deleted."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q

from dateline.jobs.kinds import kind_of

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
SKEW = timedelta(minutes=1)
"""How far the clocks of two machines may differ before one counts as set back."""
MOST_WORDS = 500


class JobQuerySet(models.QuerySet["Job"]):
    """Many jobs."""

    def due(self, now: datetime) -> JobQuerySet:
        """What may be claimed, the longest due first."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.filter(free, failed_at=None, run_at__lte=now).order_by("run_at", "id")

    def claim(self, now: datetime) -> Job | None:
        """Lease the job that is due the longest to the caller; None if nothing is due."""
        if not self.due(now).exists():  # so that an idle worker takes no lock
            return None
        with transaction.atomic():
            job = self.due(now).select_for_update(skip_locked=True).first()
            return job if job is not None and job.take(now) else None

    def begin_anew(self, now: datetime) -> None:
        """After the clock was set back: waits and leases that count from a later time begin now.

        A time that a caller named stays as it is.
        """
        ahead = self.filter(failed_at=None, counted_from__gt=now + SKEW)
        for job in ahead.exclude(leased_until=None):
            job.change(leased_until=now + kind_of(job.kind).lease)
        ahead.update(run_at=now, counted_from=now)


class Job(models.Model):
    """One job. It runs when `run_at` has come and nobody holds a lease on it.

    `lease` is the token of who claimed it last; `attempts` counts the claims.
    `counted_from` is the clock when `run_at` or the lease was reckoned; null: a caller named the
    time. `failed_at` is set once its attempts are used up, or it is hopeless.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    run_at = models.DateTimeField()
    counted_from = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lease="", leased_until=None)
                | (~Q(lease="") & Q(leased_until__isnull=False, failed_at=None)),
                name="jobs_lease_is_whole",
            )
        ]
        indexes = [
            models.Index(fields=["run_at", "id"], condition=Q(failed_at=None), name="jobs_due"),
            models.Index(
                fields=["failed_at", "run_at"],
                condition=Q(last_error__gt=""),
                name="jobs_in_trouble",
            ),
        ]

    def change(self, **values: object) -> bool:
        """Write these fields, if the lease is still the one we know; False if it is not."""
        return Job.objects.filter(pk=self.pk, lease=self.lease).update(**values) == 1

    def take(self, now: datetime) -> bool:
        """Lease it to the caller and count the attempt; False if another was first."""
        token = secrets.token_hex(8)
        taken = self.change(
            lease=token, leased_until=now + kind_of(self.kind).lease, counted_from=now,
            attempts=self.attempts + 1,
        )
        self.lease, self.attempts = token, self.attempts + 1
        return taken

    def done(self) -> bool:
        """Forget it, if the lease is still ours."""
        return Job.objects.filter(pk=self.pk, lease=self.lease).delete()[0] == 1

    def put_off(self, now: datetime, words: str) -> bool:
        """Try again later: after 10 s, 30 s, 90 s … at most an hour, a quarter more or less."""
        wait = min(FIRST_WAIT * 3 ** min(self.attempts - 1, 10), LONGEST_WAIT)
        wait *= secrets.SystemRandom().uniform(0.75, 1.25)
        return self.change(
            lease="", leased_until=None, run_at=now + wait, counted_from=now,
            last_error=words[:MOST_WORDS],
        )

    def fail(self, now: datetime, words: str) -> bool:
        """Give it up; it stays until somebody retries or drops it."""
        return self.change(
            lease="", leased_until=None, failed_at=now, last_error=words[:MOST_WORDS]
        )
