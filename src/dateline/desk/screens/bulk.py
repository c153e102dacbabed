"""No act on many stories at once: Wagtail's would pass the door by."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction

from dateline.desk.models import Story


@hooks.register("register_bulk_action", order=999)  # type: ignore[untyped-decorator]
class NoBulkDelete(BulkAction):
    """In place of Wagtail's deletion of many: there is nothing at its address."""

    display_name = _("Delete")
    aria_label = _("Delete")
    action_type = "delete"

    @classproperty
    def models(cls) -> list[type]:  # noqa: N805
        """Stories only."""
        return [Story]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Always 404."""
        raise Http404


@hooks.register("before_bulk_action", order=-999)  # type: ignore[untyped-decorator]
def none_on_stories(request: HttpRequest, act: str, objects: list[Any], action: Any) -> Any:
    """Refuse any other, whoever registers it."""
    if action.model is Story:
        raise Http404
