"""The door of the jobs: what a transaction asks for is done after it, at least once (DESIGN 7).

A room registers its kinds of jobs in its `apps.py`, and asks for one with `enqueue`. Mail needs no
door: Django's EMAIL_BACKEND is `dateline.jobs.mail.Queued`. But a mail that tells of what may be
taken back is written by a job when it is sent, and given to `hand_over`.
"""

from dateline.jobs.checking import JobsBreach, check
from dateline.jobs.handing import Going
from dateline.jobs.handing import give as give_mail
from dateline.jobs.kinds import Hopeless, TryAgain, UnknownKind, register
from dateline.jobs.posting import ATTEMPTS as MAIL_ATTEMPTS
from dateline.jobs.posting import folder as mail_folder
from dateline.jobs.posting import hand_over
from dateline.jobs.queueing import enqueue, waits
from dateline.jobs.running import run_due, work
from dateline.jobs.troubles import NoSuchJob, Trouble, drop, failed, late, retry

__all__ = [
    "MAIL_ATTEMPTS", "Going", "Hopeless", "JobsBreach", "NoSuchJob", "Trouble", "TryAgain",
    "UnknownKind", "check", "drop", "enqueue", "failed", "give_mail", "hand_over", "late",
    "mail_folder", "register", "retry", "run_due", "waits", "work",
]
