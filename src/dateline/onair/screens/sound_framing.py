"""What the screens of sound share: who may see them, and an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.lib.zones import zone
from dateline.onair.permitted import AIR
from dateline.people.public import NotAllowed, may
from dateline.record.public import site

WAYS = (("onair_sound", _("Sound")), ("onair_playlists", _("Playlists")))


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who works on the air."""

    header_icon = "media"
    place = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not, in the site's zone. The acts check again."""
        if not may(request.user, AIR):
            raise PermissionDenied
        with timezone.override(zone(site().time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response["Cache-Control"] = "no-store"
        return response

    def get_breadcrumbs_items(self) -> list[Any]:
        """The way here."""
        above = [{"url": reverse_lazy(name), "label": label} for name, label in WAYS[:1]]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens."""
        return super().get_context_data(**kwargs) | {"ways": WAYS, "place": self.place}

    def act(self, do: Callable[[], Any], done: Any) -> bool:
        """Do it and say so; say why not if it is refused."""
        try:
            do()
        except NotAllowed as refused:
            messages.error(self.request, str(refused))
            return False
        messages.success(self.request, str(done))
        return True


def number(text: str | None) -> int:
    """A number from a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def length(seconds: float) -> str:
    """`3:07`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
