"""How a Django view becomes a stored page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from dateline.delivery.answering import Answer, Ready
from dateline.delivery.codings import codings_for
from dateline.delivery.contact import OutOfTouch, silence
from dateline.delivery.front import PARAMETERS, READ, dated, unreachable
from dateline.delivery.page import Page
from dateline.delivery.pieces import MISSING, Missing, canonical_address
from dateline.delivery.refusing import NOT_ALLOWED, UNVOUCHED
from dateline.delivery.serving import Crowded, Whole, exact, serve
from dateline.delivery.serving import unkept as render_now

View = Callable[..., Page]
Behind = Callable[..., HttpResponseBase]


def stored_page(
    params: tuple[str, ...] = (), unkept: tuple[str, ...] = (), behind: Behind | None = None
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Serve a view from the store. The view is given a bare request: path and `params`, no reader.

    It answers a `Page` or raises `Missing`. Only GET and HEAD are answered (else 405). With one of
    the `params` that `unkept` names the page is rendered at each request and never kept; a 503
    (RFC 9110 15.6.4) where too many ask at once. Where the view raises `Missing`, the Django view
    `behind` answers if there is one; that is remembered nowhere.
    """
    if not set(params) <= set(PARAMETERS):
        raise ValueError(f"the front lets only {PARAMETERS} through")

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def at_address(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in READ:
                return _sent(NOT_ALLOWED, request)
            query = request.META.get("QUERY_STRING", "")
            address = canonical_address(request.path_info, query, params)
            if behind is not None:
                try:
                    return _respond(request, lambda: exact(address))
                except (Missing, FileNotFoundError):
                    return behind(request, *args, **kwargs)
            if not any(name in unkept for name in QueryDict(address.partition("?")[2])):
                return _respond(request, lambda: serve(address))
            return _respond(request, lambda: render_now(address))

        at_address.stored = view  # type: ignore[attr-defined]
        at_address.params, at_address.unkept = params, unkept  # type: ignore[attr-defined]
        at_address.behind = behind  # type: ignore[attr-defined]
        at_address.csrf_exempt = True  # type: ignore[attr-defined]  # it answers 405, not 403
        return at_address

    return decorate


def missing_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The shared page of unknown addresses, as Django's handler404."""
    return _respond(request, lambda: serve(MISSING))


def _respond(request: HttpRequest, rendered: Callable[[], Whole]) -> HttpResponseBase:
    try:
        whole = rendered()
    except Crowded:
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    except (OutOfTouch, OperationalError, InterfaceError) as trouble:
        if isinstance(trouble, OutOfTouch) or unreachable(trouble):
            return _sent(UNVOUCHED, request)
        raise
    codings = codings_for(request.headers.get("Accept-Encoding", ""))
    answer = Ready(whole).reply(codings, request.headers.get("If-None-Match", ""))
    return _sent(dated(answer, silence()), request)


def _sent(answer: Answer, request: HttpRequest) -> HttpResponseBase:
    response: HttpResponseBase
    if answer.file and request.method != "HEAD":
        file = Path(answer.file).open("rb")  # noqa: SIM115 - the response closes it
        response = FileResponse(file, status=answer.status)
    else:
        body = b"" if request.method == "HEAD" else answer.body
        response = HttpResponse(body, status=answer.status)
    del response.headers["Content-Type"]
    for name, value in answer.headers:
        response.headers[name] = value
    return response


def redirect_page(address: str, status: int = 301) -> Page:
    """A stored redirect (RFC 9110 15.4)."""
    return Page(b"", status, headers={"Location": address})
