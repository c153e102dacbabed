"""Days and times in words, in the order of the language that is active."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

from dateline.lib.bidi import left_to_right
from dateline.lib.zones import zone_name


def day_words(day: date) -> str:
    """`2 March 2026`."""
    if day.day == 1:
        # Translators: the first of a month (1er in French) as such letters
        return format_date(day, pgettext("first of a month", "j F Y"))
    # Translators: a day as Django's date format letters
    return format_date(day, gettext("j F Y"))


def short_day(day: date) -> str:
    """`2 Mar 2026`, on one line."""
    # Translators: a day, and the first of a month (1er in French), with the month shortened
    pattern = pgettext("first of a month", "j M Y") if day.day == 1 else gettext("j M Y")
    return format_date(day, pattern).replace(" ", "\u00a0")


def moment_words(at: datetime, *, seconds: bool = False) -> str:
    """`2 March 2026, 13:13 GMT`, in the zone now active; to the second with the zone's own name."""
    local = localtime(at)
    clock, zone = ("H:i:s", format_date(local, "e")) if seconds else ("H:i", zone_name(local))
    # Translators: a time in a sentence: 2 March 2026, 13:13 GMT
    return gettext("%(day)s, %(clock)s %(zone)s") % {
        "day": day_words(local), "clock": format_date(local, clock), "zone": left_to_right(zone),
    }
