"""The site's icon in its accent, and the manifest that names it (W3C Web Application Manifest)."""

from __future__ import annotations

import json
from io import BytesIO

from django.http import HttpRequest
from PIL import Image, ImageDraw

from dateline.delivery.public import Missing, Page, stored_page
from dateline.lib.languages import direction
from dateline.record import public as record
from dateline.record.public import Site
from dateline.theme.colours import ACCENT, LIGHT

SIZES = (180, 192, 512)
"""Pixels: what a phone's home screen shows (180), and what a manifest should have."""
_BARS = ((3, 5, 13, 7), (3, 9, 10, 11))
"""Two lines of a story on a square of 16."""


def icon_address(site: Site, size: int = 0) -> str:
    """Where the icon answers: drawn in lines (SVG), or as a PNG of so many pixels."""
    colour = (site.accent or ACCENT).removeprefix("#")
    return f"/site/icon-{colour}-{size}.png" if size else f"/site/icon-{colour}.svg"


@stored_page()
def icon(request: HttpRequest, colour: str) -> Page:
    """The icon of the site's accent; no other colour has one."""
    if request.path_info != icon_address(record.site()):
        raise Missing
    bars = "".join(f"M{x} {y}h{right - x}v{bottom - y}H{x}z" for x, y, right, bottom in _BARS)
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<path fill="#{colour}" d="M0 0h16v16H0z"/><path fill="#fff" d="{bars}"/></svg>\n'
    )
    return Page(drawn, content_type="image/svg+xml")


@stored_page()
def icon_picture(request: HttpRequest, colour: str, size: str) -> Page:
    """The same as a PNG, without rounded corners: phones cut their own."""
    pixels = int(size)
    if pixels not in SIZES or request.path_info != icon_address(record.site(), pixels):
        raise Missing
    image = Image.new("RGB", (pixels, pixels), f"#{colour}")
    canvas = ImageDraw.Draw(image)
    for bar in _BARS:
        left, top, right, bottom = (round(edge * pixels / 16) for edge in bar)
        canvas.rectangle((left, top, right - 1, bottom - 1), fill="#ffffff")
    file = BytesIO()
    image.quantize(16).save(file, "PNG", optimize=True)
    return Page(file.getvalue(), content_type="image/png")


@stored_page()
def manifest(request: HttpRequest) -> Page:
    """The newsroom as an application that a phone may keep, with the browser's way back."""
    site = record.site()
    said = {
        "name": site.name,
        "short_name": site.name,
        "description": site.tagline,
        "lang": site.language,
        "dir": direction(site.language),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": LIGHT["paper"],
        "theme_color": site.accent or ACCENT,
        "icons": [
            {"src": icon_address(site, size), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in SIZES[1:]
        ] + [{"src": icon_address(site), "sizes": "any", "type": "image/svg+xml"}],
    }
    written = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return Page(written, content_type="application/manifest+json")
