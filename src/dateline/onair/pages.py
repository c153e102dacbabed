"""The radio's own page for readers: what listeners hear now."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext, override

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.onair.frames import framed
from dateline.onair.now import has_station_shown
from dateline.record import public as record


@stored_page()
def status(request: HttpRequest) -> Page:
    """How the radio is; its words keep themselves true while the page is open."""
    if not has_station_shown():
        raise Missing
    if not request.path_info.endswith("/"):
        return redirect_page("/listen/status/")
    site = record.site()
    with override(site.language):
        title = gettext("What is on air")
    return framed("onair/status.html", site=site, title=title, address="/listen/status/",
                  sheets=("onair/listen.css",))
