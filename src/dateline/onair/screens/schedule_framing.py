"""What the schedule's screens share: their frame in Wagtail's look, who may see them, an act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import RoomScreen, row_number
from dateline.onair.models import Station
from dateline.onair.permitted import AIR, ARRANGE
from dateline.people.public import NotAllowed, may
from dateline.record.public import site

WAYS = (
    ("onair_week", _("Schedule")), ("onair_slots", _("Slots")),
    ("onair_programmes", _("Programmes")), ("onair_presenters", _("Presenters")),
    ("onair_station", _("Station")),
)


class Screen(RoomScreen):
    """A screen for who may see the schedule's; who may not arrange changes nothing on most."""

    header_icon = "calendar"
    looks, changes = AIR, ARRANGE
    place = ""
    above = ("onair_week", _("Schedule"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With the station."""
        super().setup(request, *args, **kwargs)
        self.station = Station.objects.first()

    def zone_name(self) -> str:
        """That of the station's wall."""
        return self.station.zone if self.station else site().time_zone

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens."""
        return {
            "ways": WAYS, "place": self.place, "station": self.station,
            "may_arrange": may(self.request.user, ARRANGE),
        } | super().get_context_data(**kwargs)


def whole(text: str | None, *, what: Any) -> int:
    """A number from a form. Raises NotAllowed."""
    said = (text or "").strip()
    if not (said.isascii() and said.isdecimal() and len(said) < 7):
        raise NotAllowed(gettext("%(what)s: give a number.") % {"what": what})
    return int(said)


def number(text: str | None) -> int | None:
    """A row's number from a form or an address; None for anything else."""
    return row_number(text) or None


def numbers(texts: Iterable[str]) -> tuple[int, ...]:
    """Those of these that are rows' numbers."""
    return tuple(found for found in map(number, texts) if found is not None)


def day_from(text: str | None, *, what: Any) -> date:
    """A day from a form. Raises NotAllowed."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        raise NotAllowed(gettext("%(what)s: give it as 2026-03-31.") % {"what": what}) from None


def time_from(text: str | None, *, what: Any) -> time:
    """A time of day from a form. Raises NotAllowed."""
    try:
        return datetime.strptime((text or "").strip()[:5], "%H:%M").time()
    except ValueError:
        raise NotAllowed(gettext("%(what)s: give it as 14:30.") % {"what": what}) from None
