"""Numbering: each entry of the log becomes the next number of every subscriber it is for.

A consumer of the record's log (DESIGN 4.5): its cursor moves in the transaction that writes the
numbers, so each entry is numbered exactly once, whatever dies between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery

from dateline.delivery.public import epoch, snapshot
from dateline.desk.public import Step, withheld, withheld_filing
from dateline.lib.bulk import insert
from dateline.record.public import (
    LogEntry,
    OtherEpoch,
    Version,
    follow,
    head,
    preview,
    states,
    story,
)
from dateline.wire.models import Allotment, Distribution, Product, Subscriber
from dateline.wire.subscribers.selecting import Filter, filters

VERSIONS = ("publish", "update", "correct", "resection")
CANCELS = ("withdraw", "expire", "kill", "erase")
"""Other acts (a story moved with many, a name changed) give subscribers nothing new to read."""
MOST = 100
_FIELDS = ("subscriber", "number", "seq", "withheld", "kind", "act", "guid", "code", "version",
           "at", "chain")


def behind() -> bool:
    """Whether the log has entries that are not numbered yet; takes no lock."""
    point = Distribution.objects.get()
    theirs, _, seq = point.cursor.partition(":")
    return int(seq or 0) < head() or theirs != epoch() or bool(withheld(point.withheld, most=1))


def distribute() -> int:
    """Number everything the log has; returns how many numbers were given."""
    given = 0
    while True:
        with transaction.atomic():
            point = Distribution.objects.select_for_update().get()
            if not Subscriber.objects.exists():
                return _pass_over(point)
            steps = withheld(point.withheld)
            entries = list(islice(_after(point.cursor), MOST))
            if not entries and not steps:
                _carry_over(point)
                return given
            given += _number([entry for _, entry in entries], steps)
            point.cursor = entries[-1][0] if entries else point.cursor
            point.withheld = steps[-1].n if steps else point.withheld
            point.save(update_fields=["cursor", "withheld"])


def _pass_over(point: Distribution) -> int:
    """Nobody is there: whoever comes begins at the head."""
    point.cursor = f"{epoch()}:{head()}"
    steps = withheld(point.withheld)
    point.withheld = steps[-1].n if steps else point.withheld
    point.save(update_fields=["cursor", "withheld"])
    return 0


def _carry_over(point: Distribution) -> None:
    """Of another epoch, and nothing to number: or this would be looked at for ever."""
    theirs, _, seq = point.cursor.partition(":")
    if theirs != epoch():
        point.cursor = f"{epoch()}:{seq or 0}"
        point.save(update_fields=["cursor"])


def _after(cursor: str) -> Iterator[tuple[str, LogEntry]]:
    """What follows. A restored or promoted database has its own entries, and goes on after them."""
    try:
        yield from follow(cursor)
    except OtherEpoch:
        yield from follow(f"{epoch()}:{cursor.partition(':')[2] or 0}")


def _number(entries: list[LogEntry], steps: list[Step]) -> int:
    """Steps come first: a story's are all written before its publication is."""
    told = [entry for entry in entries if entry.code and entry.act in VERSIONS + CANCELS]
    if not told and not steps:
        return 0
    with snapshot():
        shown = {
            entry.seq: story(entry.code, as_of=entry.seq)
            for entry in told if entry.news and entry.act in VERSIONS
        }
    book = Book()
    public = states(UUID(step.guid) for step in steps)
    for step in steps:
        if UUID(step.guid) not in public:
            book.add_step(step)
    for entry in told:
        book.add(entry, shown.get(entry.seq))
    insert(Allotment, _FIELDS, book.rows)
    return len(book.rows)


