"""Times and days in words, with their zone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def moment_text(moment: datetime | None) -> str:
    """A time in the reader's zone, which is named; empty for none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local.tzname()}"


def day_text(day: date | None) -> str:
    """A day of the newsroom's calendar, with its zone; empty for none."""
    return f"{date_format(day, 'DATE_FORMAT')} ({timezone.get_default_timezone()})" if day else ""
