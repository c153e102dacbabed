"""How fast somebody writes."""

from datetime import timedelta

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict

CLAUSE, MOST, WITHIN = "3.3", 5, timedelta(minutes=3)


def check(sent: Submission) -> Verdict:
    """Many comments within minutes are read first."""
    since = sent.at - WITHIN
    own = sum(one.own and one.at > since for one in sent.lately)
    if own >= MOST and not sent.edit and not sent.badge:
        return Verdict("pend", "bursts", CLAUSE, _("The writer sent %d comments in minutes.") % own)
    return Verdict("pass", "bursts")
