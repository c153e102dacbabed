"""Who draws the desk's previews: the site's own templates, introduced by the project's wiring."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from dateline.record.public import Front, Item, Site

FrontPreview = Callable[[Front, Mapping[str, Item]], str]
"""The HTML of the front page so arranged; the mapping has the stories to show, by guid."""
SettingsPreview = Callable[[Site, str, str], str]
"""The HTML of the front page with these settings; addresses of the logo and the accent's sheet."""
_front: list[FrontPreview] = []
_settings: list[SettingsPreview] = []
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def register_front_preview(draw: FrontPreview) -> None:
    """Say who draws a front page that is not online."""
    _front[:] = [draw]


def register_settings_preview(draw: SettingsPreview) -> None:
    """Say who draws the front page with settings that do not stand."""
    _settings[:] = [draw]


def front_preview(front: Front, items: Mapping[str, Item]) -> HttpResponse:
    """The preview of a front page as an answer to the desk's own frames."""
    return framed(_front[0](front, items))


def settings_preview(site: Site, logo: str, accent: str) -> HttpResponse:
    """The preview of settings; `logo` and `accent` are addresses, or empty."""
    return framed(_settings[0](site, logo, accent))


def framed(page: str) -> HttpResponse:
    """A page that runs nothing, and shows only in frames of the desk."""
    return HttpResponse(page, headers={"Content-Security-Policy": POLICY})
