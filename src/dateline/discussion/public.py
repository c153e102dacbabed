"""The door of the discussion (DESIGN 6).

Acts raise `NotAllowed` with the reason in words, and nothing is written then; `Overtaken` is the
one that tells who was faster. Every act takes its time `at`, and is a line of the log.
"""

from dateline.discussion.appeals import answer_appeal, appeal
from dateline.discussion.checking import DiscussionBreach, check
from dateline.discussion.deciding import Overtaken, decide, flag, marks, undo
from dateline.discussion.dsa import FIELDS as STATEMENT_FIELDS
from dateline.discussion.mistakes import report_mistake
from dateline.discussion.notices import answer_notice, give_notice
from dateline.discussion.reporting import exported as statements_exported
from dateline.discussion.reporting import report as transparency_report
from dateline.discussion.ruling import (
    add_rule, arrange_thread, end_policy, end_rule, set_policy, would_catch,
)
from dateline.discussion.sanctions import give_badge, lift, sanction
from dateline.discussion.verdicts import VERDICTS, Reasons
from dateline.people.public import NotAllowed

redress_urls = "dateline.discussion.redress_urls"

__all__ = [
    "STATEMENT_FIELDS", "VERDICTS", "DiscussionBreach", "NotAllowed", "Overtaken", "Reasons",
    "add_rule", "answer_appeal", "answer_notice", "appeal", "arrange_thread", "check", "decide",
    "end_policy", "end_rule", "flag", "give_badge", "give_notice", "lift", "marks", "redress_urls",
    "report_mistake", "sanction", "set_policy", "statements_exported", "transparency_report",
    "undo", "would_catch",
]
