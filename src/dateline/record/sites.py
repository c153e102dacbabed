"""The settings that show, as JSON in the record, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from django.conf import settings

from dateline.record.documents import Logo, NavLink, Site

_TUPLES = ("about", "standards", "imprint", "privacy", "languages")


def spelled_site(site: Site) -> dict[str, Any]:
    """The settings as they are kept; where the site is served is not one of them."""
    document = asdict(site)
    del document["base_url"]
    return document


def site_of(document: dict[str, Any]) -> Site:
    """The settings a document spells; what an older one does not say is as it was by default."""
    known = {field.name for field in fields(Site)}
    held = {name: value for name, value in document.items() if name in known}
    held |= {name: tuple(held[name]) for name in _TUPLES if name in held}
    held["navigation"] = tuple(NavLink(**link) for link in held.get("navigation", ()))
    held["logo"] = Logo(**held["logo"]) if held.get("logo") else None
    return Site(**held | {"base_url": settings.BASE_URL})
