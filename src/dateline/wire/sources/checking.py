"""What `dateline check` verifies of copy in: nothing that came is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery

from dateline.desk import public as desk
from dateline.wire.models import Arrival, Incoming, Reject
from dateline.wire.sources.copying import desk_source
from dateline.wire.sources.keeping import raw_file, reject_file
from dateline.wire.sources.spelling import content_digest

_READER = "reader"


class SourcesBreach(Exception):
    """An invariant that does not hold; the text names the first place found."""


def check() -> Iterator[str]:
    """Yield a line for each thing verified; raises SourcesBreach."""
    yield _check_items()
    yield _check_latest()
    yield _check_stories()
    yield _check_rejects()


def _check_items() -> str:
    """Each item says what its digest names, and the bytes it was read from are whole."""
    rows, count, seen = Incoming.objects.using(_READER).order_by("pk"), 0, ""
    for row in rows.only("pk", "raw", "item", "content", "state").iterator(500):
        count += 1
        if content_digest(row.item) != row.content:
            raise SourcesBreach(f"item {row.pk} does not say what its digest names")
        if row.raw != seen and row.state != Incoming.State.ERASED:
            _whole(row)
            seen = row.raw
    return f"{count} items from other agencies, with the bytes they came in"


def _whole(row: Incoming) -> None:
    try:
        raw = raw_file(row.raw).read_bytes()
    except FileNotFoundError:
        raise SourcesBreach(f"the file item {row.pk} came in is missing: {row.raw}") from None
    if hashlib.sha256(raw).hexdigest() != row.raw:
        raise SourcesBreach(f"the file item {row.pk} came in is damaged: {row.raw}")


def _check_latest() -> str:
    """What counts of an item is the arrival of it that came last, but for older ones."""
    counting = Arrival.objects.filter(incoming=OuterRef("pk")).exclude(outcome="older")
    last = counting.order_by("-pk").values("content")[:1]
    rows = Incoming.objects.using(_READER).exclude(state=Incoming.State.ERASED)
    wrong = rows.annotate(last=Subquery(last)).exclude(last=F("content")).first()
    if wrong is not None:
        raise SourcesBreach(f"item {wrong.pk} is not in the version that came last")
    return f"{Arrival.objects.using(_READER).count()} arrivals, the last of each item in force"


def _check_stories() -> str:
    """A story of an item is that of its source and key."""
    rows, count = Incoming.objects.using(_READER).exclude(story=None).select_related("source"), 0
    for row in rows.iterator(500):
        found = desk.find(source=desk_source(row))
        count += 1
        if found is not None and found.guid != str(row.story):
            raise SourcesBreach(f"item {row.pk} names another story than the desk has of it")
    return f"{count} items became stories"


def _check_rejects() -> str:
    rows = Reject.objects.using(_READER)
    for row in rows:
        if not reject_file(row.digest).exists():
            raise SourcesBreach(f"the rejected file {row.name!r} is missing: {row.digest}")
    return f"{rows.count()} files that could not be read, each kept with its reason"
