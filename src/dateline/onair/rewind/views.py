"""The playlists: made of the segments on the disk at each request, and each listener's own."""

from __future__ import annotations

import gzip
import hashlib
import re
import secrets
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from dateline.lib import clock
from dateline.onair.counting import hls
from dateline.onair.rewind import keeping, lists
from dateline.onair.rewind.reading import Told, station

KIND = "application/vnd.apple.mpegurl"
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """What is sent now. 503 while the radio sends nothing: old sound is not live."""
    of, kept = station(), keeping.window(settings.DATA / "air")
    if of is None:
        return _refused(404, "There is no radio here.")
    if not kept.segments or clock.now().timestamp() - kept.segments[-1].ends > lists.STALE:
        return _refused(503, "The radio sends nothing now.")
    if not _counted(request):
        return _own(request, of, "live.m3u8")
    return _list(request, lists.live(kept))


@require_safe
def rewind(request: HttpRequest) -> HttpResponse:
    """The hours back; with `?t=` from a time on. 400 where it is no time, 404 where it is not kept.

    A listener's own list begins there as long as that is kept, then with what is: who listens for
    hours is not cut off.
    """
    of, kept = station(), keeping.window(settings.DATA / "air")
    if of is None:
        return _refused(404, "There is no radio here.")
    asked, said = request.GET.get("t", ""), {}
    try:
        at = lists.moment_of(asked, of.zone, clock.now()) if asked else None
    except (ValueError, OverflowError):
        return _refused(400, "That is no time. Write ?t=14:05, or an instant with its offset.")
    counted = _counted(request)
    try:
        if at is not None and not counted:
            lists.found_at(kept, of.hours, at)
            said = {"t": at.isoformat()}
    except lists.NotKept as reason:
        return _refused(404, str(reason))
    text = lists.rewind(kept, of.hours, at.timestamp() if at else None)
    if not text:
        return _refused(404, "Nothing is kept to be heard again.")
    return _list(request, text) if counted else _own(request, of, "rewind.m3u8", **said)


def not_kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A segment that is not there, or no more."""
    return _refused(404, "That sound is not kept, or no longer.")


def _counted(request: HttpRequest) -> bool:
    """Whether the listener has a token of their own; then they are counted."""
    token = request.GET.get("l", "")
    if not _TOKEN.fullmatch(token):
        return False
    hls.seen(token, request.headers.get("User-Agent", ""), clock.now())
    return True


def _own(request: HttpRequest, of: Told, name: str, **said: str) -> HttpResponse:
    """A list of one list, whose address carries a fresh token."""
    query = urlencode({"l": secrets.token_urlsafe(16), **said})
    response = _sent(request, lists.variants(f"{name}?{query}", of.bitrate).encode())
    response["Cache-Control"] = "no-store"
    return response


def _list(request: HttpRequest, text: str) -> HttpResponse:
    """A list with its validator; 304 where the listener has it (RFC 9110, 13.1.2)."""
    plain = text.encode()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{hashlib.sha256(plain).hexdigest()[:20]}{"-gzip" if packed else ""}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = _headed(HttpResponse(status=304))
    else:
        response = _sent(request, _gzipped(plain) if packed else plain)
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _sent(request: HttpRequest, body: bytes) -> HttpResponse:
    return _headed(HttpResponse(body, content_type=KIND))


def _refused(status: int, words: str) -> HttpResponse:
    response = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status == 503:
        response["Retry-After"] = "3"
        response._has_been_logged = True  # type: ignore[attr-defined]  # all ask again and again
    return _headed(response)


def _headed(response: HttpResponse) -> HttpResponse:
    for name, value in CROSS_ORIGIN.items():
        response[name] = value
    return response


@lru_cache(maxsize=16)
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)
