"""Sitemaps: an index whose lines are kept apart, a part of the roll each, and the news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from dateline.delivery.public import Missing, Page, stored_page
from dateline.formats import sitemap
from dateline.formats.sitemap import MOST_NEWS, Line, NewsLine
from dateline.record import public as record
from dateline.record.public import Item, Site

HOURS = 48
NEWS_FILES = 20
DOSSIERS = 20_000
XML = f"{sitemap.MEDIA_TYPE}; charset=utf-8"


@stored_page()
def index(request: HttpRequest) -> Page:
    """The index: what lists there are, then the roll. Each part's line is a fragment of its own, so
    that a publication draws one anew."""
    opening, closing = sitemap.INDEX
    parts = range(record.roll_parts())
    lists = sitemap.index_line(Line(f"{record.site().base_url}/sitemap-lists.xml"))
    told = {"opening": opening, "closing": closing, "lists": lists, "parts": parts}
    return Page(render_to_string("wire/sitemap.xml", told), content_type=XML)


def index_line(part: int) -> str:
    """A part's line in the index; nothing where none of its stories is live."""
    modified = record.roll_modified(part)
    if modified is None:
        return ""
    return sitemap.index_line(Line(f"{record.site().base_url}/sitemap-{part}.xml", modified))


@stored_page()
def stories(request: HttpRequest, part: str) -> Page:
    """The stories of a part of the roll; when each was changed last."""
    if str(int(part)) != part or int(part) >= record.roll_parts():
        raise Missing
    site, found = record.site(), record.enrolled(int(part))
    if not found:
        raise Missing
    return _page(Line(_absolute(site, each.address), each.modified_at) for each in found)


@stored_page()
def lists(request: HttpRequest) -> Page:
    """The front page, editions, the newsroom's own pages, indexes, sections and dossiers."""
    site = record.site()
    own = [f"/{tag.lower()}/" for tag in site.languages if tag != site.language]
    written = [("/about/", site.about), ("/community-standards/", site.standards),
               ("/imprint/", site.imprint), ("/privacy/", site.privacy)]
    own += ["/archive/", *(address for address, words in written if words)]
    own += [f"/{family}/" for family in record.FAMILIES if record.letters(family)]
    terms = (*record.sections(), *record.dossiers(limit=DOSSIERS))
    return _page(
        Line(_absolute(site, address)) for address in ("/", *own, *(t.address for t in terms))
    )


@stored_page()
def news(request: HttpRequest, part: str = "") -> Page:
    """The news of the last 48 hours; where they are more than 1,000 an index of such files."""
    site, found = record.site(), record.news(hours=HOURS, limit=NEWS_FILES * MOST_NEWS)
    files = -(-len(found) // MOST_NEWS)
    if part:
        if files < 2 or str(int(part)) != part or int(part) >= files:
            raise Missing
        first = int(part) * MOST_NEWS
        return _news(found[first : first + MOST_NEWS], site)
    if files < 2:
        return _news(found, site)
    lines = (Line(f"{site.base_url}/sitemap-news-{number}.xml") for number in range(files))
    return Page(sitemap.index(lines), content_type=XML)


def _news(items: Sequence[Item], site: Site) -> Page:
    """On a quiet day the front page, which is no news: the schema wants a line."""
    if not items:
        return _page([Line(f"{site.base_url}/")])
    return Page(
        sitemap.news(
            NewsLine(_absolute(site, item.address), item.headline, item.published_at,
                     item.language, site.name)
            for item in items if item.published_at
        ),
        content_type=XML,
    )


def _page(lines: Iterable[Line]) -> Page:
    return Page(sitemap.pages(lines), content_type=XML)


def _absolute(site: Site, address: str) -> str:
    return f"{site.base_url}{iri_to_uri(address)}"
