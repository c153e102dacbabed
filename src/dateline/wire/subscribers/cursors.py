"""A subscriber's cursor: the epoch of the history, and the last number it has."""

from __future__ import annotations


class NotCursor(ValueError):
    """What was given is no cursor; the text says what one looks like."""


class ReplayFrom(Exception):
    """The cursor is of another history (a restored or promoted database); `cursor` begins anew."""

    def __init__(self, cursor: str) -> None:
        super().__init__("This cursor is of another epoch: the newsroom's record was restored or "
                         f"promoted since. Replay from {cursor}.")
        self.cursor = cursor


def spelled(epoch: str, number: int) -> str:
    """The cursor after this number."""
    return f"{epoch}:{number}"


def number_of(cursor: str, epoch: str) -> int:
    """The number a cursor names; 0 for an empty one. Raises NotCursor and ReplayFrom."""
    if cursor in ("", "0"):
        return 0
    theirs, colon, number = cursor.partition(":")
    if not colon or not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise NotCursor("A cursor is what an answer gave as “cursor”, or empty for the start.")
    if theirs != epoch:
        raise ReplayFrom(spelled(epoch, 0))
    return int(number)
