"""The door of the jobs: what a transaction asks for is done after it, at least once (DESIGN 7).

A room registers its kinds of jobs in its `apps.py`, and asks for one with `enqueue`. Mail needs no
door: Django's EMAIL_BACKEND is `dateline.jobs.mail.Queued`.
"""

from dateline.jobs.checking import JobsBreach, check
from dateline.jobs.kinds import Hopeless, TryAgain, UnknownKind, register
from dateline.jobs.posting import folder as mail_folder
from dateline.jobs.queueing import enqueue
from dateline.jobs.running import run_due, work
from dateline.jobs.troubles import NoSuchJob, Trouble, drop, failed, late, retry

__all__ = [
    "Hopeless", "JobsBreach", "NoSuchJob", "Trouble", "TryAgain", "UnknownKind", "check", "drop",
    "enqueue", "failed", "late", "mail_folder", "register", "retry", "run_due", "work",
]
