"""The wire's part of an export, in the order that restores it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.lib.parts import Part
from dateline.lib.rows import RENEW, Kept, Table
from dateline.wire.models import (
    Allotment,
    Distribution,
    Handover,
    Key,
    Person,
    Product,
    Subscriber,
    Way,
)
from dateline.wire.sources.exporting import KEPT as SOURCES
from dateline.wire.sources.exporting import files

_TRIES = frozenset({"attempts", "next_at", "failing_since", "told_at", "last_error"})
_HUB = "a hub's subscription holds its subscriber's secret, and is asked for anew"
_WHO = (Kept(Product), Kept(Subscriber), Kept(Subscriber.products.through), Kept(Person))
_HOW = (Kept(Key, secret={"digest": RENEW + "{id}"}), Kept(Way, moving=_TRIES))
_WHAT = (Kept(Distribution, begun=True, moving=frozenset({"cursor"})), Kept(Allotment),
         Kept(Handover))

PART = Part(
    (*_WHO, *_HOW, *_WHAT, *SOURCES),
    {
        "wire.Duty": "which process sends at the moment",
        "wire.Topic": _HUB,
        "wire.Lease": _HUB,
        "wire.Listening": "our subscriptions at others' hubs, asked for anew at the next look",
        "wire.PersonLink": "a mailed way in",
    },
    files,
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the wire; run it in one snapshot."""
    return PART.tables(using)
