"""Erasing by law: what was received of a story that was erased here is emptied, its files removed.

The worker finds such stories by the record's log, and all of them when it starts. A file stays that
holds other items too, and so do the digests of what came.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from dateline.delivery.public import epoch
from dateline.formats.item import NewsItem
from dateline.record import public as record
from dateline.wire.models import Arrival, Incoming
from dateline.wire.sources import keeping
from dateline.wire.sources.spelling import content_digest, item_of, spelled

_AT_ONCE = 500


def erase_received(story: str) -> int:
    """Empty what became the story of this guid; returns how many files stay for other items."""
    with transaction.atomic():
        row = Incoming.objects.select_for_update().filter(story=story).first()
        if row is None or row.state == Incoming.State.ERASED:
            return 0
        raws = {row.raw, *row.arrivals.values_list("raw", flat=True)}
        blank = spelled(_blank(item_of(row.item)))
        row.item, row.content, row.doubts = blank, content_digest(blank), []
        row.headline = row.words = row.trouble = ""
        row.state, row.pending, row.behind = Incoming.State.ERASED, "", False
        row.save()
    others = [raw for raw in raws if _is_others(raw, row)]
    for raw in raws.difference(others):
        keeping.drop(raw)
    return len(others)


def _blank(item: NewsItem) -> NewsItem:
    """Nothing of it but its id, version and times."""
    bare = NewsItem(item.guid, "", item.version, "", "", "", "", "", "canceled",
                    item.version_created, None, None)
    return replace(bare, language=item.language)


def _is_others(raw: str, row: Incoming) -> bool:
    return (Incoming.objects.filter(raw=raw).exclude(pk=row.pk).exists()
            or Arrival.objects.filter(raw=raw).exclude(incoming=row).exists())


class Eraser:
    """Follows the log from where it began; before that, it looks through everything once."""

    def __init__(self) -> None:
        self.cursor = ""

    def catch_up(self) -> None:
        """Empty what was received of stories that were erased since it looked last."""
        if not self.cursor or self._erased_since():
            self.cursor = self.cursor or f"{epoch()}:{record.head()}"
            sweep()

    def _erased_since(self) -> bool:
        """Whether the log has an erasure since, or is another one."""
        found = False
        try:
            for cursor, entry in record.follow(self.cursor):
                self.cursor, found = cursor, found or entry.act == "erase"
        except record.OtherEpoch:
            self.cursor = ""
            return True
        return found


def sweep() -> None:
    """Empty what was received of every story that is erased."""
    rows = Incoming.objects.exclude(Q(story=None) | Q(state=Incoming.State.ERASED))
    guids = [guid for guid in rows.values_list("story", flat=True) if guid]
    for at in range(0, len(guids), _AT_ONCE):
        for guid, state in record.states(guids[at: at + _AT_ONCE]).items():
            if state == "erased":
                erase_received(str(guid))
