"""The files of published episodes, and covers, at their addresses.

Nothing is sent of a draft; of an episode that was withdrawn it is said that it is gone.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dateline.delivery.public import client_of, missing_page
from dateline.lib import clock
from dateline.onair.counting.episodes import downloaded
from dateline.onair.models import Episode
from dateline.onair.recording.covers import TYPE, cover_path
from dateline.onair.recording.sending import send
from dateline.onair.sound.files import path_of

KEPT = "public, max-age=3600, immutable"
"""An address is of these bytes for ever; after an hour it is asked whether they still go out."""
COVER = "public, max-age=31536000, immutable"


@csrf_exempt
@require_safe
def sound(request: HttpRequest, digest: str, suffix: str) -> HttpResponseBase:
    """The file of a published episode; 410 once all that had it are withdrawn, else 404."""
    rows = Episode.objects.filter(digest=digest, state__in=("published", "withdrawn"))
    found = list(rows.order_by("state", "pk"))  # published ones first
    path = path_of(digest, found[0].kind) if found else None
    if path is None or path.suffix != f".{suffix}":
        return missing_page(request)
    row = found[0]
    if row.state != "published":
        return HttpResponse(status=410, content_type="text/plain")
    try:
        response, sent = send(request, path, row.kind, cache=KEPT, etag=digest[:32])
    except FileNotFoundError:
        return missing_page(request)
    response["Access-Control-Allow-Origin"] = "*"
    if sent:
        asked = client_of(request.META.get("REMOTE_ADDR", ""),
                          request.META.get("HTTP_X_FORWARDED_FOR", "").split(","),
                          settings.PROXIES)
        downloaded(row.pk, row.programme_id, address=asked,
                   agent=request.headers.get("User-Agent", ""), sent=sent, size=row.size,
                   seconds=row.seconds, at=clock.now())
    return response


@csrf_exempt
@require_safe
def cover(request: HttpRequest, digest: str, suffix: str) -> HttpResponseBase:
    """A cover by its digest: who does not know it cannot ask for it."""
    path = cover_path(digest)
    if path is None or path.suffix != f".{suffix}":
        return missing_page(request)
    return send(request, Path(path), TYPE[path.suffix], cache=COVER, etag=digest[:32])[0]
