"""Times in words, and which comment follows, on the moderators' screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.timezone import localtime

from dateline.lib import dates

register = template.Library()


@register.filter
def moment_words(at: datetime | None) -> str:
    """A time in words, with its zone; empty for none."""
    return dates.moment_words(at) if at else ""


@register.filter
def day_words(at: datetime | None) -> str:
    """The day of a time in words; empty for none."""
    return dates.day_words(localtime(at)) if at else ""


@register.simple_tag
def next_of(items: list[Any], counter: int) -> int | str:
    """The comment after the one with this place (from 1), else the one before it, else none."""
    if counter < len(items):
        return int(items[counter].comment.pk)
    return int(items[counter - 2].comment.pk) if counter > 1 else ""
