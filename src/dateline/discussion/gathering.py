"""What checks may know of a text and its writer, read before they run."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from dateline.discussion import standards
from dateline.discussion.checks.submission import Said, Submission
from dateline.discussion.models import Comment, Reader, Thread
from dateline.discussion.nearness import near, shape
from dateline.discussion.policies import Ground, terms_of
from dateline.discussion.sanctions import holding
from dateline.discussion.text import LONGEST, links
from dateline.discussion.words import WordRules, words

LATELY, MOST = timedelta(days=1), 200


def gather(
    reader: Reader, text: str, *, ground: Ground, thread: Thread, answered: frozenset[str],
    at: datetime, editing: Comment | None = None,
) -> Submission:
    """A cleaned text and everything that bears on it."""
    said = tuple(word.folded for word in words(text[: LONGEST + 1]))
    terms = terms_of(ground, thread, at=at)
    held = holding(reader, section=ground.section, at=at)
    here = shape(said)
    return Submission(
        text=text, words=said, shape=here, near=near(list(said)), links=tuple(links(text)), at=at,
        thread=thread.pk, closed=terms.why, mode=terms.mode, new_until=terms.new_until,
        accepted=standards.accepted(reader), held=tuple(one.kind for one in held),
        approved=reader.approved, refused=reader.refused, joined_at=reader.joined_at,
        badge=reader.badge, lately=_lately(reader, here, at, editing), rules=WordRules.load(),
        answered=answered, edit=editing is not None,
    )


def _lately(
    reader: Reader, here: str, at: datetime, editing: Comment | None
) -> tuple[Said, ...]:
    """The reader's own comments of a day, and those of others with the same words."""
    since = at - LATELY
    rows = Comment.objects.exclude(pk=editing.pk if editing else None).exclude(state="deleted")
    own = rows.filter(reader=reader, at__gt=since).order_by("-pk")[:MOST]
    others = rows.filter(~Q(reader=reader), shape=here, at__gt=since).order_by("-pk")[:3]
    return tuple(
        Said(row.reader_id == reader.pk, row.thread_id, row.at, row.shape, row.near)
        for row in (*own, *others))
