"""The files of published pictures at their addresses."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase

from dateline.delivery.public import Missing, Page, missing_page, stored_page
from dateline.lib.picture import TYPE
from dateline.people.public import roles_of
from dateline.record import public as record

FRESH = 3600
"""For so many seconds a copy is used unasked: the longest that a reader's own browser goes on
showing a picture after its kill. Who asks here gets the truth at once."""
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff"}


def _preview(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture that no live story shows: to a member of the newsroom, else as if it had never
    been (RFC 9110)."""
    if not _previewing(request):
        return missing_page(request)
    try:
        file = record.file_of(name).open("rb")
    except FileNotFoundError:
        return missing_page(request)
    response = FileResponse(file, content_type=TYPE[PurePath(name).suffix])
    response.headers["Cache-Control"] = "private, no-store"
    for header, value in SAFE.items():
        response.headers[header] = value
    return response


@stored_page(behind=_preview)
def picture(request: HttpRequest, name: str) -> Page:
    """A picture while a live story shows it; the front sends its file."""
    file = record.file_of(name)
    if not record.shown(name) or not file.is_file():
        raise Missing
    return Page(
        b"", content_type=TYPE[file.suffix], file=str(file.relative_to(settings.DATA)),
        headers={"Cache-Control": f"public, max-age={FRESH}", **SAFE},
    )


def _previewing(request: HttpRequest) -> bool:
    """Whether a member of the newsroom asks, who sees it in a preview."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and bool(roles_of(request.user))
