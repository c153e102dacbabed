"""Why a thread takes no more comments, as far as readers are told."""

from __future__ import annotations

from datetime import timedelta

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.discussion.models import Policy
from dateline.discussion.reading import Talk
from dateline.record.public import Version


@selector
def why_closed(of: Talk, story: Version) -> str:
    """`hand`, `policy` or `age`; empty while it is open. Its story's own policy goes before the
    site's."""
    depends_on(f"thread:{of.code}", "discussion")
    if of.closed_at is not None:
        return "hand"
    rows = Policy.objects.using(READER).filter(level__in=("site", "story"),
                                               subject__in=("", story.guid))
    held = sorted(rows, key=lambda row: row.level == "site")
    if not held:
        return ""
    if held[0].mode == "closed":
        return "policy"
    if held[0].days is None or story.first_public_at is None:
        return ""
    ends = story.first_public_at + timedelta(days=held[0].days)
    over = now() >= ends
    valid_until(None if over else ends)
    return "age" if over else ""
