"""The wire's part of an export, in the order that restores it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.delivery.public import READER
from dateline.lib.rows import Table, tables
from dateline.wire.models import (
    Allotment,
    Distribution,
    Handover,
    Key,
    Lease,
    Person,
    Product,
    Subscriber,
    Topic,
    Way,
)
from dateline.wire.sources.exporting import export as export_sources


def export() -> Iterator[Table]:
    """Yield (name, rows) for each table of the wire; run it in one snapshot."""
    receiving = (Subscriber, Subscriber.products.through, Key, Way, Person)
    sequences = (Distribution, Allotment, Handover)
    yield from tables((Product, *receiving, *sequences, Topic, Lease), READER)
    yield from export_sources()
