"""Where a comment stands in its thread: the path that sorts the tree as it is read."""

from __future__ import annotations

from dateline.discussion.models import Comment
from dateline.discussion.models.comments import DEEPEST

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 7
"""Digits of one number: 36 ** 7 is more than a column of integers holds."""


def segment(number: int) -> str:
    """A number in a comment's path, so that paths sort as numbers do."""
    digits = ""
    for _ in range(WIDTH):
        number, last = divmod(number, len(DIGITS))
        digits = DIGITS[last] + digits
    return digits


def place(comment: Comment, parent: Comment | None) -> None:
    """Put a new comment, whose number is known, below another one or at the top."""
    comment.parent = parent
    if parent is None:
        comment.depth, comment.root, comment.path = 0, comment.number, segment(comment.number)
        return
    above = parent.path[: DEEPEST * WIDTH]
    comment.depth, comment.root = parent.depth + 1, parent.root
    comment.path = above + segment(comment.number)


def above(path: str) -> list[int]:
    """The numbers of the comments that one is shown below, the topmost first."""
    parts = [path[at : at + WIDTH] for at in range(0, len(path), WIDTH)]
    return [int(part, len(DIGITS)) for part in parts[:-1]]
