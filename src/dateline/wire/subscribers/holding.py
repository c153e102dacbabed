"""Who was handed which version of a story, live: for the desk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dateline.record.public import State, states
from dateline.wire.models import Allotment, Handover, Subscriber, Way
from dateline.wire.subscribers.ending import ending


@dataclass(frozen=True)
class Holder:
    """A subscriber of a story: the last text it was handed, and what it said it has.

    `version` 0: nothing was handed yet. `ended`: it was handed the end of all texts after the
    last one; `received`: when it said that it has the last thing it was handed.
    """

    subscriber: int
    name: str
    version: int
    way: str
    handed_at: datetime | None
    ended: bool
    received: datetime | None
    trouble: str

    @property
    def knows(self) -> bool:
        """Whether it has the end of the story, as it says; or never had a text."""
        return not self.version or (self.ended and self.received is not None)


@dataclass(frozen=True)
class Holders:
    """Everybody who was given a number of a story; `state` is the story's."""

    state: State
    all: tuple[Holder, ...]

    @property
    def over(self) -> bool:
        """Whether the story is not live any more."""
        return self.state != "live"

    @property
    def having(self) -> tuple[Holder, ...]:
        """Those who were handed a text."""
        return tuple(each for each in self.all if each.version)

    @property
    def missing(self) -> tuple[Holder, ...]:
        """Of a story that is gone: those who had a text and have not said that they know."""
        return tuple(each for each in self.having if not each.knows) if self.over else ()

    @property
    def unreachable(self) -> tuple[Holder, ...]:
        """Those of the missing whose way fails."""
        return tuple(each for each in self.missing if each.trouble)

    @property
    def versions(self) -> tuple[int, ...]:
        """What the missing ones hold."""
        return tuple(sorted({each.version for each in self.missing}))


def holders(guid: str) -> Holders:
    """Who was given a story, by name; in a fixed number of questions."""
    story = UUID(guid)
    given = set(Allotment.objects.filter(guid=story).values_list("subscriber", flat=True))
    handed: dict[int, list[Handover]] = defaultdict(list)
    for row in Handover.objects.filter(guid=story).order_by("last_at", "number", "pk"):
        handed[row.subscriber_id].append(row)
    names = Subscriber.objects.filter(pk__in=given | handed.keys()).order_by("name")
    ways: dict[int, list[Way]] = defaultdict(list)
    for way in Way.objects.filter(subscriber__in=given | handed.keys()).order_by("pk"):
        ways[way.subscriber_id].append(way)
    return Holders(states({story}).get(story, "live"), tuple(
        _holder(pk, name, handed[pk], ways[pk]) for pk, name in names.values_list("pk", "name")))


def _trouble(ways: list[Way], lane: int) -> str:
    """What fails: of the way that matters, or of any."""
    failing = [way for way in ways if way.failing_since is not None and (
        way.active or way.pk == lane)]
    chosen = [way for way in failing if way.pk == lane] if lane else failing
    return "; ".join(f"{way.get_kind_display()}: {way.last_error}" for way in chosen)


def _holder(pk: int, name: str, rows: list[Handover], ways: list[Way]) -> Holder:
    lanes = {way.pk for way in ways}
    found = ending(rows, lanes)
    if found is None:
        last = rows[-1] if rows else None
        return Holder(pk, name, 0, last.way_name if last else "", None, bool(last),
                      last.received_at if last else None, _trouble(ways, 0))
    text, said = found.text, found.received if found.told else found.text.received_at
    missing = text.lane if text.lane in lanes and said is None else 0
    return Holder(pk, name, text.version, text.way_name, text.last_at, found.told, said,
                  _trouble(ways, missing))
