"""A search as a feed (Atom, RFC 4287; RSS 2.0), and as browsers are told of it (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from dateline.archive.searching.asking import Search
from dateline.archive.searching.finding import Answer, Line
from dateline.formats import atom, rss
from dateline.formats.feed import Entry, Feed
from dateline.record import public as record
from dateline.record.public import Site, Term

BEGUN = datetime(1990, 1, 1, tzinfo=UTC)
FORMS = {"atom": atom, "rss": rss}


def dumped(form: str, site: Site, search: Search, answer: Answer) -> tuple[bytes, str]:
    """The feed's bytes and media type; `form` is one of FORMS."""
    codec = FORMS[form]
    asked = iri_to_uri(search.address(newest=False))
    address = f"{site.base_url}/search.{form}{asked}"
    authors = record.named(tuple({each for line in answer.lines for each in line.story.authors}))
    entries = tuple(_entry(site, line, authors) for line in answer.lines)
    document = Feed(
        id=uuid5(NAMESPACE_URL, f"{site.base_url}/search{asked}").urn,
        address=address, home=f"{site.base_url}/search{asked}", current=address,
        title=f"{site.name} — {search.query or gettext('Search')}",
        updated=max((entry.updated for entry in entries), default=BEGUN),
        author=site.agency, language=site.language,
        subtitle=gettext("The newest stories that match a search"), entries=entries)
    return codec.dump(document), codec.MEDIA_TYPE


def _entry(site: Site, line: Line, authors: Mapping[int, Term]) -> Entry:
    story = line.story
    return Entry(
        id=f"urn:uuid:{story.guid}", address=f"{site.base_url}{iri_to_uri(story.address)}",
        title=story.headline, updated=story.modified_at, published=story.published_at,
        summary=story.standfirst, opening="".join(piece.text for piece in line.passage),
        language=story.language,
        authors=tuple(authors[each].name for each in story.authors if each in authors))


def opensearch(site: Site) -> str:
    """The description document."""
    name, base = escape(site.name), escape(site.base_url)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name[:16]}</ShortName><Description>{name}</Description>"
        "<InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template="{base}/search?q={{searchTerms}}"/>'
        f'<Url type="application/rss+xml" template="{base}/search.rss?q={{searchTerms}}"/>'
        f'<Url type="application/atom+xml" template="{base}/search.atom?q={{searchTerms}}"/>'
        "</OpenSearchDescription>\n")
