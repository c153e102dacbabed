"""A story's stored pages on this machine: rendered when, from what, and whether they are right."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail import hooks

from dateline.delivery.public import StoreTrouble, Told, holdings
from dateline.desk.models import Story
from dateline.desk.panels import shown_of
from dateline.desk.screens.places import edit_address
from dateline.desk.screens.policy import StoryPolicy
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Standing


def addresses_of(standing: Standing) -> tuple[str, ...]:
    """The public addresses of a story: its page, as data, its short link and that as a picture."""
    short = f"/~{standing.code}"
    page = (standing.address,) if standing.address != short else ()
    return *page, f"{standing.address}.json", short, f"{short}.svg"


@require_GET
def delivery_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the store of this machine holds of a story that was ever public."""
    if not StoryPolicy(Story).user_has_permission(request.user, "view"):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    standing = record.standing(str(story.guid))
    if standing is None:
        raise Http404
    context = {
        "story": story, "told": _told(standing), "now": clock.now(), "back": edit_address(story),
        "others": shown_of(str(story.guid), request),
        "breadcrumbs_items": [
            {"url": edit_address(story), "label": story.headline},
            {"url": "", "label": _("Delivery")},
        ],
        "header_title": _("Delivery"), "page_title": _("Delivery"), "header_icon": "globe",
    }
    return TemplateResponse(request, "desk/delivery.html", context)


def _told(standing: Standing) -> Told | None:
    try:
        return holdings(addresses_of(standing))
    except StoreTrouble:
        return None


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [path("stories/<int:pk>/delivery/", delivery_page, name="desk_delivery")]
