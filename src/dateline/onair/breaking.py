"""Breaking in: a source or a bulletin on air at once, whatever the schedule says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.onair.models import OnAir, Station, Track
from dateline.onair.now import ALARMS, KEY
from dateline.onair.permitted import AIR
from dateline.onair.schedule.occurring import SCHEDULE
from dateline.people.public import NotAllowed, must_have

BULLETIN = "bulletin"


class NoStation(NotAllowed):
    """There is no station."""


def break_in(what: str, *, by: Any, at: datetime, track: int | None = None) -> None:
    """Put a mount on air, or `bulletin` with the number of a track (else the station's own);
    heard within a second.

    It stays until somebody returns to the schedule; a bulletin ends by itself. A mount whose source
    goes away gives way to the schedule, and is heard again when it is back. Raises NotAllowed.
    """
    must_have(by, AIR, _("Breaking in"))
    with transaction.atomic():
        station = _station()
        if what == BULLETIN:
            chosen = station.bulletin_id if track is None else track
            station.bulletin = Track.objects.filter(pk=chosen).first()
            if station.bulletin is None:
                raise NotAllowed(_("There is no such track."))
        else:
            _connected(what, station)
        station.break_in, station.broke_in_by, station.broke_in_at = what, by, at
        station.save(update_fields=["break_in", "bulletin", "broke_in_by", "broke_in_at"])


def return_to_schedule(*, by: Any, at: datetime) -> None:
    """What the schedule says is heard again; nothing happens if it is already. Raises NotAllowed.
    """
    must_have(by, AIR, _("Returning to the schedule"))
    with transaction.atomic():
        _end(_station())


def end_bulletin(*, at: datetime) -> None:
    """Return to the schedule if a bulletin is on air that is over; the radio asks at every beat."""
    row = Station.objects.filter(break_in=BULLETIN).select_related("bulletin").first()
    if row is None or not _over(row, at):
        return
    with transaction.atomic():
        station = Station.objects.select_for_update().filter(break_in=BULLETIN).first()
        if station is not None and _over(station, at):  # else somebody was faster
            _end(station)


def remove_station() -> None:
    """No station, so no radio; programmes, sound and episodes stay. For who has the machine."""
    with transaction.atomic():
        Station.objects.all().delete()
        OnAir.objects.all().delete()
        touch([KEY, SCHEDULE, ALARMS])


def _station() -> Station:
    station = Station.objects.select_for_update().first()
    if station is None:
        raise NoStation(_("There is no station."))
    return station


def _connected(mount: str, station: Station) -> None:
    there = OnAir.objects.filter(pk=1).values_list("connected", flat=True).first() or {}
    if mount not in station.mounts or mount not in there:
        raise NotAllowed(_("No source is connected at %(mount)s.") % {"mount": mount})


def _over(station: Station, at: datetime) -> bool:
    if station.bulletin is None or station.broke_in_at is None:
        return True
    return at >= station.broke_in_at + timedelta(seconds=station.bulletin.seconds)


def _end(station: Station) -> None:
    station.break_in = ""
    station.save(update_fields=["break_in"])
