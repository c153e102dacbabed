"""Whether what came is newer than what we have."""

from __future__ import annotations

from dateline.formats.item import NewsItem
from dateline.wire.models import Incoming

SAME_VERSION = "it came again under the same version and time, with another content; taken as newer"
AGAIN = "its sender had killed it, and sends it again"


def is_kill(item: NewsItem) -> bool:
    """Whether it takes an item back."""
    return item.pubstatus == "canceled"


def is_older(item: NewsItem, row: Incoming) -> bool:
    """Whether an arrival is of an earlier version than the one that counts.

    The version decides, then the time it was made. A kill counts unless both are earlier: many
    senders give it no version of its own.
    """
    if is_kill(item):
        return item.version < row.version and item.version_created < row.made_at
    return (item.version, item.version_created) < (row.version, row.made_at)


def doubts_about(item: NewsItem, row: Incoming) -> list[str]:
    """What is odd about it beside what we have."""
    found = []
    if row.state == Incoming.State.KILLED and not is_kill(item):
        found.append(AGAIN)
    same = (item.version, item.version_created) == (row.version, row.made_at)
    if same and not is_kill(item):
        found.append(SAME_VERSION)
    return found
