"""What is due on all lanes: looked for in the sequences, handed over, and written down."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import ClassVar
from uuid import UUID

from django.db import connection
from django.db.models import Max

from dateline.delivery.public import epoch, snapshot
from dateline.lib import clock
from dateline.lib.fetch import Answer, Posting
from dateline.record.public import story
from dateline.wire.models import Allotment, Way
from dateline.wire.subscribers.beating import Beats
from dateline.wire.subscribers.cursors import spelled
from dateline.wire.subscribers.handing import Changed, Handing, Wanted, hand, standing
from dateline.wire.subscribers.ways import drop, mail, push
from dateline.wire.subscribers.ways.errands import Done, Going, NotGiven
from dateline.wire.subscribers.ways.lanes import GIVEN, Lane
from dateline.wire.subscribers.ways.parcels import Parcel
from dateline.wire.subscribers.ways.receipts import failed, received
from dateline.wire.subscribers.writing import Copy, Writer

NOTICE = "notice"
"""The way, in the ledger, of kills told ahead of their turn."""
_NEWEST = f"SELECT MAX(id) FROM {Allotment._meta.db_table}"  # noqa: S608 - a table's own name
_LOOK = 1.0
"""Seconds between two looks at what ways there are."""


@dataclass(eq=False)
class Giving:
    """One parcel on its way along a lane."""

    GIVE: ClassVar[dict[str, Callable[[Way, Parcel, Going], None]]] = {
        "push": push.give, "drop": drop.give, "mail": mail.give,
    }
    lane: Lane
    parcel: Parcel
    handed: tuple[Handing, ...]
    shown: frozenset[UUID] = field(default_factory=frozenset)

    @cached_property
    def name(self) -> tuple[int, bool]:
        """One number and one notice at a time."""
        return self.lane.way.pk, self.parcel.notice

    def begin(self) -> Posting | None:
        """A push to somebody whose connection stands."""
        way = self.lane.way
        return push.begin(way, self.parcel) if way.kind == "push" else None

    def judge(self, answer: Answer) -> None:
        """Whether a push was received."""
        push.judge(answer, self.parcel)

    def run(self, going: Going) -> None:
        """Give it."""
        self.GIVE[self.lane.way.kind](self.lane.way, self.parcel, going)


class Sender:
    """All lanes of this installation."""

    def __init__(self) -> None:
        self.lanes: dict[int, Lane] = {}
        self._row: deque[Lane] = deque()
        """The lanes in the order in which they have their turn."""
        self._of: dict[int, list[Lane]] = {}
        self._writer = Writer()
        self._seen = 0
        self._looked = -_LOOK
        self._beats = Beats()
        self._epoch = ""
        self._stirred = True
        """Whether anything happened since the lanes were gone through."""

    def due(self, most: int) -> list[Giving]:
        """Parcels for the lanes that may go on; in the ledger when this returns."""
        now = clock.now()
        self._look()
        if not self._stirred:
            return []
        chosen = self._chosen(now, most)
        wanted = [Wanted(lane.way.subscriber_id, way, lane.way.form, [row], lane.way.pk)
                  for lane, way, row in chosen]
        handed = hand(wanted, self._writer, at=now) if wanted else []
        given = [
            self._giving(lane, row, each)
            for (lane, _, row), each in zip(chosen, handed, strict=True)
        ]
        for each in given:
            _mark(each, under_way=True)
        return given

    def _chosen(self, now: datetime, most: int) -> list[tuple[Lane, str, Allotment]]:
        """What goes out next: the lane, the way in the ledger, and the number. It goes on where it
        stopped, so that all have their turn."""
        chosen: list[tuple[Lane, str, Allotment]] = []
        self._stirred = False
        for _ in range(len(self._row)):
            lane = self._row[0]
            self._row.rotate(-1)
            if lane.rests:
                continue
            chosen += [(lane, way, row) for way, row in _wanted(lane, now)]
            if len(chosen) >= most:
                self._stirred = True
                break
        return chosen

    def _giving(self, lane: Lane, row: Allotment, handed: Handing) -> Giving:
        (copy,), notice = handed.copies, handed.way == NOTICE
        parcel = Parcel(copy, spelled(self._epoch, copy.number), notice)
        shown: frozenset[UUID] = frozenset()
        if lane.way.kind == "mail":
            plain, headline = self._for_people(row)
            parcel = Parcel(copy, parcel.cursor, notice, headline, plain.body.decode())
            shown = frozenset([row.guid] if plain.status == "usable" else [])
        return Giving(lane, parcel, (handed,), shown)

    def _for_people(self, row: Allotment) -> tuple[Copy, str]:
        early = {row.guid} if row.seq is None else set()
        state = standing({row.guid}, early).get(str(row.guid), "")
        plain = self._writer.write(row, "text", state)
        if plain.status != "usable" or row.seq is None:
            return plain, ""
        with snapshot():
            version = story(row.code, as_of=row.seq)
        return plain, version.headline if version else ""

    def _look(self) -> None:
        """Take up what is new: ways from time to time, numbers as soon as something is published.
        """
        if not (self._beats.worth() or self._stirred):
            return
        newest = _newest()
        if time.monotonic() - self._looked >= _LOOK:
            self._load()
        if newest > self._seen:
            rows = Allotment.objects.filter(
                pk__gt=self._seen, pk__lte=newest, subscriber__in=self._of
            )
            for row in rows.order_by("pk"):
                for lane in self._of[row.subscriber_id]:
                    lane.add(row)
            self._seen, self._stirred = newest, True

    def _load(self) -> None:
        mine = epoch()
        same = self._epoch in ("", mine)  # else nothing holds of what is known
        self._epoch = mine
        if not self._seen or not same:
            self._seen = _newest()
        there = {way.pk: way for way in Way.objects.filter(kind__in=GIVEN, active=True)}
        kept = {pk: lane for pk, lane in self.lanes.items()
                if (same and pk in there) or lane.busy or lane.telling}
        for pk, way in there.items():
            lane = kept.get(pk)
            if lane is not None and not lane.busy and not lane.telling:
                lane.way = way
        kept |= _new([way for pk, way in there.items() if pk not in kept])
        self.lanes, self._of = kept, defaultdict(list)
        for lane in kept.values():
            self._of[lane.way.subscriber_id].append(lane)
        held = [lane for lane in self._row if kept.get(lane.way.pk) is lane]
        known = {lane.way.pk for lane in held}
        self._row = deque([*held, *(lane for pk, lane in kept.items() if pk not in known)])
        self._looked, self._stirred = time.monotonic(), True

    def settle(self, done: Sequence[Done]) -> None:
        """Write down receipts and failures; what was changed under way goes out anew."""
        now, self._stirred = clock.now(), True
        given: list[Giving] = []
        for errand, trouble in done:
            assert isinstance(errand, Giving)
            _mark(errand, under_way=False)
            if trouble is None:
                given.append(errand)
            elif isinstance(trouble, NotGiven):
                failed(errand.lane, errand.parcel, trouble, now)
            else:
                assert isinstance(trouble, Changed)
        received([(each.lane, each.parcel, each.handed[0].way) for each in given], now)


def _newest() -> int:
    """The key of the last number that was given; asked a hundred times a second: in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return int(cursor.fetchone()[0] or 0)


