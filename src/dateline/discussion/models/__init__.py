"""The discussion's tables."""

from dateline.discussion.models.comments import Comment, Draft, Like, Report
from dateline.discussion.models.decisions import Appeal, Book, IllegalNotice, LogLine, Sanction
from dateline.discussion.models.readers import Acceptance, EntryLink, Notification, Reader
from dateline.discussion.models.rules import Advice, WordRule
from dateline.discussion.models.standards import Clause, Standards
from dateline.discussion.models.statements import Statement
from dateline.discussion.models.threads import MODES, Policy, Thread

__all__ = [
    "MODES", "Acceptance", "Advice", "Appeal", "Book", "Clause", "Comment", "Draft",
    "EntryLink", "IllegalNotice", "Like", "LogLine", "Notification", "Policy", "Reader",
    "Report", "Sanction", "Standards", "Statement", "Thread", "WordRule",
]
