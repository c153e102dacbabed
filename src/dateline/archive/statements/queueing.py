"""What waits for the desk: guessed statements of live stories, the newest first."""

from __future__ import annotations

from dateline.archive.models import Statement
from dateline.archive.statements.reading import Told, collected
from dateline.delivery.public import snapshot
from dateline.record import public as record

MOST = 1000


def guessed(before: int | None, limit: int = 20) -> Told:
    """A page of the queue."""
    rows = Statement.objects.filter(to_seq=None, standing="guessed")
    with snapshot():
        return collected(lambda last, many: list(
            (rows if last is None else rows.filter(id__lt=last)).order_by("-id")[:many]),
            before, limit)


def waiting() -> int:
    """How many wait; counted up to so many."""
    return Statement.objects.filter(to_seq=None, standing="guessed")[:MOST].count()


def of_story(guid: str) -> list[Statement]:
    """Every statement of a story as it stands, the denied ones too."""
    return list(Statement.objects.filter(guid=guid, to_seq=None).order_by("position"))


def headline_of(guid: str) -> tuple[str, str]:
    """A story's headline and address; empty for one that is not live."""
    with snapshot():
        found = record.live_versions((guid,)).get(guid)
    return (found[1].headline, found[1].address) if found else ("", "")