def _mark(giving: Giving, *, under_way: bool) -> None:
    if giving.parcel.notice:
        giving.lane.telling = under_way
    else:
        giving.lane.busy, giving.lane.since = under_way, time.monotonic()


def _new(ways: list[Way]) -> dict[int, Lane]:
    """Lanes for these, with where their sequences end and the kills that wait in them."""
    of = {way.subscriber_id for way in ways}
    rows = Allotment.objects.filter(subscriber__in=of)
    last = dict(rows.values_list("subscriber").annotate(last=Max("number")))
    lanes = {way.pk: Lane(way, last.get(way.subscriber_id, 0)) for way in ways}
    least = min((max(way.number, way.noticed) for way in ways), default=0)
    ends: dict[int, list[Allotment]] = defaultdict(list)
    for row in rows.filter(kind="cancel", number__gt=least).order_by("number"):
        ends[row.subscriber_id].append(row)
    for lane in lanes.values():
        lane.kills.extend(ends[lane.way.subscriber_id])
    return lanes


def _wanted(lane: Lane, now: datetime) -> Iterator[tuple[str, Allotment]]:
    """What may go out on a lane now: its next number, and a kill that waits behind it."""
    notice = lane.notice(now)
    if notice is not None:
        yield NOTICE, notice
    if lane.is_due(now):
        row = lane.next()
        if row is not None:
            yield lane.way.kind, row
