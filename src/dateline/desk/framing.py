"""What the desk's own screens share: their frame in Wagtail's look, the site's zone, who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.desk.permitted import NotPermitted, must_have
from dateline.lib.zones import zone
from dateline.record import public as record

View = Callable[..., HttpResponse]


def only(roles: frozenset[str], what: Any) -> Callable[[View], View]:
    """Open a screen only to these roles. The acts behind it check again."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                must_have(request.user, roles, str(what))
                return view(request, *args, **kwargs)
            except NotPermitted as refused:
                raise PermissionDenied(str(refused)) from None

        return checked

    return decorate


def site_zone() -> tzinfo:
    """The zone in which the screens show and take times: the site's."""
    return zone(record.site().time_zone)


def screen(
    request: HttpRequest, template: str, title: str, icon: str, context: dict[str, Any], *,
    trail: tuple[tuple[str, str], ...] = (), status: int = 200,
) -> HttpResponse:
    """A screen in Wagtail's frame; `trail` names the addresses and labels that lead to it."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    crumbs += [{"url": url, "label": label} for url, label in (*trail, ("", title))]
    frame = {
        "header_title": title, "page_title": title, "header_icon": icon,
        "breadcrumbs_items": crumbs, "zone": record.site().time_zone,
    }
    with timezone.override(site_zone()):
        return render(request, template, frame | context, status=status)
