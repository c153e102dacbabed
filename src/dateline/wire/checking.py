"""What `dateline check` verifies of the wire: sequences, their chains, and copy in are whole."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from dateline.delivery.public import READER, snapshot
from dateline.lib.progress import Told, untold
from dateline.wire.models import Allotment, Handover, Subscriber
from dateline.wire.sources.checking import SourcesBreach
from dateline.wire.sources.checking import check as check_sources
from dateline.wire.subscribers.allotting import chained


class WireBreach(Exception):
    """A sequence, the ledger or copy in is not whole; the text names the first place."""


def check(*, progress: Told = untold) -> Iterator[str]:
    """Yield a line for each thing verified, sequences in one snapshot; raises WireBreach."""
    with snapshot():
        subscribers = list(Subscriber.objects.using(READER).order_by("pk"))
        numbers = 0
        for done, subscriber in enumerate(subscribers, start=1):
            numbers += _whole(subscriber)
            progress("sequences", done, len(subscribers))
        yield f"{len(subscribers)} sequences of {numbers} numbers have no gap"
        yield _ledger()
    try:
        yield from check_sources()
    except SourcesBreach as breach:
        raise WireBreach(str(breach)) from None


def _whole(subscriber: Subscriber) -> int:
    last, chain = 0, ""
    rows = Allotment.objects.using(READER).filter(subscriber=subscriber).order_by("number")
    for row in rows.iterator(2000):
        if row.number != last + 1:
            raise WireBreach(f"{subscriber.name}: number {row.number} follows {last}")
        chain = chained(chain, row.number, row.kind, row.act, row.guid, row.version, row.seq)
        if row.chain != chain:
            raise WireBreach(f"{subscriber.name}: the chain breaks at number {row.number}")
        last = row.number
    return last


def _ledger() -> str:
    rows = Handover.objects.using(READER)
    early = rows.filter(received_at__lt=F("first_at")).first()
    if early is not None:
        raise WireBreach(f"hand-over {early.pk} was received before it was handed")
    return f"{rows.count()} hand-overs are in the ledger"
