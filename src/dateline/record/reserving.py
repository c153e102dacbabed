"""The first parts of addresses: which no section may take, and which no edition may."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.record.addresses import RESERVED
from dateline.record.models import Setting, TermName
from dateline.record.sites import site_of


def reserved() -> frozenset[str]:
    """Slugs that no new section may have: fixed addresses, and the editions' languages."""
    document = Setting.objects.filter(to_seq=None).values_list("document", flat=True).first()
    site = site_of(document or {})
    return RESERVED | {tag.lower() for tag in (site.language, *site.languages)}


def held_by_sections(languages: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages whose edition would stand at the address of a section."""
    by_slug = {tag.lower(): tag for tag in languages}
    rows = TermName.objects.filter(family="section", to_seq=None, slug__in=by_slug)
    return tuple(by_slug[slug] for slug in sorted(rows.values_list("slug", flat=True)))
