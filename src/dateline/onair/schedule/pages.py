"""Stored pages of the schedule: the week, a programme, a calendar, JSON. No station: none of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext

from dateline.delivery.public import Missing, Page, now, redirect_page, stored_page, valid_until
from dateline.onair.frames import framed
from dateline.onair.schedule import ics, reading, structured
from dateline.onair.schedule.calendaring import calendar_of, months_ends
from dateline.onair.schedule.reading import StationShown
from dateline.onair.schedule.showing import (
    day_of,
    row_of,
    speaking,
    spoken,
    week_rows,
    zone_words,
)
from dateline.record import public as record
from dateline.record.public import Site

View = Callable[..., Page]
SHEETS = ("onair/schedule.css",)
DAYS, DAYS_OF_JSON = 7, 14


def of_station(view: View) -> View:
    """The view is given the settings and the station, and speaks its language by its clock."""

    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> Page:
        held = reading.station()
        if held is None:
            raise Missing
        site = record.site()
        with speaking(held, site):
            return view(request, site, held, **kwargs)

    return shown


@stored_page()
@of_station
def schedule(request: HttpRequest, site: Site, held: StationShown) -> Page:
    """Seven days from today on; today's is a fragment, in which what is on now is marked."""
    if not request.path_info.endswith("/"):
        return redirect_page("/schedule/")
    at = now()
    days, ends = reading.week_of(held, at, DAYS + 1)
    valid_until(ends)
    shown = reading.between(held.midnight(days[0]), held.midnight(days[-1]))
    return framed(
        "onair/schedule/week.html", site=site, language=spoken(held, site),
        title=gettext("Schedule"), address="/schedule/", station=held, sheets=SHEETS,
        days=week_rows(held, days[1:-1], shown), zone=zone_words(held, held.midnight(days[0])),
        data=(structured.service(site, held), structured.events(site, held, shown)))


@stored_page()
@of_station
def programme(request: HttpRequest, site: Site, held: StationShown, slug: str) -> Page:
    """A programme: what it is, when it is on, its episodes."""
    about = reading.programme(slug)
    if about is None:
        raise Missing
    if not request.path_info.endswith("/"):
        return redirect_page(about.address)
    at = now()
    days, ends = reading.week_of(held, at)
    begun = held.midnight(days[0])
    coming = reading.coming(about.pk, at, begun)
    valid_until(min([one.ends for one in coming] + [ends]))
    return framed(
        "onair/schedule/programme.html", site=site, language=spoken(held, site), title=about.name,
        address=about.address, station=held, programme=about, sheets=SHEETS,
        zone=zone_words(held, begun), coming=[row_of(held, one) for one in coming],
        data=(structured.series(site, held, about), structured.events(site, held, coming)))


@stored_page()
@of_station
def programmes(request: HttpRequest, site: Site, held: StationShown) -> Page:
    """Every programme, by name."""
    if not request.path_info.endswith("/"):
        return redirect_page("/programmes/")
    return framed(
        "onair/schedule/programmes.html", site=site, language=spoken(held, site),
        title=gettext("Programmes"), address="/programmes/", station=held, sheets=SHEETS,
        programmes=reading.programmes(), data=(structured.service(site, held),))


@stored_page()
@of_station
def calendar(request: HttpRequest, site: Site, held: StationShown) -> Page:
    """The schedule for calendar programs (RFC 5545)."""
    begins, ends = months_ends(held, now())
    valid_until(ends)
    return Page(ics.dump(calendar_of(site, held, begins)), content_type=ics.MEDIA_TYPE)


@stored_page()
@of_station
def as_json(request: HttpRequest, site: Site, held: StationShown) -> Page:
    """Fourteen days as JSON."""
    days, ends = reading.week_of(held, now(), DAYS_OF_JSON + 1)
    valid_until(ends)
    shown = reading.between(held.midnight(days[0]), held.midnight(days[-1]))
    body = json.dumps(structured.as_json(site, held, shown), ensure_ascii=False, indent=1)
    return Page(body, content_type="application/json")


def today() -> str:
    """The fragment of today's schedule: what is on now is marked, to the second."""
    held = reading.station()
    if held is None:
        return ""
    at = now()
    days, ends = reading.week_of(held, at)
    shown = reading.between(held.midnight(days[0]), ends)
    valid_until(min(ends, reading.border(at, *shown) or ends))
    with speaking(held, record.site()):
        return render_to_string("onair/schedule/today.html", {
            "day": day_of(held, days[0], shown, at=at, running=True)})
