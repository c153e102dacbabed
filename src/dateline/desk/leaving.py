"""What somebody who leaves the newsroom leaves behind."""

from __future__ import annotations

from dateline.desk.models import Note, Story
from dateline.people.public import User


def hand_over(leaving: User, to: User | None) -> None:
    """Give their stories and unread notes to somebody else, and unlock what they hold."""
    Story.objects.filter(owner=leaving).update(owner=to)
    Story.objects.filter(locked_by=leaving).update(locked=False, locked_by=None, locked_at=None)
    Note.objects.filter(person=leaving, read_at=None).update(person=to)
