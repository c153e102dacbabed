"""A whole station at once, as the demo brings it, and taking it away again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Max

from dateline.delivery.public import touch
from dateline.onair.breaking import remove_station
from dateline.onair.models import (
    Episode,
    Playlist,
    PlaylistItem,
    Programme,
    Recording,
    Slot,
    Station,
    Track,
)
from dateline.onair.now import KEY
from dateline.onair.schedule.occurring import SCHEDULE


@dataclass(frozen=True)
class Slotted:
    """When a programme is on, in the station's zone; `rule` is an RRULE without its name."""

    rule: str
    at: time
    minutes: int


@dataclass(frozen=True)
class Show:
    """A programme with its slots, which play a playlist of that name."""

    name: str
    slug: str
    description: str
    playlist: str
    slots: tuple[Slotted, ...]
    record: bool = False


@dataclass(frozen=True)
class Founded:
    """A station."""

    name: str
    description: str
    zone: str
    fallback: str
    shows: tuple[Show, ...]
    language: str = "en"

    @property
    def playlists(self) -> set[str]:
        """Their names."""
        return {self.fallback, *(show.playlist for show in self.shows)}


class NotDisbanded(Exception):
    """Something of the station is not as it was founded; nothing was changed. The text says what.
    """


def found(what: Founded, *, first: date) -> bool:
    """Make the station, its programmes and empty playlists, in the caller's transaction or one of
    its own. `first` is the day the schedule begins. False: there is a station or a programme."""
    with transaction.atomic():
        if Station.objects.exists() or Programme.objects.exists():
            return False
        lists = {name: Playlist.objects.get_or_create(name=name)[0] for name in what.playlists}
        Station.objects.create(pk=1, name=what.name, description=what.description, zone=what.zone,
                               language=what.language, mounts=["breaking", "live"],
                               fallback=lists[what.fallback])
        for show in what.shows:
            made = Programme.objects.create(
                name=show.name, slug=show.slug, description=show.description, record=show.record,
                language=what.language, author=what.name)
            Slot.objects.bulk_create(
                Slot(programme=made, day=first, at=slot.at, minutes=slot.minutes, rule=slot.rule,
                     playlist=lists[show.playlist]) for slot in show.slots)
        touch([KEY, SCHEDULE])
    return True


def fill(playlist: str, tracks: Iterable[int]) -> None:
    """Put tracks at the end of a playlist, those that are not in it yet."""
    with transaction.atomic():
        held = Playlist.objects.select_for_update().get(name=playlist)
        there = set(held.items.values_list("track", flat=True))
        last = held.items.aggregate(last=Max("position"))["last"] or 0
        new = [pk for pk in tracks if pk not in there]
        PlaylistItem.objects.bulk_create(
            PlaylistItem(playlist=held, track_id=pk, position=place)
            for place, pk in enumerate(new, start=last + 1))


def disband(what: Founded, *, artist: str) -> None:
    """Take away the station and all that `found` made, with the tracks of this artist, in the
    caller's transaction. Sound of others stays, and so does a station of another name.

    Raises NotDisbanded where somebody has published episodes of these programmes.
    """
    station = Station.objects.first()
    if station is None or station.name != what.name:
        return
    shows = Programme.objects.filter(slug__in=[show.slug for show in what.shows])
    if Episode.objects.filter(programme__in=shows, state="published").exists():
        raise NotDisbanded("there are published episodes of the demo’s programmes")
    remove_station()
    Episode.objects.filter(programme__in=shows).delete()
    Recording.objects.filter(programme__in=shows).delete()
    shows.delete()
    Playlist.objects.filter(name__in=what.playlists).delete()
    Track.objects.filter(artist=artist).delete()
