"""What readers' pages may ask of the schedule: every answer is frozen and names its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from dateline.delivery.public import READER, depends_on, selector
from dateline.lib.zones import zone
from dateline.onair.models import Programme, Station
from dateline.onair.schedule import occurring
from dateline.onair.schedule.occurring import (
    AHEAD,
    SCHEDULE,
    lines_between,
    occurrences,
    pieces,
)
from dateline.onair.schedule.timing import local_day, midnight
from dateline.onair.schedule.turning import Line, Turn
from dateline.onair.shapes import OnNow

COMING = 10


@dataclass(frozen=True)
class StationShown:
    """The station as readers know it."""

    name: str
    description: tuple[str, ...]
    language: str
    zone_name: str

    @property
    def zone(self) -> tzinfo:
        """The zone of its wall's clock."""
        return zone(self.zone_name)

    def day(self, at: datetime) -> date:
        """The day there."""
        return local_day(at, self.zone)

    def midnight(self, day: date) -> datetime:
        """When a day begins there, UTC."""
        return midnight(day, self.zone)


@dataclass(frozen=True)
class ProgrammeShown:
    """A programme as readers know it."""

    pk: int
    name: str
    slug: str
    description: tuple[str, ...]
    language: str
    author: str
    podcast: bool

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"/programmes/{self.slug}/"


@selector
def station() -> StationShown | None:
    """The station; None where there is none."""
    depends_on(SCHEDULE)
    row = Station.objects.using(READER).first()
    return row and StationShown(row.name, _paragraphs(row.description), row.language, row.zone)


@selector
def programme(slug: str) -> ProgrammeShown | None:
    """The programme of this address; None where there is none."""
    depends_on(SCHEDULE)
    row = Programme.objects.using(READER).filter(slug=slug.replace("\0", "/")).first()
    return row and ProgrammeShown(row.pk, row.name, row.slug, _paragraphs(row.description),
                                  row.language, row.author, row.podcast)


@selector
def programmes() -> tuple[ProgrammeShown, ...]:
    """Every programme, by name."""
    depends_on(SCHEDULE)
    rows = Programme.objects.using(READER).order_by("name", "pk")
    return tuple(ProgrammeShown(row.pk, row.name, row.slug, _paragraphs(row.description),
                                row.language, row.author, row.podcast) for row in rows)


@selector
def between(start: datetime, end: datetime) -> tuple[OnNow, ...]:
    """What is on at some time in [start, end)."""
    depends_on(SCHEDULE)
    return tuple(occurrences(start, end, using=READER))


@selector
def turns_between(start: datetime, end: datetime) -> tuple[Turn, ...]:
    """The same with the slot and day of each."""
    depends_on(SCHEDULE)
    return tuple(pieces(start, end, using=READER))


@selector
def slots_between(start: datetime, end: datetime) -> tuple[Line, ...]:
    """The slots that may come round between, changed or not."""
    depends_on(SCHEDULE)
    return tuple(lines_between(start.date(), end.date(), set(), using=READER))


@selector
def now_and_next(at: datetime) -> tuple[OnNow | None, OnNow | None]:
    """What is on at a moment, and what begins next."""
    depends_on(SCHEDULE)
    return occurring.now_and_next(at, using=READER)


@selector
def coming(programme: int, at: datetime, midnight: datetime) -> tuple[OnNow, ...]:
    """The next times of a programme, that which is on now included.

    They are looked for from the day's beginning on, so that all day the same ones are found.
    """
    depends_on(SCHEDULE)
    found: list[OnNow] = []
    for far in AHEAD[1:]:
        every = occurrences(at, midnight + far, using=READER)
        found = [one for one in every if one.programme == programme]
        if len(found) >= COMING:
            break
    return tuple(found[:COMING])


def border(at: datetime, *shown: OnNow) -> datetime | None:
    """The first moment after `at` at which one of these begins or ends."""
    edges = [edge for one in shown for edge in (one.starts, one.ends) if edge > at]
    return min(edges, default=None)


def week_of(held: StationShown, at: datetime, days: int = 1) -> tuple[list[date], datetime]:
    """So many days there from today on, and when today ends."""
    today = held.day(at)
    found = [today + timedelta(days=number) for number in range(days)]
    return found, held.midnight(today + timedelta(days=1))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
