"""Days and times as the schedule's pages say them: by the clock on the station's wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, override

from dateline.lib.dates import day_words
from dateline.lib.zones import zone_name
from dateline.onair.schedule.reading import StationShown
from dateline.onair.shapes import OnNow
from dateline.record.public import Site


@dataclass(frozen=True)
class Row:
    """One programme at one time; `starts` and `ends` for machines, `clock` and `until` in words."""

    title: str
    address: str
    starts: str
    ends: str
    clock: str
    until: str
    on: bool = False
    """Whether it is on now."""
    day: str = ""
    """In words."""


@dataclass(frozen=True)
class Day:
    """A day of the schedule; its `mark` is its anchor."""

    mark: str
    words: str
    rows: tuple[Row, ...]


def spoken(held: StationShown, site: Site) -> str:
    """The language of the pages' own words: the station's where there is a catalogue of it."""
    known, tag = dict(settings.LANGUAGES), held.language.lower()
    return next((each for each in (tag, tag.partition("-")[0]) if each in known), site.language)


@contextmanager
def speaking(held: StationShown, site: Site) -> Iterator[None]:
    """Words are the station's language's, times its wall's, within."""
    with override(spoken(held, site)), timezone.override(held.zone):
        yield


def day_of(held: StationShown, day: date, shown: Iterable[OnNow], *, at: datetime | None = None,
           running: bool = False) -> Day:
    """What begins on a day there; with `running` also what goes on from the day before."""
    starts, ends = held.midnight(day), held.midnight(day + timedelta(days=1))
    mine = [one for one in shown if one.starts < ends and (
        one.ends > starts if running else one.starts >= starts)]
    zones = changes(held, day)
    return Day(f"day-{day.isoformat()}", day_name(day),
               tuple(row_of(held, one, at=at, zones=zones) for one in mine))


def row_of(held: StationShown, one: OnNow, *, at: datetime | None = None,
           zones: bool = False) -> Row:
    """One line of the schedule; with `zones` each time says its own (02:30 CEST, 02:30 CET)."""
    starts, ends = one.starts.astimezone(held.zone), one.ends.astimezone(held.zone)
    return Row(
        title=one.title, address=f"/programmes/{one.slug}/", starts=starts.isoformat(),
        ends=ends.isoformat(), clock=clock(starts, zones=zones), until=clock(ends, zones=zones),
        on=at is not None and one.starts <= at < one.ends, day=day_name(starts.date()))


def clock(local: datetime, *, zones: bool = False) -> str:
    """A local time in words."""
    # Translators: the time of day as Django's date format letters
    said = format_date(local, gettext("H:i"))
    return f"{said} {zone_name(local)}" if zones else said


def changes(held: StationShown, day: date) -> bool:
    """Whether the clocks change there on this day."""
    whole = held.midnight(day + timedelta(days=1)) - held.midnight(day)
    return whole != timedelta(days=1)


def day_name(day: date) -> str:
    """`Friday, 27 November 2026`."""
    # Translators: a weekday and a day: Friday, 27 November 2026
    return gettext("%(weekday)s, %(day)s") % {
        "weekday": format_date(day, "l"), "day": day_words(day)}


def zone_words(held: StationShown, at: datetime) -> str:
    """The zone of the wall's clock: `Europe/Berlin (CET)`."""
    name = zone_name(at.astimezone(held.zone))
    return f"{held.zone_name} ({name})"


def week_rows(held: StationShown, days: Sequence[date], shown: Sequence[OnNow]) -> list[Day]:
    """These days, each with what begins on it."""
    return [day_of(held, day, shown) for day in days]
