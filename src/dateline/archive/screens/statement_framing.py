"""The frame of the desk's screens of statements."""

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

from dateline.archive.statements.permitted import ARRANGE, DECIDE
from dateline.lib.zones import zone
from dateline.people.public import NotAllowed, may
from dateline.record.public import site


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for editors and up. The acts check again."""

    header_icon = "openquote"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("archive_statements"), "label": _("Statements")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not, in the site's zone."""
        if not may(request.user, DECIDE):
            raise PermissionDenied
        with timezone.override(zone(site().time_zone)):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether who looks may arrange what readers see."""
        return {"may_arrange": may(self.request.user, ARRANGE)} | super().get_context_data(**kwargs)

    def act(self, do: Callable[[], Any], done: Any) -> bool:
        """Do it and say so; say why not if it is refused."""
        try:
            do()
        except NotAllowed as refused:
            messages.error(self.request, str(refused))
            return False
        messages.success(self.request, str(done))
        return True
