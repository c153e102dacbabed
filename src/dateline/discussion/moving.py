"""The one place where a comment appears in public or ceases to: every count follows here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.discussion.hearing import appeared
from dateline.discussion.models import Comment, Statement, Thread
from dateline.discussion.placing import above, place
from dateline.people.public import NotAllowed

PUBLIC, RESTRICTED = Comment.State.PUBLIC, Comment.State.RESTRICTED


class Emptied(NotAllowed):
    """Its text is gone, as its author wanted: there is nothing that could be public again."""

    def __init__(self) -> None:
        super().__init__(_("Its author had this comment erased: there is nothing left to show."))


class Open:
    """A thread under its lock; what is public of it changes only here."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.keys: dict[str, None] = {}

    def add(self, comment: Comment, parent: Comment | None, *, at: datetime) -> Comment:
        """Give a new comment its number and place and keep it, in whatever state it is."""
        self.thread.last += 1
        comment.thread, comment.number, comment.at = self.thread, self.thread.last, at
        place(comment, parent)
        wanted, comment.state = comment.state, Comment.State.PENDING
        kept, comment.statement = comment.statement, None
        comment.weight = max(comment.weight, comment.own_weight) if wanted == "pending" else 0
        comment.save(force_insert=True)
        if wanted != comment.state:
            self.move(comment, Comment.State(wanted), at=at, statement=kept)
        return comment

    def move(
        self, comment: Comment, to: Comment.State, *, at: datetime,
        statement: Statement | None = None,
    ) -> None:
        """Bring a comment of this thread, read under its lock, into another state.

        `statement` is needed for `restricted`: the database refuses it without one. Raises Emptied.
        """
        was, comment.state, comment.statement = comment.state == PUBLIC, to, statement
        is_now = to == PUBLIC
        if is_now and not (comment.text or comment.html) and comment.reader.erased_at:
            raise Emptied
        if is_now and comment.public_at is None:
            comment.public_at = at
            self.thread.turns += 1
            comment.turn = self.thread.turns
        comment.shown = is_now or comment.replies > 0
        comment.weight = max(comment.weight, comment.own_weight)
        comment.save(update_fields=["state", "statement", "public_at", "turn", "shown", "weight"])
        if statement is not None and statement.comment_id is None:
            statement.comment = comment
            statement.save(update_fields=["comment"])
        if was != is_now:
            self._count(comment, 1 if is_now else -1)
            if is_now:
                appeared(comment, at=at)
        if was or is_now:
            self.changed()

    def changed(self) -> None:
        """Something that is shown of the thread is another one now."""
        self.keys[self.thread.key] = None

    def _count(self, comment: Comment, change: int) -> None:
        self.thread.comments += change
        self.keys[self.thread.count_key] = None
        ancestors = Comment.objects.filter(thread=self.thread, number__in=above(comment.path))
        ancestors.update(replies=Greatest(F("replies") + change, 0))
        ancestors.update(shown=Q(state=PUBLIC) | Q(replies__gt=0))


@contextmanager
def opened(thread: int) -> Iterator[Open]:
    """Hold a thread (by primary key): one transaction; what changed in public is touched last."""
    with transaction.atomic():
        held = Open(Thread.objects.select_for_update().get(pk=thread))
        yield held
        held.thread.save()
        if held.keys:
            touch(held.keys)
