"""Whether the writer accepted the standards that hold."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict


def check(sent: Submission) -> Verdict:
    """Before the first comment, and again when they have changed."""
    if sent.accepted:
        return Verdict("pass", "standards")
    return Verdict("refuse", "standards", reason=_("Accept the community standards first."))
