"""Lists for players on the site, which lead to the radio's own port."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dateline.delivery.public import snapshot
from dateline.onair.models import Station
from dateline.onair.out.telling import M3U, PLS, m3u, pls


@require_safe
def live_m3u(request: HttpRequest) -> HttpResponse:
    """`/listen/live.m3u`; 404 without a station."""
    return _listed(m3u, M3U, "live.m3u")


@require_safe
def live_pls(request: HttpRequest) -> HttpResponse:
    """`/listen/live.pls`; 404 without a station."""
    return _listed(pls, PLS, "live.pls")


def _listed(form: Callable[[str], str], kind: str, name: str) -> HttpResponse:
    with snapshot():
        station = Station.objects.first()
    if station is None:
        raise Http404
    return HttpResponse(form(station.name), content_type=kind, headers={
        "Cache-Control": "no-cache", "Content-Disposition": f'inline; filename="{name}"'})
