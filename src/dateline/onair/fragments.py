"""What readers' pages say of the radio: the line in every masthead, and how it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unicodedata import bidirectional

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import override

from dateline.delivery.public import now
from dateline.lib.dates import short_day
from dateline.lib.zones import zone, zone_name
from dateline.onair.alarming import alarm_name
from dateline.onair.now import Air, now_playing
from dateline.onair.shapes import OnNow
from dateline.record import public as record

LENGTH = 70
"""Characters of a title in the masthead; the whole of it is on the radio's own pages."""


def listen(language: str = "") -> str:
    """*Listen Live*, what is on now and what comes next; without a station, that there is none."""
    air = now_playing()
    if air is None and language:
        with override(language):
            return render_to_string("onair/line.html", {"air": None})
    with _speaking(language):
        return render_to_string("onair/line.html", _said(air) if air else {"air": None})


def status(language: str = "") -> str:
    """What listeners hear, truthfully: also that they hear nothing, or not what was planned."""
    air = now_playing()
    with _speaking(language):
        said: dict[str, Any] = _said(air) if air else {"air": None}
        if air:
            said["alarms"] = [(alarm_name(one.kind), one) for one in air.alarms]
        return render_to_string("onair/status_now.html", said)


def _said(air: Air) -> dict[str, Any]:
    line = air.heard.line if air.heard else ""
    on = air.programme
    return {
        "air": air, "line": line, "written": _written(on.title if on else air.station), "short": Truncator(line).chars(LENGTH),
        "programme": on.title if on else air.station,
        "next": air.next, "next_at": _time(air.next) if air.next else "",
    }


def _written(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction: a title is cut at its own end."""
    strong = (side for side in map(bidirectional, text) if side in ("L", "R", "AL"))
    return "rtl" if next(strong, "L") in ("R", "AL") else "ltr"


def _time(one: OnNow) -> str:
    """`14:00 CET`; with the day, if it is another one."""
    begins, today = localtime(one.starts), localtime(now()).date()
    said = f"{begins:%H:%M} {zone_name(begins)}"
    return said if begins.date() == today else f"{short_day(begins.date())}, {said}"


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    site = record.site()
    with override(language or site.language), timezone.override(zone(site.time_zone)):
        yield
