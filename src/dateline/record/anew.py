"""Another history: a new epoch after a restore or a promotion, or a record that begins anew.

`take_epoch` keeps the record as the database holds it. `begin_anew` is for an installation that
never held anybody's own work: a new epoch, a new key of codes and entry 1 to come. Neither is an
act on a story, and the log stays append-only within a history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from dateline.delivery import public as delivery
from dateline.record.models import (
    Day,
    Emblem,
    Entry,
    Front,
    Ledger,
    Merge,
    Placement,
    Setting,
    Shown,
    Story,
    Term,
    TermName,
    Version,
    new_key,
)

_CONTENT = (
    Shown, Placement, Entry, Version, Merge, TermName, Story, Term, Day, Setting, Front,
)
"""Each before what it points to."""
SKIPPED = 100_000
"""Codes that a new epoch leaves out: no more stories are lost with a primary or since a backup."""


def begin_anew(*, logo: str = "") -> list[str]:
    """Forget everything public, in the caller's transaction; the logo of this digest stays.

    Returns the names of the picture files that were shown: `forget_unshown` deletes them, once the
    transaction is over. Whether anything may be forgotten is for the caller to know.
    """
    Ledger.objects.select_for_update().get()
    names = list(Shown.objects.values_list("name", flat=True).distinct())
    for model in _CONTENT:
        rows = model.objects.all()
        rows._raw_delete(rows.db)  # one statement a table: nothing is left that points to it
    Emblem.objects.exclude(digest=logo).delete()
    Ledger.objects.update(seq=0, stories=0, terms=0, digest="0" * 64, code_key=new_key(),
                          codes_skipped=0)
    return names


@dataclass(frozen=True)
class Epochs:
    """The epoch that ended and the one that began; the log's last entry and its time, if any."""

    ended: str
    began: str
    last: int
    at: datetime | None


def take_epoch() -> Epochs:
    """Begin a new epoch over the record as it is (DESIGN 4.2), in the caller's transaction.

    Nobody publishes meanwhile. Entries from here on carry it; stored pages and event ids of every
    machine, and cursors, are of another history from the commit on, whatever their numbers. The
    codes that lost stories may have had are given to none: their addresses never lead elsewhere.
    """
    ledger = Ledger.objects.select_for_update().get()
    Ledger.objects.update(codes_skipped=F("codes_skipped") + SKIPPED)
    ended = delivery.epoch()
    delivery.begin_anew()
    at = Entry.objects.filter(seq=ledger.seq).values_list("at", flat=True).first()
    return Epochs(ended, delivery.epoch(), ledger.seq, at)
