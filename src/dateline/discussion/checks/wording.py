"""Words and phrases that moderators have made rules of."""

from django.utils.translation import gettext as _

from dateline.discussion.checks.submission import Submission, Verdict

ORDER = ("refuse", "pend", "nudge")


def check(sent: Submission) -> Verdict:
    """The strictest rule that is tripped; a nudge that was answered is not given again."""
    found = [hit for hit in sent.rules.find(sent.text)
             if hit.rule.action != "nudge" or f"w{hit.rule.number}" not in sent.answered]
    for action in ORDER:
        hits = [hit for hit in found if hit.rule.action == action]
        if hits:
            first = hits[0]
            typed = sent.text[slice(*first.span)]
            tokens = sorted({f"w{hit.rule.number}" for hit in hits})
            return Verdict(action, "wording", first.rule.clause,  # type: ignore[arg-type]
                           _("The text says “%s”.") % typed[:100], " ".join(tokens))
    return Verdict("pass", "wording")
