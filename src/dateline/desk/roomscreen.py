"""What the screens of other rooms share at the desk: their frame, who may see them, an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.lib.zones import zone
from dateline.people.public import NotAllowed, may
from dateline.record.public import site


class RoomScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen in Wagtail's frame for who has one of the roles `looks`; those of `changes` may post
    as well (None: whoever looks). The acts check again.

    `above`: the room's first screen, as the name of its address and its label.
    """

    looks: ClassVar[frozenset[str]]
    changes: ClassVar[frozenset[str] | None] = None
    above: ClassVar[tuple[str, Any] | None] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not; times are of `zone_name`."""
        if not may(request.user, self.who_changes if request.method == "POST" else self.looks):
            raise PermissionDenied
        with timezone.override(zone(self.zone_name())):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response["Cache-Control"] = "no-store"
        return response

    @property
    def who_changes(self) -> frozenset[str]:
        """The roles that may post."""
        return self.looks if self.changes is None else self.changes

    def zone_name(self) -> str:
        """The zone of the times it shows and takes: the site's."""
        return site().time_zone

    def get_breadcrumbs_items(self) -> list[Any]:
        """The way here."""
        over = [{"url": reverse(self.above[0]), "label": self.above[1]}] if self.above else []
        way = [each for each in over if each["url"] != self.request.path]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether who looks may change something."""
        changing = may(self.request.user, self.who_changes)
        return {"may": changing} | super().get_context_data(**kwargs)

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


def row_number(text: str | None) -> int:
    """A row's number from a form or an address; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
