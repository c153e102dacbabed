"""The door of the discussion (DESIGN 6)."""

from dateline.discussion.checks.submission import Verdict
from dateline.discussion.limits import TooFast
from dateline.discussion.policies import Ground, Terms, ground_of, terms_of
from dateline.discussion.posting import (
    NotPosted, Nudged, Typed, delete_comment, edit_comment, post_comment,
)
from dateline.discussion.reacting import like, report
from dateline.discussion.readers.joining import join
from dateline.discussion.standards import ClauseText, StandardsText, accept, adopt, standards_text

urls = "dateline.discussion.urls"

__all__ = [
    "ClauseText", "Ground", "NotPosted", "Nudged", "StandardsText", "Terms", "TooFast", "Typed",
    "Verdict", "accept", "adopt", "delete_comment", "edit_comment", "ground_of", "join", "like",
    "post_comment", "report", "standards_text", "terms_of", "urls",
]
