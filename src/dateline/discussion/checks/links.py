"""How much a comment links to."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict

CLAUSE, MOST = "3.2", 3


def check(sent: Submission) -> Verdict:
    """Many links, and any of somebody who is new, are read first."""
    if sent.badge:
        return Verdict("pass", "links")
    if len(sent.links) > MOST:
        return Verdict("pend", "links", CLAUSE, _("It has more than %d links.") % MOST)
    if sent.links and sent.approved == 0:
        return Verdict("pend", "links", CLAUSE, _("A first comment with a link."))
    return Verdict("pass", "links")
