"""Who made an entry of the log. The record names nobody; the desk does, and keeps it to itself."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.desk.models import Signed
from dateline.people.public import User
from dateline.record import public as record


def sign(by: User | None) -> None:
    """Note who makes the next entry; call it in the transaction that does, before the record."""
    Signed.objects.create(seq=record.next_seq(), by=by, name=str(by) if by else "")


def signatures(seqs: Iterable[int]) -> dict[int, str]:
    """The names of those who made these entries; the house has none."""
    rows = Signed.objects.filter(seq__in=list(seqs)).select_related("by")
    return {row.seq: str(row.by) if row.by else row.name for row in rows}
