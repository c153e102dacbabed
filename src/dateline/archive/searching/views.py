"""The search's addresses: a page, the same as JSON and as feeds, and how browsers find it.

Answers are made for each request and kept by nobody: what is taken out of public is in none.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dateline.archive.searching.asking import Search, narrowed, search_of, terms_of
from dateline.archive.searching.dates import spans_of
from dateline.archive.searching.feeding import dumped, opensearch
from dateline.archive.searching.finding import Answer, Line, find
from dateline.archive.searching.frames import framed
from dateline.archive.searching.showing import shown
from dateline.delivery.public import OutOfTouch, snapshot, vouch
from dateline.lib.zones import zone
from dateline.people.public import newsroom_language
from dateline.record import public as record
from dateline.record.public import Site, Term
from dateline.theme.personal import HEADERS

AT_ONCE, PATIENCE = 3, 2.0
SHEETS = ("archive/search.css",)
_turns = threading.BoundedSemaphore(AT_ONCE)
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Asked:
    """A search, the terms it is narrowed by, and what was found."""

    site: Site
    search: Search
    terms: dict[str, Term | None]
    answer: Answer


def in_turn(view: View) -> View:
    """In the newsroom's language; few at once in a process, else 503 (RFC 9110 15.6.4), as where
    nothing can be vouched for."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _turns.acquire(timeout=PATIENCE):
            return HttpResponse(status=503, headers={"Retry-After": "2"})
        try:
            vouch()
            with snapshot(), override(newsroom_language()):
                response = view(request, *args, **kwargs)
        except OutOfTouch:
            return HttpResponse(status=503, headers={"Retry-After": "2"})
        finally:
            _turns.release()
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return csrf_exempt(require_safe(answered))  # another method is answered 405, not 403


def _asked(request: HttpRequest, *, facets: bool = True, newest: bool = False) -> Asked:
    site, search = record.site(), search_of(request.GET)
    terms = terms_of(search)
    where = zone(site.time_zone)
    filters = narrowed(search, terms, where)
    if not search or filters is None:
        return Asked(site, search, terms, Answer())
    answer = find(search.words, filters, newest=newest or search.newest, page=search.page,
                  facets=facets, spans=spans_of(search, where) if facets else ())
    return Asked(site, search, terms, answer)


@in_turn
def page(request: HttpRequest) -> HttpResponse:
    """The page: a form, and what was found."""
    asked = _asked(request)
    search = asked.search
    feeds = ((f"/search.atom{search.address()}", search.query or gettext("Search")),)
    made = framed(
        "archive/search.html", site=asked.site, sheets=SHEETS, title=_title(search),
        address=f"/search{search.address(page=search.page)}" if search else "/search",
        feeds=feeds if search else (), **shown(asked.search, asked.terms, asked.answer))
    return HttpResponse(made.body, status=503 if asked.answer.making and not asked.answer.lines
                        else 200)


def _title(search: Search) -> str:
    words = {"words": search.query, "page": search.page}
    if search.query and search.page > 1:
        return gettext("Search: %(words)s, page %(page)d") % words
    return gettext("Search: %(words)s") % words if search.query else gettext("Search")


@in_turn
def as_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    asked = _asked(request)
    answer, base = asked.answer, asked.site.base_url
    return JsonResponse({
        "query": asked.search.query, "total": answer.total, "page": asked.search.page,
        "more": answer.more, "suggestion": answer.suggestion, "complete": not answer.making,
        "about": answer.about,
        "not_understood": list(asked.search.wrong),
        "results": [_told(line, base) for line in answer.lines],
        "facets": {name: [vars(value) for value in values]
                   for name, values in answer.facets.items()},
    }, json_dumps_params={"ensure_ascii": False})


def _told(line: Line, base: str) -> dict[str, Any]:
    story = line.story
    return {
        "id": f"urn:uuid:{story.guid}", "url": f"{base}{story.address}",
        "headline": story.headline, "standfirst": story.standfirst, "language": story.language,
        "section": story.section,
        "published": story.published_at.isoformat() if story.published_at else None,
        "passage": [[piece.text, piece.marked] for piece in line.passage],
    }


@in_turn
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest stories of a search as a feed: who keeps it is told of each new one."""
    asked = _asked(request, facets=False, newest=True)
    body, media_type = dumped(form, asked.site, asked.search, asked.answer)
    return HttpResponse(body, content_type=f"{media_type}; charset=utf-8")


@in_turn
def description(request: HttpRequest) -> HttpResponse:
    """How a browser searches here (OpenSearch 1.1)."""
    return HttpResponse(opensearch(record.site()),
                        content_type="application/opensearchdescription+xml; charset=utf-8")
