"""How a Django view becomes a stored page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

from dateline.delivery.answering import Ask, answer
from dateline.delivery.front import PARAMETERS
from dateline.delivery.page import Page
from dateline.delivery.pieces import MISSING, canonical_address
from dateline.delivery.serving import Crowded, Whole, serve, unkept

View = Callable[..., Page]


def stored_page(
    params: tuple[str, ...] = (), unkept: tuple[str, ...] = ()
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Serve a view from the store. The view is given a bare request: path and `params`, no reader.

    It answers a `Page` or raises `Missing`. Only GET and HEAD are answered (else 405). With one of
    the `params` that `unkept` names the page is rendered at each request and never kept; a 503
    (RFC 9110 15.6.4) where too many ask at once.
    """
    if not set(params) <= set(PARAMETERS):
        raise ValueError(f"the front lets only {PARAMETERS} through")

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def at_address(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return HttpResponseNotAllowed(["GET", "HEAD"])
            ask = _ask(request)
            address = canonical_address(ask.path, ask.query, params)
            if not any(name in unkept for name in QueryDict(address.partition("?")[2])):
                return _respond(ask, serve(address))
            return _unkept(ask, address)

        at_address.stored = view  # type: ignore[attr-defined]
        at_address.csrf_exempt = True  # type: ignore[attr-defined]  # it answers 405, not 403
        return at_address

    return decorate


def _unkept(ask: Ask, address: str) -> HttpResponse:
    try:
        return _respond(ask, unkept(address))
    except Crowded:
        return HttpResponse(status=503, headers={"Retry-After": "2"})


def missing_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The shared page of unknown addresses, as Django's handler404."""
    return _respond(_ask(request), serve(MISSING))


def _ask(request: HttpRequest) -> Ask:
    return Ask(
        request.method or "GET",
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        request.headers.get("If-None-Match", ""),
        request.headers.get("Accept-Encoding", ""),
    )


def _respond(ask: Ask, whole: Whole) -> HttpResponse:
    ready = answer(whole, ask)
    response = HttpResponse(ready.body, status=ready.status)
    del response.headers["Content-Type"]
    for name, value in ready.headers:
        response.headers[name] = value
    return response


def redirect_page(address: str, status: int = 301) -> Page:
    """A stored redirect (RFC 9110 15.4)."""
    return Page(b"", status, headers={"Location": address})
