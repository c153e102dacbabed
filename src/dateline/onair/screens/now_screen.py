"""On air: what listeners hear now, who is connected, what went wrong, and breaking in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import RoomScreen, row_number
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.onair.alarming import alarm_name
from dateline.onair.breaking import BULLETIN, break_in, return_to_schedule
from dateline.onair.models import Station, Track
from dateline.onair.now import SILENT, alarms, heard
from dateline.onair.permitted import AIR
from dateline.onair.schedule.occurring import next_after, on_at
from dateline.people.public import may
from dateline.record.public import site

DAY = timedelta(days=1)
MOST_TRACKS = 100
LOWEST = -60.0
"""dBFS at the meter's left end."""


class Now(RoomScreen):
    """The screen; each button on it is one act. Without a script it is as of when it was opened."""

    template_name = "onair/desk/now.html"
    page_title = _("On air")
    header_icon = "media"
    looks = AIR

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With everything as it is now; a script asks for it again each second."""
        return super().get_context_data(**kwargs) | state() | {"source": reverse("onair_now_parts")}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Break in, or return to the schedule."""
        said, at, by = request.POST, clock.now(), request.user
        what = said.get("break_in", "")
        if said.get("act") == "return":
            self.act(lambda: return_to_schedule(by=by, at=at),
                     gettext("The schedule is on air again."))
        elif what:
            track = row_number(said.get("track", "")) if what == BULLETIN else None
            self.act(lambda: break_in(what, by=by, at=at, track=track),
                     gettext("It is on air within a second."))
        return redirect("onair_now")


def parts(request: HttpRequest) -> HttpResponse:
    """The parts of the screen that change, alone."""
    if not may(request.user, AIR):
        raise PermissionDenied
    with timezone.override(zone(site().time_zone)):
        text = render_to_string("onair/desk/now_parts.html", state(), request=request)
    return HttpResponse(text, headers={"Cache-Control": "no-store"})


def state() -> dict[str, Any]:
    """What the screen shows."""
    at, station = clock.now(), Station.objects.select_related("bulletin", "broke_in_by").first()
    playing = heard()
    there = playing.connected if playing else {}
    mounts = station.mounts if station else []
    return {
        "station": station, "heard": playing, "lowest": LOWEST, "silent": SILENT,
        "programme": on_at(at), "next": next_after(at),
        "sources": [(mount, there.get(mount)) for mount in mounts],
        "alarms": [(alarm_name(one.kind), one) for one in alarms(at - DAY)],
        "tracks": Track.objects.order_by("-added_at", "-pk")[:MOST_TRACKS],
    }
