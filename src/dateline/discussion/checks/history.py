"""Who writes: how the thread is read, how long an account is here, what became of its comments."""

from datetime import timedelta

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict

BRIEF = timedelta(minutes=10)


def check(sent: Submission) -> Verdict:
    """Whether the thread, a sanction or the writer's history has it read first."""
    reason = ""
    if sent.mode == "first":
        reason = _("Every comment here is read first.")
    elif "first" in sent.held:
        reason = _("Every comment of this writer is read first.")
    elif sent.mode == "new" and sent.new:
        reason = _("The writer is new here.")
    elif not sent.badge and sent.at - sent.joined_at < BRIEF:
        reason = _("The account is minutes old.")
    elif sent.refused >= 2 and sent.refused > sent.approved:
        reason = _("More of the writer's comments were refused than approved.")
    return Verdict("pend", "history", reason=reason) if reason else Verdict("pass", "history")
