"""The station: set up once, changed later."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dateline.lib.zones import zone_names
from dateline.onair.models import Playlist, Station, Track
from dateline.onair.schedule.stationing import (
    BITRATES,
    WEB_BITRATES,
    StationSaid,
    set_up_station,
)
from dateline.onair.screens.schedule_framing import Screen, number, whole
from dateline.record.public import site

NUMBERS = {
    "bitrate": _("Bit rate for radio sets"), "web_bitrate": _("Bit rate for the web"),
    "rewind_hours": _("Hours of rewind"),
    "grace_minutes": _("Minutes that presenters may connect before and after their slot"),
    "pre_roll": _("Seconds recorded before a slot"),
    "post_roll": _("Seconds recorded after a slot"),
}


class StationScreen(Screen):
    """One form; before it was ever saved there is no radio."""

    template_name = "onair/schedule/desk/station.html"
    page_title = _("Station")
    header_icon = "cog"
    place = "onair_station"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The station, or a new one as it would usually be."""
        about = site()
        row = self.station or Station(
            name=about.name, language=about.language, zone=about.time_zone,
            mounts=list(StationSaid("").mounts))
        return {
            "said": row, "mounts": " ".join(row.mounts), "zones": zone_names(),
            "bitrates": BITRATES, "web_bitrates": WEB_BITRATES,
            "playlists": Playlist.objects.order_by("name"),
            "tracks": Track.objects.order_by("title", "pk")[:500],
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it."""
        said = request.POST

        def do() -> Station:
            counted = {name: whole(said.get(name), what=words) for name, words in NUMBERS.items()}
            return set_up_station(request.user, StationSaid(  # type: ignore[arg-type]
                name=said.get("name", ""), description=said.get("description", ""),
                language=said.get("language", ""), zone=said.get("zone", ""),
                mounts=tuple(said.get("mounts", "").replace(",", " ").split()),
                fallback=number(said.get("fallback")), bulletin=number(said.get("bulletin")),
                **counted))

        if self.act(do, _("Saved.")) is None:
            kept = said.dict() | {f"{name}_id": number(said.get(name))
                                  for name in ("fallback", "bulletin")}
            for name in ("bitrate", "web_bitrate"):
                kept[name] = number(said.get(name))
            return self.refused(said=kept, mounts=said.get("mounts", ""))
        return redirect("onair_station")
