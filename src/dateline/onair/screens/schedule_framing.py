"""What the schedule's screens share: their frame in Wagtail's look, who may see them, an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.lib.zones import zone
from dateline.onair.models import Station
from dateline.onair.permitted import AIR, ARRANGE
from dateline.people.public import NotAllowed, may
from dateline.record.public import site

WAYS = (
    ("onair_week", _("Schedule")), ("onair_slots", _("Slots")),
    ("onair_programmes", _("Programmes")), ("onair_presenters", _("Presenters")),
    ("onair_station", _("Station")),
)


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who may see the schedule's; who may not arrange changes nothing on most."""

    header_icon = "calendar"
    changes = ARRANGE
    place = ""
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("onair_week"), "label": _("Schedule")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not; times are those of the station's wall. The acts check again."""
        if not may(request.user, self.changes if request.method == "POST" else AIR):
            raise PermissionDenied
        self.station = Station.objects.first()
        with timezone.override(zone(self.station.zone if self.station else site().time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response["Cache-Control"] = "no-store"
        return response

    def get_breadcrumbs_items(self) -> list[Any]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens, and whether who looks may change something."""
        return {
            "ways": WAYS, "place": self.place, "station": self.station,
            "may": may(self.request.user, self.changes),
            "may_arrange": may(self.request.user, ARRANGE),
        } | super().get_context_data(**kwargs)

    def act(self, do: Callable[[], Any], done: Any) -> Any:
        """Do it, say so, and give what it gave (True for nothing); say why not and give None."""
        try:
            made = do()
        except NotAllowed as refused:
            messages.error(self.request, str(refused))
            return None
        messages.success(self.request, str(done))
        return True if made is None else made

    def refused(self, status: int = 422, **kwargs: Any) -> HttpResponse:
        """The screen again, as it was filled in."""
        return self.render_to_response(self.get_context_data(**kwargs), status=status)


def whole(text: str | None, *, what: Any) -> int:
    """A number from a form. Raises NotAllowed."""
    said = (text or "").strip()
    if not (said.isascii() and said.isdecimal() and len(said) < 7):
        raise NotAllowed(gettext("%(what)s: give a number.") % {"what": what})
    return int(said)


def number(text: str | None) -> int | None:
    """A row's number from a form or an address; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


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
