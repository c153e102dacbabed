"""What the discussion's templates say with: badges, and why a comment cannot be read."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.readers import BADGES
from dateline.lib import languages

register = template.Library()
register.filter("direction", languages.direction)
SORT_NAMES: dict[str, Promise] = {
    "newest": _("Newest"), "oldest": _("Oldest"), "replies": _("Most replied"),
    "likes": _("Most liked"),
}


@register.filter
def badge_name(badge: str) -> str | Promise:
    """What a badge says."""
    return dict(BADGES).get(badge, "")


@register.filter
def sort_name(sort: str) -> Promise:
    """An order in words."""
    return SORT_NAMES[sort]


@register.filter
def said(html: str) -> SafeString:
    """A comment's text: it was cleaned when it was kept."""
    return mark_safe(html)  # noqa: S308
