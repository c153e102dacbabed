"""The public feeds of every list: its newest stories, and its archive run by run (RFC 5005)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.formats.feed import Feed
from dateline.record import public as record
from dateline.record.public import Run, Site
from dateline.wire.addresses import FORMS, HUB, Form, links
from dateline.wire.entries import entry_of
from dateline.wire.lists import ListOf, is_at, list_at

NEWEST = 30
"""So many stories a feed has at least, where there are as many."""
BEFORE = datetime(1990, 1, 1, tzinfo=UTC)
"""When a newsroom without a history was updated: validators doubt what is older."""


@stored_page()
def feed(request: HttpRequest, place: str, stem: str, code: str = "") -> Page:
    """A feed in one of the formats; older addresses of its list redirect."""
    site, form = record.site(), FORMS[stem]
    listed = list_at(place, site)
    if not is_at(listed, place):
        return redirect_page(iri_to_uri(form.address(listed.home, code)))
    asked: Any = listed.asked
    run = record.run_from(code, **asked) if code else record.newest_run(least=NEWEST, **asked)
    if run is None:
        raise Missing
    document = _feed(site, form, listed, run, code)
    linked = {"Link": links(document.hub, document.address)} if document.hub else {}
    return Page(form.dump(document), content_type=f"{form.media_type}; charset=utf-8",
                headers=linked)


def _feed(site: Site, form: Form, listed: ListOf, run: Run, code: str) -> Feed:
    def absolute(code: str = "") -> str:
        return f"{site.base_url}{iri_to_uri(form.address(listed.home, code))}"

    entries = tuple(entry_of(version, site) for version in run.versions)
    return Feed(
        id=listed.id(site),
        address=absolute(code),
        home=f"{site.base_url}{iri_to_uri(listed.home)}",
        title=listed.title(site),
        updated=max((entry.updated for entry in entries), default=None) or _begun(),
        author=site.agency,
        language=listed.language or site.language,
        subtitle=listed.subtitle(site),
        current=absolute(),
        older=absolute(run.older) if run.older else "",
        newer=absolute(run.newer) if code else "",  # the newest run is followed by the feed itself
        archive=bool(code),
        hub="" if code else f"{site.base_url}{HUB}",
        entries=entries,
    )


def _begun() -> datetime:
    """When a list without stories was updated: the newsroom's first act."""
    return record.first_edition() or BEFORE
