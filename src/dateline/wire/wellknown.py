"""What is told to whoever looks without being led: robots.txt and security.txt."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from dateline.delivery.public import Missing, Page, now, stored_page, valid_until
from dateline.record import public as record

TEXT = "text/plain; charset=utf-8"
MONTHS = 6


@stored_page()
def robots(request: HttpRequest) -> Page:
    """What crawlers may read: all that is public (RFC 9309), and where the sitemaps are."""
    base = record.site().base_url
    lines = ("User-agent: *", "Disallow: /desk/", "Disallow: /-/", "",
             f"Sitemap: {base}/sitemap.xml", f"Sitemap: {base}/sitemap-news.xml")
    return Page("\n".join(lines) + "\n", content_type=TEXT)


@stored_page()
def security(request: HttpRequest) -> Page:
    """Whom to tell of a weakness (RFC 9116), in force for six months from the month's beginning.

    There is none while the settings name no contact.
    """
    if not settings.SECURITY_CONTACT:
        raise Missing
    site, moment = record.site(), now()
    valid_until(_month(moment, 1))
    spoken = ", ".join(dict.fromkeys(("en", site.language, *site.languages)))
    lines = [f"Contact: {settings.SECURITY_CONTACT}",
             f"Expires: {_month(moment, MONTHS):%Y-%m-%dT%H:%M:%SZ}",
             f"Preferred-Languages: {spoken}"]
    if site.base_url.startswith("https://"):
        lines.append(f"Canonical: {site.base_url}/.well-known/security.txt")
    return Page("\n".join(lines) + "\n", content_type=TEXT)


def _month(moment: datetime, after: int) -> datetime:
    """The beginning of the month so many months later, UTC."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + after, 12)
    return moment.replace(
        year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
