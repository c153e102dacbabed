"""The site's own fragments: small pages with keys of their own, spliced in at serve time.

`language` is that of the page's own words; without one the site's.
"""

from collections.abc import Callable, Mapping
from functools import partial

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import override

from dateline.lib.languages import direction
from dateline.record import public as record
from dateline.record.public import ShownBanner, Site
from dateline.site.editions import Past
from dateline.site.reading import reading
from dateline.site.relating import related_to
from dateline.site.text import moment

NEWEST = 5
"""How many stories a page that is not there offers instead."""


def edition(language: str = "") -> str:
    """The time of the newest public act, such as `13:13 GMT 25 January 2021`; empty before it."""
    at = record.edition_at()
    if at is None:
        return ""
    with reading(record.site(), language):
        return moment(at)


def banner(language: str = "") -> str:
    """The line above every page, while there is one; it ends on its second by the clock alone."""
    return _banner(record.banner(), record.site(), language)


def newest(language: str = "") -> str:
    """The newest stories, for pages that have none of their own to show."""
    items = record.latest(limit=NEWEST).items
    if not items:
        return ""
    with reading(record.site(), language):
        return render_to_string("site/newest.html", {"items": items})


def count(term: int) -> str:
    """How many live stories the term has at this moment, in brackets: `(1881)`."""
    return format_html("({})", str(record.count(term)))


def related(code: str, language: str) -> str:
    """The related stories of a live story: their headlines are links while they are live."""
    return _related(None, code, language)


def _related(as_of: int | None, code: str, language: str) -> str:
    said = {"related": related_to(code, as_of=as_of), "language": language}
    with override(language):
        return render_to_string("site/related.html", said | {"direction": direction(language)})


def newer(code: str, version: int, language: str) -> str:
    """For who has this version of a story open: that it was changed since, or is gone; else empty.

    It says nothing of either version's text.
    """
    newest = record.newest(code, version)
    if newest is None:
        return ""
    with reading(record.site(), language):
        return render_to_string("site/newer.html", {"newest": newest, "code": code})


def then(past: Past, language: str) -> Mapping[str, Callable[..., str]]:
    """The same as they were at a moment, by name, for a page as it stood then."""
    def banner(said: str = language) -> str:
        held = record.banner(as_of=past.seq, at=past.at)
        return _banner(held, record.site(as_of=past.seq), said)

    def edition(said: str = language) -> str:
        with reading(record.site(as_of=past.seq), said):
            return moment(past.at)

    return {"banner": banner, "edition": edition, "count": partial(_count, past),
            "related": partial(_related, past.seq)}


def _count(past: Past, term: int) -> str:
    return format_html("({})", str(record.count(term, as_of=past.seq)))


def _banner(held: ShownBanner | None, site: Site, language: str) -> str:
    if held is None:
        return ""
    with reading(site, language):
        return render_to_string("site/banner.html", {"banner": held})
