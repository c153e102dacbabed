"""Addresses and times on the desk's search."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.conf import settings
from django.utils.encoding import iri_to_uri

from dateline.lib import dates

register = template.Library()


@register.simple_tag
def where(edited: dict[str, str], guid: str, address: str) -> str:
    """Where a story is edited; where it is read if the desk has no copy of it."""
    return edited.get(guid) or iri_to_uri(address) or ""


@register.simple_tag
def full(address: str) -> str:
    """With the site's name before it."""
    return settings.BASE_URL + (iri_to_uri(address) or "")


@register.filter
def moment_words(at: datetime | None) -> str:
    """A time in words, with its zone; empty for none."""
    return dates.moment_words(at) if at else ""
