"""Statements for machines: JSON-LD (schema.org/Quotation), JSON, Atom (RFC 4287)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.translation import gettext

from dateline.archive.statements.bringing import digest_of
from dateline.archive.statements.reading import Line
from dateline.formats import atom
from dateline.formats.feed import Entry, Feed
from dateline.record.public import Site

BEGUN = datetime(1990, 1, 1, tzinfo=UTC)


def quotations(site: Site, title: str, lines: Sequence[Line]) -> dict[str, Any]:
    """A list of quotations as schema.org has them."""
    return {
        "@context": "https://schema.org", "@type": "ItemList", "name": title,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": _quotation(site, line)}
            for place, line in enumerate(lines, start=1)],
    }


def _quotation(site: Site, line: Line) -> dict[str, Any]:
    url = f"{site.base_url}{iri_to_uri(line.story.address)}"
    body = line.term is not None and line.term.kind == "organisation"
    by: dict[str, Any] = {"@type": "Organization" if body else "Person", "name": line.name}
    if line.term:
        by["url"] = f"{site.base_url}{iri_to_uri(line.term.address)}"
    if line.role and not body:
        by["jobTitle"] = line.role
    said: dict[str, Any] = {
        "@type": "Quotation", "text": line.words, "creator": by, "inLanguage": line.language,
        "isPartOf": {"@type": "NewsArticle", "@id": url, "url": url,
                     "headline": line.story.headline},
    }
    if line.at:
        said["datePublished"] = line.at.isoformat()
    return said


def as_json(site: Site, title: str, home: str, lines: Sequence[Line]) -> str:
    """The same for programs."""
    return json.dumps({
        "title": title, "url": home,
        "statements": [{
            "words": line.words, "speaker": line.name, "role": line.role, "kind": line.kind,
            "language": line.language, "confirmed": not line.guessed,
            "published": line.at.isoformat() if line.at else None,
            "speaker_url": f"{site.base_url}{iri_to_uri(line.term.address)}" if line.term else "",
            "story": {"url": f"{site.base_url}{iri_to_uri(line.story.address)}",
                      "headline": line.story.headline},
        } for line in lines],
    }, ensure_ascii=False, indent=1)


def as_feed(
    site: Site, title: str, home: str, here: str, lines: Sequence[Line]
) -> tuple[bytes, str]:
    """The feed's bytes and media type."""
    entries = tuple({entry.id: entry for entry in (_entry(site, line) for line in lines)}.values())
    document = Feed(
        id=uuid5(NAMESPACE_URL, home).urn, address=here, home=home, current=here,
        title=f"{site.name} — {title}",
        updated=max((entry.updated for entry in entries), default=BEGUN),
        author=site.agency, language=site.language, entries=entries)
    return atom.dump(document), atom.MEDIA_TYPE


def _entry(site: Site, line: Line) -> Entry:
    said = f"<blockquote><p>{escape(line.words)}</p></blockquote><p>{escape(line.name)}"
    said += f", {escape(line.role)}</p>" if line.role else "</p>"
    if line.guessed:
        said += f"<p>{escape(gettext('found by the program, not yet confirmed by the desk'))}</p>"
    return Entry(
        id=uuid5(UUID(line.guid), digest_of(line.words)).urn,
        address=f"{site.base_url}{iri_to_uri(line.story.address)}",
        title=f"{line.name}: {line.words}"[:120], updated=line.at or BEGUN,
        published=line.at, content=said, language=line.language, authors=(line.name,))
