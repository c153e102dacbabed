"""Searches in statements: a page, JSON and Atom. Made for each request and kept by nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from dateline.archive.searching.frames import framed
from dateline.archive.searching.views import in_turn
from dateline.archive.searching.words import TooLong, typed, words_of
from dateline.archive.statements.finding import find
from dateline.archive.statements.reading import Told, most_quoted, newest_of_all
from dateline.archive.statements.showing import SHEETS, address_of, dumped
from dateline.record import public as record
from dateline.record.public import Site, Term

NAMES = {"person": "person", "organisation": "tag"}
SPEAKERS = frozenset(NAMES)
"""By what a speaker is named in an address, and the family of the slug."""


@dataclass(frozen=True)
class Asked:
    """What was asked for and found; `wrong`: it was too long."""

    site: Site
    query: str
    by: str
    term: Term | None
    told: Told
    wrong: bool = False

    @property
    def all(self) -> bool:
        """Whether nothing was asked for: the newest of everybody are told."""
        return not (self.query or self.by or self.wrong)

    def address(self, **more: str) -> str:
        """The query string of this search."""
        who = [(self.by, self.term.slug)] if self.term else []
        said = [("q", self.query), *who, *more.items()]
        asked = urlencode([(name, value) for name, value in said if value])
        return f"?{asked}" if asked else ""


def _asked(request: HttpRequest) -> Asked:
    site, wrong, query = record.site(), False, ""
    try:
        query = typed(request.GET.get("q", ""))
    except TooLong:
        wrong = True
    by = next((name for name in NAMES if request.GET.get(name)), "")
    term = record.term(NAMES[by], request.GET[by][:200]) if by else None
    if by and (term is None or term.kind not in SPEAKERS):
        return Asked(site, query, by, None, Told(), wrong)
    number = request.GET.get("before", "")
    before = int(number) if re.fullmatch(r"-?[0-9]{1,18}", number) else None
    if by or query or wrong:
        told = find(words_of(query), term=term.number if term else 0, before=before)
    else:
        told = newest_of_all(before=before)
    return Asked(site, query, by, term, told, wrong)


@in_turn
def page(request: HttpRequest) -> HttpResponse:
    """The page: a form, and what was found."""
    asked = _asked(request)
    before = request.GET.get("before", "")
    name = asked.query or (asked.term.name if asked.term else "")
    title = gettext("Statements: %(words)s") % {"words": name} if name else gettext("Statements")
    made = framed(
        "archive/statements_found.html", site=asked.site, sheets=SHEETS, title=title,
        address=f"/statements{asked.address(before=before)}",
        asked=asked, told=asked.told, by=asked.term,
        quoted=[(term, many, address_of(term)) for term, many in most_quoted()]
        if asked.all and not before else (), later=bool(before),
        next=asked.address(before=str(asked.told.more)) if asked.told.more else "",
        feeds=((f"/statements.atom{asked.address()}", name or title),))
    return HttpResponse(made.body)


@in_turn
def machine(request: HttpRequest, form: str) -> HttpResponse:
    """The same as JSON or Atom."""
    asked = _asked(request)
    base = f"{asked.site.base_url}/statements"
    made = dumped(form, asked.site, asked.query or gettext("Statements"), base + asked.address(),
                  f"{base}.{form}{asked.address()}", asked.told.lines)
    return HttpResponse(made.body, content_type=made.content_type)
