"""Pages as they stood: `?at=2016-06-23T12:00Z` on the home, every list, story and archive page.

Such a page shows what was public then as it may be shown today: of a story that is gone only its
notice, and in no list. It is rendered from the record at each request and never kept, so there is
no end of moments that could fill the store.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape

from dateline.delivery.public import Missing, Page, now, redirect_page, stored_page, valid_until
from dateline.lib.zones import zone
from dateline.record import public as record
from dateline.site.editions import NOW, Edition, NotMoment, Past, moment_of
from dateline.site.rendering import html_page

View = Callable[..., Page]
_LINK = re.compile(r'(<a (?![^>]*\bdata-now\b)[^>]*?href=")(/[^"#]*)')
_STEADY = re.compile(
    r"/(?:~|about/|community-standards/|desk|imprint/|pictures/|privacy/|site/|static/)"
)


def at_any_moment(*params: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A stored page of now that can be read as it stood; the view is given its edition."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @stored_page(params=(*params, "at"), unkept=("at",))
        @wraps(view)
        def shown(request: HttpRequest, **kwargs: Any) -> Page:
            if "at" not in request.GET:
                return view(request, NOW, **kwargs)
            return _then(request, view, kwargs)

        return shown

    return decorate


def _then(request: HttpRequest, view: View, kwargs: dict[str, Any]) -> Page:
    today = _without_at(request)
    try:
        moment = moment_of(request.GET["at"], zone(record.site().time_zone))
    except NotMoment:
        return _no_edition(400, today, reason="unclear")
    if _is_now(moment):
        return redirect_page(today, status=302)
    entry = record.edition_before(moment)
    if entry is None:
        return _no_edition(404, today, reason="before", first=record.first_edition(), at=moment)
    edition = Edition(past=Past(moment, entry[0], today))
    try:
        return _marked(view(request, edition, **kwargs), edition)
    except Missing:
        view(request, NOW, **kwargs)  # what is not there today either is Missing
        return _no_edition(404, today, reason="absent", at=moment)


def _is_now(moment: Any) -> bool:
    """Whether a moment is not past yet; such a page is not kept, so until when is no matter."""
    reached = now()
    valid_until(None)
    return bool(moment >= reached)


def _without_at(request: HttpRequest) -> str:
    query = request.GET.copy()
    del query["at"]
    return iri_to_uri(request.path_info) + (f"?{query.urlencode()}" if query else "")


def _no_edition(status: int, today: str, **said: Any) -> Page:
    page = html_page("site/no_edition.html", status=status, today=today, **said)
    return _unlisted(page)


def _unlisted(page: Page) -> Page:
    return replace(page, headers=page.headers | {"X-Robots-Tag": "noindex"})


def _marked(page: Page, edition: Edition) -> Page:
    """The page with its moment in every address that leads on within the edition."""
    past = edition.past
    if past is None:
        return page
    headers = dict(page.headers)
    if "Location" in headers:
        headers["Location"] = _with_query(headers["Location"], f"?{past.query}", "&")
    body = page.body
    if isinstance(body, str):
        body = _LINK.sub(lambda found: found[1] + _kept(found[2], past), body)
    return _unlisted(replace(page, body=body, headers=headers))


def _kept(address: str, past: Past) -> str:
    if address.startswith("//") or _STEADY.match(address) or "at=" in address:
        return address
    return _with_query(address, f"?{escape(past.query)}", "&amp;")


def _with_query(address: str, query: str, join: str) -> str:
    return f"{address}{query.replace('?', join, 1)}" if "?" in address else f"{address}{query}"
