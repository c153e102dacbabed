"""Stored pages: where one listens, the player's bar, and the segments."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from dateline.delivery.public import Missing, Page, now, stored_page, valid_until
from dateline.lib.languages import direction
from dateline.onair.frames import framed
from dateline.onair.rewind import keeping, lists
from dateline.onair.rewind.reading import Told, station
from dateline.onair.rewind.views import CROSS_ORIGIN, not_kept
from dateline.record import public as record

STEP = timedelta(minutes=30)
MOST = 48
"""Links to times of the day."""
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Time:
    """A time of the day one can listen from."""

    at: datetime
    instant: str


@stored_page()
def listen(request: HttpRequest) -> Page:
    """The page of the radio: it works without a script."""
    of = station()
    if of is None:
        raise Missing
    site = record.site()
    with override(site.language):
        title = gettext("Listen Live")
    return framed("onair/listening.html", site=site, language=site.language, address="/listen/",
                  title=title, station=of, times=_times(of), sheets=("onair/listen.css",))


@stored_page()
def bar(request: HttpRequest, language: str) -> Page:
    """The player's bar in a language of the interface: a piece of HTML that its script asks for."""
    of = station()
    if of is None or language not in dict(settings.LANGUAGES):
        raise Missing
    with override(language):
        said: dict[str, Any] = {
            "station": of, "language": language, "direction": direction(language)}
        body = render_to_string("onair/bar.html", said)
    return Page(body, headers={"X-Robots-Tag": "noindex"})


@stored_page(behind=not_kept)
def segment(request: HttpRequest, header: str, name: str) -> Page:
    """A segment or a header: the same bytes for ever (RFC 9111, 5.2; RFC 8246)."""
    file = Path("air", keeping.FOLDER, header, name)
    if not (settings.DATA / file).is_file():
        raise Missing
    headers = {"Cache-Control": FOREVER, **CROSS_ORIGIN}
    return Page(b"", content_type="audio/mp4", headers=headers, file=str(file))


def _times(of: Told) -> list[Time]:
    """Half hours that can be heard again, the latest first; right until the next one.

    None is from before there was a radio: what is kept only grows shorter with the clock.
    """
    half = int(STEP.total_seconds())
    latest = datetime.fromtimestamp(now().timestamp() // half * half, UTC)
    valid_until(latest + STEP)
    kept = lists.many(keeping.window(settings.DATA / "air"), of.hours)
    first = kept[0].starts if kept else math.inf
    found = [latest - STEP * back for back in range(min(of.hours * 2, MOST))]
    return [Time(at.astimezone(of.zone), f"{at:%Y-%m-%dT%H:%M:%SZ}") for at in found
            if at.timestamp() >= first]
