"""A story as schema.org NewsArticle in JSON-LD 1.1, for machines that read the page."""

import json
from typing import Any
from uuid import UUID

from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe

from dateline.record.public import Notice, Site, Term, Version
from dateline.site.figures import fallback, first_picture, picture_address
from dateline.site.text import dateline, iso

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def news_article(version: Version, site: Site) -> dict[str, Any]:
    """The story's NewsArticle; what is not known (such as the date of an undated one) is left out.

    Addresses are absolute, times RFC 3339 in UTC.
    """
    url = absolute(site, version.address)
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": UUID(version.guid).urn,
        "url": url,
        "mainEntityOfPage": url,
        "headline": version.headline,
        "description": version.standfirst,
        "dateline": dateline(version),
        "datePublished": iso(version.published_at) if version.published_at else "",
        "dateModified": iso(version.modified_at) if version.modified_at else "",
        "inLanguage": version.language,
        "articleSection": version.section.name if version.section else "",
        "isPartOf": [_named("CreativeWorkSeries", term, site) for term in version.dossiers],
        "keywords": [term.name for term in version.tags],
        "author": _authors(version, site),
        "publisher": _agency(site.agency, site),
        "correction": [_correction(n) for n in version.notices if n.kind == "correction"],
        "copyrightNotice": version.rights,
        "image": _image(version, site),
    }
    return {name: value for name, value in article.items() if value}


def script_text(data: dict[str, Any]) -> SafeString:
    """JSON that cannot end the `<script>` it stands in (HTML Living Standard 4.12.1.3)."""
    written = json.dumps(data, ensure_ascii=False, indent=1).translate(_ESCAPES)
    return mark_safe(written)  # noqa: S308  no <, > or & is left in it


def absolute(site: Site, address: str) -> str:
    """The address as an absolute URI (RFC 3986); empty stays empty."""
    return f"{site.base_url}{iri_to_uri(address)}" if address else ""


def _image(version: Version, site: Site) -> dict[str, Any]:
    picture = first_picture(version)
    file = fallback(picture) if picture else None
    if picture is None or file is None:
        return {}
    image = {
        "@type": "ImageObject",
        "url": absolute(site, picture_address(file)),
        "width": file.width,
        "height": file.height,
        "caption": picture.caption,
        "creditText": picture.credit,
    }
    return {name: value for name, value in image.items() if value}


def _authors(version: Version, site: Site) -> list[dict[str, str]]:
    people = [_named("Person", author, site) for author in version.authors]
    if people:
        return people
    if version.credit and version.credit != site.agency:
        return [{"@type": "Organization", "name": version.credit}]
    return [_agency(site.agency, site)]


def _agency(name: str, site: Site) -> dict[str, str]:
    return {"@type": "NewsMediaOrganization", "name": name, "url": f"{site.base_url}/"}


def _named(kind: str, term: Term, site: Site) -> dict[str, str]:
    return {"@type": kind, "name": term.name, "url": absolute(site, term.address)}


def _correction(notice: Notice) -> dict[str, str]:
    said = (notice.text, notice.wrong, notice.right)
    return {
        "@type": "CorrectionComment",
        "text": " — ".join(part for part in said if part),
        "datePublished": iso(notice.at),
    }
