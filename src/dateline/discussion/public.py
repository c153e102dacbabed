"""The door of the discussion (DESIGN 6).

Acts raise `NotAllowed` with the reason in words, and nothing is written then; `Overtaken` is the
one that tells who was faster; readers' acts raise `NotPosted`, `Nudged` or `TooFast`. Every act
takes its time `at`; a moderator's is a line of the log.
"""

from dateline.discussion.advising.reviewing import advice_report
from dateline.discussion.appeals import answer_appeal, appeal
from dateline.discussion.bringing.finding import read_map as stories_of
from dateline.discussion.bringing.importing import import_comments
from dateline.discussion.bringing.keeping import Summary as Brought
from dateline.discussion.bringing.outgoing import comments_exported
from dateline.discussion.bringing.shapes import NotComments
from dateline.discussion.checking import DiscussionBreach, check
from dateline.discussion.checks.submission import Verdict
from dateline.discussion.counting import talked
from dateline.discussion.deciding import Overtaken, decide, flag, marks, undo
from dateline.discussion.dsa import FIELDS as STATEMENT_FIELDS
from dateline.discussion.exporting import PART, export
from dateline.discussion.frames import register_frame
from dateline.discussion.letters import mail_language
from dateline.discussion.limits import TooFast
from dateline.discussion.mistakes import report_mistake
from dateline.discussion.notices import answer_notice, give_notice
from dateline.discussion.policies import Ground, Terms, ground_of, terms_of
from dateline.discussion.posting import (
    NotPosted, Nudged, Typed, delete_comment, edit_comment, post_comment,
)
from dateline.discussion.reacting import like, report
from dateline.discussion.readers.erasing import erase_reader, erase_reader_now, find_reader
from dateline.discussion.readers.joining import join
from dateline.discussion.readers.pages import JOIN as WAY_IN
from dateline.discussion.readers.pages import register_own_page
from dateline.discussion.reporting import exported as statements_exported
from dateline.discussion.reporting import report as transparency_report
from dateline.discussion.ruling import (
    add_rule, arrange_thread, end_policy, end_rule, set_policy, would_catch,
)
from dateline.discussion.sanctions import give_badge, lift, sanction
from dateline.discussion.standards import ClauseText, StandardsText, accept, adopt, standards_text
from dateline.discussion.telling import NotTold, Said, begin_anew, tell
from dateline.discussion.verdicts import VERDICTS, Reasons
from dateline.people.public import NotAllowed

urls = "dateline.discussion.urls"
redress_urls = "dateline.discussion.redress_urls"

__all__ = [
    "PART", "STATEMENT_FIELDS", "VERDICTS", "WAY_IN", "Brought", "ClauseText", "DiscussionBreach",
    "Ground", "NotAllowed", "NotComments", "NotPosted", "NotTold", "Nudged", "Overtaken", "Reasons",
    "Said", "StandardsText", "Terms", "TooFast", "Typed", "Verdict", "accept", "add_rule", "adopt",
    "advice_report", "answer_appeal", "answer_notice", "appeal", "arrange_thread", "begin_anew",
    "check", "comments_exported", "decide", "delete_comment", "edit_comment", "end_policy",
    "end_rule", "erase_reader", "erase_reader_now", "export", "find_reader", "flag", "give_badge",
    "give_notice", "ground_of", "import_comments", "join", "lift", "like", "mail_language", "marks",
    "post_comment", "redress_urls", "register_frame", "register_own_page", "report",
    "report_mistake", "sanction", "set_policy", "standards_text", "statements_exported",
    "stories_of", "talked", "tell", "terms_of", "transparency_report", "undo", "urls",
    "would_catch",
]
