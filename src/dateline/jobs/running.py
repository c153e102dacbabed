"""Doing what is due. The worker asks every second; any number of workers may."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.db import Error, connections

from dateline.jobs.kinds import Hopeless, TryAgain, kind_of
from dateline.jobs.models import SKEW, Job
from dateline.lib import clock

log = logging.getLogger("dateline.jobs")
CUT_SHORT = "The worker was ended while it ran."


def run_due(*, at: datetime | None = None) -> int:
    """Run what is due, the longest due first, until nothing is; returns how many were tried.

    One that fails is put off or given up, and does not stop the others.
    """
    Job.objects.begin_anew(at or clock.now())
    tried = 0
    while _run_one(at):
        tried += 1
    return tried


def _run_one(at: datetime | None) -> bool:
    job = Job.objects.claim(at or clock.now())
    if job is None:
        return False
    words, hopeless = _attempt(job)
    now = at or clock.now()
    if not words:
        kept = job.done()
    elif hopeless or job.attempts >= kind_of(job.kind).attempts:
        kept = job.fail(now, words)
        log.error("Job %d (%s) has failed: %s", job.pk, job.kind, words)
    else:
        kept = job.put_off(now, words)
        log.warning("Job %d (%s) is tried again later: %s", job.pk, job.kind, words)
    if not kept:
        log.warning("Job %d (%s) was dropped, or outlived its lease", job.pk, job.kind)
    return True


def _attempt(job: Job) -> tuple[str, bool]:
    """Run the act; returns what went wrong in words, and whether there is no hope."""
    if job.attempts > kind_of(job.kind).attempts:
        return job.last_error or CUT_SHORT, True
    try:
        kind_of(job.kind).act(job.payload)
    except Hopeless as trouble:
        return str(trouble) or "It cannot be done.", True
    except TryAgain as trouble:
        return str(trouble) or "It cannot be done now.", False
    except Exception as trouble:  # words of others may hold secrets: the log has them, not the row
        log.exception("Job %d (%s) ended with an error", job.pk, job.kind)
        reason = trouble.strerror if isinstance(trouble, OSError) else None
        return f"It ended with {type(trouble).__name__}{f': {reason}' if reason else ''}.", False
    return "", False


def work(stop: threading.Event) -> None:
    """Run what is due, each second, until `stop` is set; a job that runs is ended first."""
    seen: datetime | None = None
    while not stop.is_set():
        try:
            now = clock.now()
            if seen is None or now < seen - SKEW:
                Job.objects.begin_anew(now)
            seen = now
            if not _run_one(None):
                stop.wait(1.0)
        except Error as trouble:
            log.warning("The jobs go on after: %s", trouble)
            connections.close_all()
            stop.wait(1.0)
    connections.close_all()
