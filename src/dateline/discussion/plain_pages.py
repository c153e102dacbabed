"""Pages for one person, which are never stored: the paper's look, and a strict policy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from dateline.lib.languages import direction
from dateline.lib.zones import zone
from dateline.people.public import newsroom_language
from dateline.record.public import site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Cache-Control": "no-store", "Content-Security-Policy": POLICY, "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the newsroom's language and zone, kept by nobody."""
    here, said = site(), newsroom_language()
    accent = f"/site/accent-{here.accent.removeprefix('#')}.css" if here.accent else ""
    frame = {"site": here, "language": said, "direction": direction(said), "accent": accent}
    with override(said), timezone.override(zone(here.time_zone)):
        response = render(request, template, frame | context, status=status)
    for name, value in HEADERS.items():
        response[name] = value
    return response
