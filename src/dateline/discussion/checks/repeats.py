"""Whether this was said already: by the writer, or by several others."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict
from dateline.discussion.nearness import LEAST, are_near

CLAUSE, SHORT, OTHERS = "3.1", 4, 2


def check(sent: Submission) -> Verdict:
    """The same text in the same thread is turned back; nearly the same elsewhere is read first."""
    if len(sent.words) < SHORT:
        return Verdict("pass", "repeats")
    own = [one for one in sent.lately if one.own]
    same = [one for one in own if one.shape == sent.shape]
    if any(one.thread == sent.thread for one in same):
        return Verdict("refuse", "repeats", reason=_("You have said this here already."))
    if same or any(are_near(one.near, sent.near) for one in own):
        return Verdict("pend", "repeats", CLAUSE, _("The writer said nearly the same before."))
    others = [one for one in sent.lately if not one.own and one.shape == sent.shape]
    if len(sent.words) >= LEAST and len(others) >= OTHERS:
        return Verdict("pend", "repeats", CLAUSE, _("Several others sent the same text."))
    return Verdict("pass", "repeats")
