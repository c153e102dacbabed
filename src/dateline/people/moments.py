"""Times and days in words, with their zone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.lib.dates import day_words, moment_words


def moment_text(moment: datetime | None) -> str:
    """A time in the reader's zone, which is named; empty for none."""
    return moment_words(moment) if moment else ""


def day_text(day: date | None) -> str:
    """A day of the newsroom's calendar, with its zone; empty for none."""
    if day is None:
        return ""
    return _("%(day)s (%(zone)s)") % {
        "day": day_words(day), "zone": timezone.get_default_timezone(),
    }
