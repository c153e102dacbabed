"""What is on air now: what listeners hear, which programme it is, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.delivery.public import READER, depends_on, now, selector, valid_until
from dateline.onair.models import Alarm, OnAir, Station
from dateline.onair.schedule.occurring import SCHEDULE, next_after, on_at
from dateline.onair.shapes import OnNow

KEY, ALARMS = "onair:now", "onair:alarms"
"""Keys: what is heard; alarms, and whether there is sound."""
OFF = "off"
"""The kind of what is heard while the radio does not run."""
ALIVE = timedelta(seconds=15)
"""The radio says every five seconds that it is there; after this long without, it is not."""
SILENT = -50.0
"""dBFS below which nothing can be heard."""
MOST = 20
LOOK_AGAIN = timedelta(days=1)


@dataclass(frozen=True)
class Playing:
    """What listeners hear, as the radio's process said it last."""

    kind: str
    """`live`, `playlist`, `fallback`, `bulletin` or `tone`."""
    title: str
    artist: str
    presenter: str
    source: str
    since: datetime
    level: float
    """dBFS, of about the last five seconds."""
    connected: dict[str, float]
    listeners: int
    heartbeat: datetime

    @property
    def line(self) -> str:
        """`Title — Artist`, whichever there is."""
        return " — ".join(part for part in (self.title, self.artist) if part)

    @property
    def silent(self) -> bool:
        """Whether no sound goes out."""
        return self.level < SILENT


@dataclass(frozen=True)
class Trouble:
    """An alarm; `ended` is None while it lasts."""

    kind: str
    mount: str
    began: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Air:
    """The station at this moment."""

    station: str
    zone: str
    heard: Playing | None
    """None while the radio does not run."""
    programme: OnNow | None
    next: OnNow | None
    alarms: tuple[Trouble, ...] = ()
    """Those that last."""


@selector
def now_playing() -> Air | None:
    """What is on air; None where there is no station.

    In a stored page it is right until the programme ends or the next one begins, or the radio says
    otherwise. That the radio does not run is noticed by the worker, not here.
    """
    depends_on(KEY, SCHEDULE, ALARMS)
    station = Station.objects.using(READER).values("name", "zone").first()
    if station is None:
        return None
    at = now()
    programme, following = on_at(at, using=READER), next_after(at, using=READER)
    borders = [at + LOOK_AGAIN, *([programme.ends] if programme else []),
               *([following.starts] if following else [])]
    valid_until(min(borders))
    return Air(station["name"], station["zone"], heard(), programme, following, alarms())


@selector
def has_station_shown() -> bool:
    """Whether there is a station, for pages that are none without one."""
    depends_on(SCHEDULE)
    return Station.objects.using(READER).exists()


def has_station() -> bool:
    """Whether there is a station, for who starts the radio: one small question."""
    return Station.objects.exists()


def heard() -> Playing | None:
    """What the radio says; for the desk, which looks at every moment anew."""
    row = OnAir.objects.using(READER).filter(pk=1).exclude(kind=OFF).first()
    if row is None:
        return None
    return Playing(row.kind, row.title, row.artist, row.presenter, row.source, row.since, row.level,
                   dict(row.connected), row.listeners, row.heartbeat)


def alarms(since: datetime | None = None) -> tuple[Trouble, ...]:
    """The alarms that last, the newest first; with `since` also those that ended after it."""
    rows = Alarm.objects.using(READER).order_by("-began")
    lasting = rows.filter(ended=None)
    if since is not None:
        lasting = lasting | rows.filter(ended__gt=since)
    return tuple(Trouble(row.kind, row.mount, row.began, row.ended) for row in lasting[:MOST])
