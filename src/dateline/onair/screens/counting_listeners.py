"""The screen "Listeners": who listens now, and who did; numbers only."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import RoomScreen
from dateline.lib import clock
from dateline.onair.counting import reading
from dateline.onair.counting.adding import station_day
from dateline.onair.models import Station
from dateline.onair.permitted import AIR

DAYS = (1, 7, 30, 365)
"""How far back may be looked."""
PLATFORMS = {
    "web": _("on the web"), "radio": _("radio sets"), "app": _("apps"),
    "relay": _("relays (how many listen behind them is not known)"),
    "episode": _("downloads of episodes"), "other": _("other"),
}


class ListenersScreen(RoomScreen):
    """Now, today's peak, and tables by hour, day, programme and platform."""

    template_name = "onair/desk/listeners.html"
    page_title = _("Listeners")
    header_icon = "group"
    looks = AIR

    def zone_name(self) -> str:
        """The station's."""
        station = Station.objects.first()
        return station.zone if station else "UTC"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or with `?form=csv` what its tables are made of."""
        if request.GET.get("form") == "csv":
            return _csv(self._rows())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All numbers of the days that are asked for."""
        rows = self._rows()
        platforms = [(PLATFORMS.get(row.of, row.of), row) for row in reading.by_platform(rows)]
        return super().get_context_data(**kwargs) | {
            "now": reading.listeners_now(clock.now()), "choices": DAYS, "days": self._days(),
            "hours": reading.by_hour(rows)[:24], "by_day": reading.by_day(rows),
            "programmes": reading.by_programme(rows), "platforms": platforms,
            "zone": timezone.get_current_timezone_name(),
        }

    def _days(self) -> int:
        asked = self.request.GET.get("days", "")
        return int(asked) if asked in map(str, DAYS) else 7

    def _rows(self) -> Any:
        return reading.since(station_day(clock.now()) - timedelta(days=self._days() - 1))


def _csv(rows: Any) -> HttpResponse:
    """RFC 4180, in UTF-8 with the mark that spreadsheets look for; no cell begins a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="listeners.csv"'
    table = csv.writer(response)
    table.writerow(["hour", "programme", "platform", "seconds", "sessions"])
    for hour, programme, *rest in reading.whole(rows):
        harmless = f"'{programme}" if programme[:1] in ("=", "+", "-", "@") else programme
        table.writerow([hour, harmless, *rest])
    return response
