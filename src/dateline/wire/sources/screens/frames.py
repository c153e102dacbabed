"""What the screens of copy in have in common: who may see them, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.desk.public import NotAllowed, NotCopy, NotPermitted
from dateline.people.public import may
from dateline.wire.sources.permitted import MANAGE, TAKE, MayNot
from dateline.wire.sources.taking import NoSuchItem

REFUSALS = (MayNot, NoSuchItem, NotAllowed, NotCopy, NotPermitted)


def allowed(request: HttpRequest, roles: frozenset[str]) -> None:
    """Raise PermissionDenied for who has none of the roles."""
    if not may(request.user, roles):  # type: ignore[arg-type]
        raise PermissionDenied


def shown(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *,
    under: tuple[tuple[str, str], ...] = (), status: int = 200,
) -> HttpResponse:
    """A screen under “Incoming”; `under` are the addresses and names on the way to it."""
    way = ((reverse("wire_incoming"), _("Incoming")), *under)
    frame = {
        "header_title": title, "page_title": title, "header_icon": "download",
        "breadcrumbs_items": [*({"url": url, "label": label} for url, label in way),
                              {"url": "", "label": title}],
        "may_take": may(request.user, TAKE),  # type: ignore[arg-type]
        "may_manage": may(request.user, MANAGE),  # type: ignore[arg-type]
    }
    return TemplateResponse(request, f"wire/sources/{template}.html", frame | context,
                            status=status)


def acted(request: HttpRequest, act: Callable[[], str]) -> bool:
    """Do an act and say what it says; False, and the reason, if it is refused."""
    try:
        messages.success(request, act())
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return False
    return True