@dataclass
class Book:
    """Numbers about to be written, in one transaction that holds the lock."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    holding: dict[UUID, set[int]] = field(default_factory=dict)
    products: list[Filter] = field(default_factory=lambda: filters(Product.objects.all()))
    active: dict[int, set[int]] = field(default_factory=dict)
    entitled: set[int] = field(default_factory=lambda: set(
        Subscriber.objects.filter(embargo_right=True).values_list("pk", flat=True)))

    def __post_init__(self) -> None:
        through = Subscriber.products.through.objects.filter(subscriber__active=True)
        for product, subscriber in through.values_list("product_id", "subscriber_id"):
            self.active.setdefault(product, set()).add(subscriber)

    def add(self, entry: LogEntry, version: Version | None) -> None:
        """Give an entry its numbers. A story is followed by who was given any version of it."""
        guid = UUID(entry.guid)
        whom = self._holders(guid)
        if entry.act in VERSIONS:
            whom = self._living(whom) | self._selected(entry, version)
        kind = "version" if entry.act in VERSIONS else "cancel"
        self.allot(whom, kind=kind, act=entry.act, guid=guid, version=entry.version,
                   seq=entry.seq, code=entry.code, at=entry.at)

    def add_step(self, step: Step) -> None:
        """Give copy under embargo, or the end of that, its numbers: the entitled and nobody else.
        """
        guid = UUID(step.guid)
        whom = self._holders(guid)
        if not step.ended:
            whom = (self._living(whom) | self._early(step)) & self.entitled
        kind, act = ("cancel", "release") if step.ended else ("withheld", "embargo")
        self.allot(whom, kind=kind, act=act, guid=guid, version=1, withheld=step.n, at=step.at)

    def _early(self, step: Step) -> set[int]:
        with snapshot():
            filing = withheld_filing(step.n)
            version = preview(filing, at=step.at) if filing is not None else None
        return self._chosen(version) if version is not None else set()

    def allot(
        self, whom: Iterable[int], *, kind: str, act: str, guid: UUID, version: int, at: Any,
        seq: int | None = None, withheld: int | None = None, code: str = "",
    ) -> None:
        """The next number of each of these subscribers."""
        chosen = sorted(whom)
        self._load(chosen)
        for subscriber in chosen:
            last, chain = self.ends[subscriber]
            number = last + 1
            chain = chained(chain, number, kind, act, guid, version, seq)
            self.ends[subscriber] = (number, chain)
            self.rows.append((subscriber, number, seq, withheld, kind, act, guid, code, version,
                              at, chain))
        self._holders(guid).update(chosen)

    def _selected(self, entry: LogEntry, version: Version | None) -> set[int]:
        """By products; what is no longer live is given to nobody who has nothing of it."""
        if not entry.news or version is None or version.state != "live":
            return set()
        return self._chosen(version)

    def _chosen(self, version: Version) -> set[int]:
        found = [self.active.get(each.product, set()) for each in self.products
                 if each.selects(version)]
        return set().union(*found)

    def _living(self, holders: set[int]) -> set[int]:
        return holders & set(
            Subscriber.objects.filter(active=True, pk__in=holders).values_list("pk", flat=True)
        ) if holders else set()

    def _holders(self, guid: UUID) -> set[int]:
        if guid not in self.holding:
            rows = Allotment.objects.filter(guid=guid).values_list("subscriber", flat=True)
            self.holding[guid] = set(rows.distinct())
        return self.holding[guid]

    def _load(self, subscribers: list[int]) -> None:
        wanted = [each for each in subscribers if each not in self.ends]
        if not wanted:
            return
        last = Allotment.objects.filter(subscriber=OuterRef("pk")).order_by("-number")
        rows = Subscriber.objects.filter(pk__in=wanted).annotate(
            last=Subquery(last.values("number")[:1]), chain=Subquery(last.values("chain")[:1]))
        for pk, number, chain in rows.values_list("pk", "last", "chain"):
            self.ends[pk] = (number or 0, chain or "")


def chained(
    before: str, number: int, kind: str, act: str, guid: UUID, version: int, seq: int | None
) -> str:
    """SHA-256 of the chain before and of this number's facts, one a line; hexadecimal.

    Of no text: so it stays what it was when a text is killed or erased.
    """
    facts = (before, number, kind, act, guid, version, seq if seq is not None else "")
    return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()
