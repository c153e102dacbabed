"""Pages of statements: what somebody said, by year, as JSON and as a feed; all of them stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext, override

from dateline.archive.searching.frames import framed
from dateline.archive.statements.reading import (
    Line,
    Told,
    said_by,
    said_in,
    year_bounds,
    years_of,
)
from dateline.archive.statements.telling import as_feed, as_json, quotations
from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.lib.zones import zone
from dateline.record import public as record
from dateline.record.public import Site, Term

NEWEST = 3
KINDS = ("person", "organisation", "place")
SHEETS = ("archive/statements.css",)


def newest(number: int, language: str = "") -> str:
    """On the page of a person, organisation or place: the newest of what they said, or of what was
    said there; empty for none."""
    term = record.term_by_number(number)
    if term is None or term.kind not in KINDS:
        return ""
    told = (said_in if term.kind == "place" else said_by)(number, limit=NEWEST)
    if not told.lines:
        return ""
    with override(language or record.site().language):
        return render_to_string("archive/statements_newest.html", {
            "told": told, "title": _title(term), "address": address_of(term),
            "named": term.kind == "place"})


def _title(term: Term) -> str:
    """What its page of statements is called, in the language that is being spoken."""
    said = gettext("Said in %(name)s") if term.kind == "place" else gettext("What %(name)s said")
    return said % {"name": term.name}


def address_of(term: Term) -> str:
    """The address of all statements of a person, organisation or place."""
    return f"{term.address}statements/"


@stored_page(params=("before",))
def of_term(request: HttpRequest, family: str, slug: str, year: str = "") -> Page:
    """What a person or organisation said, or was said in a place: all of it, or of a year."""
    site, term = record.site(), _term(family, slug)
    given = request.GET.get("before", "")
    home = address_of(term)
    here = home + (f"{year}/" if year else "")
    if request.path_info != unquote(here):
        return redirect_page(iri_to_uri(here) + (f"?{urlencode({'before': given})}" if given
                                                 else ""))
    there = term.kind == "place"
    told = _told(term, given, year, site)
    years = years_of(term.number, zone(site.time_zone), place=there)
    if not told.lines:
        raise Missing
    with override(site.language):
        title = _title(term)
    return framed(
        "archive/statements.html", site=site, sheets=SHEETS, title=title, by=term, told=told,
        named=there, home=home, here=here, year=year, years=years, before=given,
        address=here,
        feeds=((f"{iri_to_uri(home[:-1])}.atom", title),), feed=home[:-1],
        data=(quotations(site, title, told.lines),))


@stored_page()
def machine(request: HttpRequest, family: str, slug: str, form: str) -> Page:
    """The newest of it as JSON or Atom."""
    site, term = record.site(), _term(family, slug)
    here = f"{address_of(term)[:-1]}.{form}"
    if request.path_info != unquote(here):
        return redirect_page(iri_to_uri(here))
    told = _told(term, "", "", site)
    if not told.lines:
        raise Missing
    with override(site.language):
        title = _title(term)
        home = f"{site.base_url}{iri_to_uri(address_of(term))}"
        return dumped(form, site, title, home, f"{site.base_url}{iri_to_uri(here)}", told.lines)


def dumped(
    form: str, site: Site, title: str, home: str, here: str, lines: Sequence[Line]
) -> Page:
    """The bytes of a form."""
    if form == "json":
        return Page(as_json(site, title, home, lines), content_type="application/json")
    body, media_type = as_feed(site, title, home, here, lines)
    return Page(body, content_type=f"{media_type}; charset=utf-8")


def _term(family: str, slug: str) -> Term:
    term = record.term(family, slug)
    if term is None or term.kind not in KINDS:
        raise Missing
    return term


def _told(term: Term, before: str, year: str, site: Site) -> Told:
    last: int | None = _number(before) if before else None
    ask = said_in if term.kind == "place" else said_by
    if not year:
        return ask(term.number, before=last)
    if not 1000 < int(year) < 9999:
        raise Missing
    begin, end = year_bounds(int(year), zone(site.time_zone))
    return ask(term.number, before=end if last is None else min(last, end), since=begin)


def _number(text: str) -> int:
    bare: Any = text.removeprefix("-")
    if not bare.isascii() or not bare.isdecimal() or len(bare) > 18:
        raise Missing
    return int(text)
