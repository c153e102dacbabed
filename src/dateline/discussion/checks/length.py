"""How long a comment is."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict
from dateline.discussion.text import LONGEST


def check(sent: Submission) -> Verdict:
    """An empty text, and one that is too long, are turned back."""
    if not sent.words and not any(sign.isprintable() and not sign.isspace() for sign in sent.text):
        return Verdict("refuse", "length", reason=_("Write something."))
    if len(sent.text) > LONGEST:
        said = _("A comment has at most %(most)d signs; this one has %(here)d.")
        return Verdict("refuse", "length",
                       reason=said % {"most": LONGEST, "here": len(sent.text)})
    return Verdict("pass", "length")
