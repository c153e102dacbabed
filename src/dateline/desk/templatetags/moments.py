"""What the desk's templates say with: times with their zone."""

from __future__ import annotations

from datetime import datetime

from django import template

from dateline.lib.dates import moment_words

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    """`2 March 2026, 13:13 GMT`, in the language and zone now active; empty for no time."""
    return moment_words(at) if at else ""
