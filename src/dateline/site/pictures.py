"""The files of published pictures at their addresses."""

from __future__ import annotations

from pathlib import PurePath
from typing import cast

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from dateline.delivery.public import missing_page, surrogate_keys
from dateline.lib.picture import TYPE
from dateline.people.public import roles_of
from dateline.record import public as record

FRESH = 3600
"""For so many seconds a copy is used unasked: the longest that a reader's own browser goes on
showing a picture after its kill. Who asks here gets the truth at once."""


@csrf_exempt
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture while a live story shows it, else as if it had never been (RFC 9110)."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    public = record.shown(name)
    if not public and not _previewing(request):
        return missing_page(request)
    try:
        file = record.file_of(name).open("rb")
    except FileNotFoundError:
        return missing_page(request)
    kind, etag = TYPE[PurePath(name).suffix], f'"{name[:64]}"'
    whole = FileResponse(file, content_type=kind)
    response = cast(HttpResponseBase, get_conditional_response(request, etag) or whole)
    if response is whole and request.method == "HEAD":
        response = HttpResponse(content_type=kind, headers={"Content-Length": _length(whole)})
    if response is not whole:
        whole.close()
    for header, value in (
        ("ETag", etag),
        ("Cache-Control", f"public, max-age={FRESH}" if public else "private, no-store"),
        ("Surrogate-Key", surrogate_keys((f"picture:{name}",))),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("X-Content-Type-Options", "nosniff"),
    ):
        response.headers[header] = value
    return response


def _previewing(request: HttpRequest) -> bool:
    """Whether a member of the newsroom asks, who sees it in a preview."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and bool(roles_of(request.user))


def _length(response: FileResponse) -> str:
    return str(response.headers["Content-Length"])
