"""Pages that are somebody's own: in the paper's look, never kept, with a strict policy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models import Reader
from dateline.discussion.plain_pages import page
from dateline.discussion.readers.keeping import keep
from dateline.people.public import strict

HOME, JOIN, NAME = "/discussion/me/", "/discussion/join/", "/discussion/join/name/"
BODY_BYTES = 200_000
"""What a form of ours may bring; the longest comment has 5,000 signs."""
View = Callable[..., HttpResponse]
own_pages: list[tuple[Any, str]] = []
"""Other pages of a reader's own: what they are called, and their addresses."""


def register_own_page(name: Any, address: str) -> None:
    """Lead readers from their account to a page of another room."""
    if (name, address) not in own_pages:
        own_pages.append((name, address))


def own(view: View) -> View:
    """A page of somebody's own: too large a body is turned back, nothing is stored by anybody."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdecimal() and int(said) > BODY_BYTES:
            response = page(request, "discussion/write/told.html", {
                "title": _("That is too much"),
                "text": _("This is more than a form here may bring. Shorten the text."),
            }, status=413)
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return strict(guarded)


def for_readers(view: View) -> View:
    """Only for who takes part; everybody else is led to the way in, and comes back afterwards: to
    a form that was sent, as it was filled in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reader = reader_of(request)
        if reader is None:
            if request.method == "POST":
                keep(request, address=network_address(request))
            way = NAME if request.user.is_authenticated else JOIN
            return redirect(f"{way}?{urlencode({'next': request.path_info})}")
        return view(request, reader, *args, **kwargs)

    return own(guarded)


def reader_of(request: HttpRequest) -> Reader | None:
    """The reader whose session this is."""
    if not request.user.is_authenticated:
        return None
    return Reader.objects.filter(user=request.user, erased_at=None).first()


def onward(request: HttpRequest) -> str:
    """Where a form or link says one goes on: a path on this site, or the account's page."""
    asked = request.POST.get("next") or request.GET.get("next") or HOME
    fits = asked.startswith("/") and len(asked) <= 200 and asked.isprintable()
    safe = fits and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe else HOME


def network_address(request: HttpRequest) -> str:
    """The network address of who asks; empty where no trusted proxy says it."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
