"""What the desk's templates say with: times with their zone."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext

from dateline.lib.zones import zone_name

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    """`2 March 2026, 13:13 GMT`, in the language and zone now active; empty for no time."""
    if at is None:
        return ""
    local = localtime(at)
    return f"{format_date(local, gettext('j F Y, H:i'))} {zone_name(local)}"
