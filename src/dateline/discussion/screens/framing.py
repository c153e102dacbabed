"""What the discussion's screens share: their frame in Wagtail's look, who may see them, an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.discussion.permitted import ARRANGE, MODERATE
from dateline.lib.zones import zone
from dateline.people.public import NotAllowed, may
from dateline.record.public import site

WAYS = (
    ("discussion_queue", _("Queue")), ("discussion_appeals", _("Appeals")),
    ("discussion_notices", _("Notices")), ("discussion_people", _("People")),
    ("discussion_policies", _("Policies")), ("discussion_rules", _("Word rules")),
    ("discussion_standards", _("Standards")), ("discussion_log", _("Log")),
)


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for moderators; on those of ARRANGE only chief editors and up change anything."""

    header_icon = "comment"
    changes = MODERATE
    place = ""
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("discussion_queue"), "label": _("Discussion")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not, in the site's zone. The acts check again."""
        posting = request.method == "POST"
        if not may(request.user, self.changes if posting else MODERATE):
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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the ways to the other screens, and whether who looks may change something."""
        return {
            "ways": WAYS, "place": self.place, "may": may(self.request.user, self.changes),
            "may_arrange": may(self.request.user, ARRANGE),
        } | super().get_context_data(**kwargs)

    def act(self, do: Callable[[], Any], done: Any) -> bool:
        """Do it and say so; say why not if it is refused."""
        try:
            do()
        except NotAllowed as refused:
            messages.error(self.request, str(refused))
            return False
        messages.success(self.request, str(done))
        return True

    def refused(self, status: int = 422, **kwargs: Any) -> HttpResponse:
        """The screen again, as it was filled in."""
        return self.render_to_response(self.get_context_data(**kwargs), status=status)


def number(text: str | None) -> int:
    """A number from a form or an address; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
