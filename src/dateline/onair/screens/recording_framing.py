"""What the screens of episodes share: who may see them, an act, times in a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.lib.zones import zone
from dateline.onair.permitted import AIR
from dateline.people.public import NotAllowed, may
from dateline.record.public import site

_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,3})?)")


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for who works on the air."""

    header_icon = "media"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("onair_episodes"), "label": _("Episodes")},
    ]

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
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def act(self, do: Callable[[], Any], done: Any) -> bool:
        """Do it and say so; say why not if it is refused. What `do` returns are warnings."""
        try:
            said = do()
        except NotAllowed as refused:
            messages.error(self.request, str(refused))
            return False
        for warning in said if isinstance(said, tuple) else ():
            messages.warning(self.request, warning)
        messages.success(self.request, done)
        return True


def number(text: str | None) -> int:
    """A number from a form; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def seconds(text: str) -> float | None:
    """`75`, `1:15` or `1:02:03.5` in seconds; None for nothing. Raises NotAllowed for other words.
    """
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    if found is None or not text.isascii():
        raise NotAllowed(gettext("Give a time as 75, 1:15 or 1:02:03."))
    hours, minutes, rest = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest)
