"""What machines read of a page: schema.org in JSON-LD 1.1, but for the story's own part."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe

from dateline.record.public import Item, Site, Term

Data = dict[str, Any]
CONTEXT = "https://schema.org"
TYPES = {
    "person": "Person", "organisation": "Organization", "place": "Place", "event": "Event",
    "author": "Person", "dossier": "CreativeWorkSeries",
}
"""What a term is; a subject, and what was only guessed, is a Thing."""
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_text(data: Data) -> SafeString:
    """JSON that cannot end the `<script>` it stands in (HTML Living Standard 4.12.1.3)."""
    written = json.dumps(data, ensure_ascii=False, indent=1).translate(_ESCAPES)
    return mark_safe(written)  # noqa: S308  no <, > or & is left in it


def absolute(site: Site, address: str) -> str:
    """The address as an absolute URI (RFC 3986); empty stays empty."""
    return f"{site.base_url}{iri_to_uri(address)}" if address else ""


def known(data: Data) -> Data:
    """Without what is not known."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def named(term: Term, site: Site) -> Data:
    """A term as the thing it is, with the address of its page."""
    kind = "Thing" if term.guessed else TYPES.get(term.kind, "Thing")
    return {"@type": kind, "name": term.name, "url": absolute(site, term.address)}


def publisher(site: Site) -> Data:
    """The newsroom, and its policies as far as it wrote them."""
    logo = site.logo
    return known({
        "@type": "NewsMediaOrganization",
        "name": site.agency,
        "url": f"{site.base_url}/",
        "logo": {
            "@type": "ImageObject",
            "url": absolute(site, f"/site/logo-{logo.digest}.png"),
            "width": _pixels(logo.width),
            "height": _pixels(logo.height),
        } if logo else {},
        "publishingPrinciples": absolute(site, "/about/" if site.about else ""),
        "actionableFeedbackPolicy": absolute(
            site, "/community-standards/" if site.standards else ""
        ),
        "masthead": absolute(site, "/imprint/" if site.imprint else ""),
    })


def image_object(
    url: str, width: int, height: int, *, caption: str = "", credit: str = ""
) -> Data:
    """A picture; sizes in pixels."""
    return known({
        "@type": "ImageObject", "url": url, "width": _pixels(width), "height": _pixels(height),
        "caption": caption, "creditText": credit,
    })


def _pixels(count: int) -> str:
    """A length as schema.org has it: a Distance, a number and its unit."""
    return f"{count} px"


def website(site: Site) -> Data:
    """The site itself, for its front page."""
    return {"@context": CONTEXT} | known({
        "@type": "WebSite",
        "url": f"{site.base_url}/",
        "name": site.name,
        "description": site.tagline,
        "inLanguage": [site.language, *site.languages],
        "publisher": publisher(site),
    })


def collection(term: Term, items: Sequence[Item], site: Site, url: str) -> Data:
    """A list of stories as it stands on the page; what may not be shown is not in it."""
    lines = [item for item in items if item.state == "live"]
    return {"@context": CONTEXT} | known({
        "@type": "CollectionPage",
        "url": url,
        "name": term.name,
        "description": term.standfirst,
        "inLanguage": site.language,
        "about": named(term, site) if term.kind != "section" else {},
        "publisher": publisher(site),
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": item.headline,
                 "url": absolute(site, item.address)}
                for place, item in enumerate(lines, 1)
            ],
        } if lines else {},
    })


def names(title: str, terms: Sequence[Term], site: Site, url: str) -> Data:
    """A list of what there is of a kind, as it stands on the page."""
    return {"@context": CONTEXT} | known({
        "@type": "CollectionPage",
        "url": url,
        "name": title,
        "inLanguage": site.language,
        "publisher": publisher(site),
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "item": named(term, site)}
                for place, term in enumerate(terms, 1)
            ],
        } if terms else {},
    })


def crumbs(site: Site, *steps: tuple[str, str]) -> Data:
    """The way from the front page to a page: names and addresses."""
    way = ((site.name, "/"), *steps)
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name,
             "item": {"@type": "WebPage", "@id": absolute(site, address), "name": name}}
            for place, (name, address) in enumerate(way, 1)
        ],
    }
