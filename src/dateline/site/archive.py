"""The archive by year, month and day, in the site's zone, with exact counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.http import HttpRequest

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.lib.zones import zone
from dateline.record import public as record
from dateline.record.public import Listing
from dateline.site import calendar
from dateline.site.calendar import Span
from dateline.site.editions import Edition
from dateline.site.kinds import all_kinds
from dateline.site.past import at_any_moment
from dateline.site.rendering import html_page


@dataclass(frozen=True)
class Line:
    """A year, month or day and how many stories are dated in it."""

    span: Span
    count: int


@at_any_moment()
def years(request: HttpRequest, edition: Edition) -> Page:
    """Every year that has stories; how many have no date."""
    return html_page(
        "site/archive.html", edition, lines=_lines(_years(edition), edition)[::-1], kind="years",
        address="/archive/", undated=record.undated(as_of=edition.as_of), indexes=all_kinds())


@at_any_moment()
def months(request: HttpRequest, edition: Edition, year: str) -> Page:
    """The months of a year that have stories."""
    span = _known(lambda: calendar.year_of(int(year)))
    return _calendar(edition, "months", span, calendar.months_in(int(year)), ())


@at_any_moment()
def days(request: HttpRequest, edition: Edition, year: str, month: str) -> Page:
    """The days of a month that have stories."""
    span = _known(lambda: calendar.month_of(int(year), int(month)))
    above = (calendar.year_of(int(year)),)
    return _calendar(edition, "days", span, calendar.days_in(span), above)


@at_any_moment("before")
def day(request: HttpRequest, edition: Edition, year: str, month: str, day: str) -> Page:
    """The stories of a day, and the days around it that have some."""
    span = _known(lambda: calendar.day_of(date(int(year), int(month), int(day))))
    where, as_of = _zone(edition), edition.as_of
    start, end = span.bounds(where)
    count, before = record.per_span((start, end), as_of=as_of)[0], _before(request)
    if not count:
        raise Missing
    earlier, later = (_day_of(at, where) for at in record.around(start, end, as_of=as_of))
    listing = _listed(lambda: record.dated(start, end, before=before, as_of=as_of))
    return html_page(
        "site/archive_day.html", edition, span=span, count=count, before=before,
        listing=edition.shown(listing), earlier=earlier, later=later, address=span.address,
        above=(calendar.year_of(int(year)), calendar.month_of(int(year), int(month))))


@at_any_moment("before")
def undated(request: HttpRequest, edition: Edition) -> Page:
    """The stories that have no date; no page while there are none."""
    count, before = record.undated(as_of=edition.as_of), _before(request)
    if not count:
        raise Missing
    listing = _listed(lambda: record.without_date(before=before, as_of=edition.as_of))
    return html_page(
        "site/archive_day.html", edition, count=count, before=before,
        listing=edition.shown(listing), address="/archive/undated/")


@stored_page()
def with_slash(request: HttpRequest) -> Page:
    return redirect_page(f"{request.path_info}/")


def _calendar(
    edition: Edition, kind: str, span: Span, parts: Sequence[Span], above: Sequence[Span]
) -> Page:
    lines = _lines(parts, edition)
    if not lines:
        raise Missing
    return html_page(
        "site/archive.html", edition, lines=lines, kind=kind, span=span, above=above,
        address=span.address, count=sum(line.count for line in lines))


def _lines(spans: Sequence[Span], edition: Edition) -> tuple[Line, ...]:
    if not spans:
        return ()
    where = _zone(edition)
    bounds = [calendar.midnight(span.first, where) for span in spans]
    bounds.append(calendar.midnight(spans[-1].after, where))
    counts = record.per_span(bounds, as_of=edition.as_of)
    return tuple(Line(s, count) for s, count in zip(spans, counts, strict=True) if count)


def _years(edition: Edition) -> list[Span]:
    """The years from that of the first dated story to that of the last one."""
    where = _zone(edition)
    begin, end = (
        calendar.midnight(date(year, 1, 1), where)
        for year in (calendar.EARLIEST, calendar.LATEST)
    )
    first = record.around(begin, begin, as_of=edition.as_of)[1]
    last = record.around(end, end, as_of=edition.as_of)[0]
    if first is None or last is None:
        return []
    found = range(first.astimezone(where).year, last.astimezone(where).year + 1)
    return [calendar.year_of(year) for year in found]


def _zone(edition: Edition) -> tzinfo:
    return zone(record.site(as_of=edition.as_of).time_zone)


def _day_of(at: datetime | None, where: tzinfo) -> Span | None:
    """The day of a story's date; None for one that is too early or late for the archive."""
    try:
        return calendar.day_of(at.astimezone(where).date()) if at else None
    except (ValueError, OverflowError):
        return None


def _before(request: HttpRequest) -> str:
    return str(request.GET.get("before", "")).lower()


def _known(span: Callable[[], Span]) -> Span:
    try:
        return span()
    except ValueError:
        raise Missing from None


def _listed(ask: Callable[[], Listing]) -> Listing:
    try:
        return ask()
    except record.UnknownCode:
        raise Missing from None
