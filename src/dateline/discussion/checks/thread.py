"""Whether one may write there at all."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict

SILENT = frozenset({"mute", "section", "ban"})


def check(sent: Submission) -> Verdict:
    """A closed discussion, and who may not write (each of it has its own statement of reasons)."""
    if sent.closed:
        return Verdict("refuse", "thread", reason=sent.closed)
    if SILENT & set(sent.held):
        return Verdict("refuse", "thread", reason=silenced())
    return Verdict("pass", "thread")


def silenced() -> str:
    """What is said to who may not write."""
    return _("You may not write here now. Your account says why, until when, and how to object.")
