"""Pages for one person, which are never stored: the paper's look, and a strict policy."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from dateline.lib.languages import direction
from dateline.lib.zones import zone

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Cache-Control": "no-store", "Content-Security-Policy": POLICY, "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Paper(Protocol):
    """What a page shows of the newsroom. `accent`: `#rrggbb`, or empty."""

    @property
    def accent(self) -> str: ...
    @property
    def time_zone(self) -> str: ...


def personal_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, site: Paper, language: str,
    status: int = 200,
) -> HttpResponse:
    """A page within `theme/personal.html` in this language and the newsroom's zone."""
    accent = f"/site/accent-{site.accent.removeprefix('#')}.css" if site.accent else ""
    frame = {
        "site": site, "language": language, "direction": direction(language), "accent": accent}
    with override(language), timezone.override(zone(site.time_zone)):
        response = render(request, template, frame | context, status=status)
    for name, value in HEADERS.items():
        response[name] = value
    return response
