"""Times as the newsroom reads them: with their zone, and how long until or since."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dateline.lib.dates import short_day


def moment(at: datetime | None) -> SafeString:
    """A time in the reader's zone, which is named; nothing for none."""
    if at is None:
        return SafeString("")
    local = localtime(at)
    clock, zone = format_date(local, "H:i"), format_date(local, "T")
    words = _("%(day)s, %(clock)s %(zone)s") % {
        "day": short_day(local), "clock": clock, "zone": zone}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"),
                       words.replace(f"{clock} {zone}", f"{clock}\u00a0{zone}"))


def instant(at: datetime) -> SafeString:
    """A time of the last hours to the second, in the reader's zone, which is named."""
    local = localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"),
                       format_date(local, "j\u00a0M, H:i:s\u00a0T"))


def span(length: timedelta) -> str:
    """A length of time in its two largest parts: 2 d 3 h, 3 h 5 min, 5 min 7 s, 7 s."""
    seconds = max(0, int(length.total_seconds()))
    numbers = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60, seconds % 60
    parts = list(zip(numbers, _units(), strict=True))
    first = next((place for place, (number, _unit) in enumerate(parts) if number), 3)
    return " ".join(unit % {"n": number} for number, unit in parts[first : first + 2])


def _units() -> tuple[str, ...]:
    return _("%(n)s d"), _("%(n)s h"), _("%(n)s min"), _("%(n)s s")


def countdown(at: datetime, now: datetime) -> SafeString:
    """How long until a time; a script lets it tick, with these words and no others."""
    if at <= now:
        return format_html('<strong class="desk-late">{}</strong>',
                           _("late by %(span)s") % {"span": span(now - at)})
    return format_html(
        '<span data-desk-until="{}" data-desk-now="{}">{}</span>', at.isoformat(), now.isoformat(),
        _("in %(span)s") % {"span": span(at - now)},
    )


def ticking() -> dict[str, str]:
    """The words the script needs, as attributes of what holds the countdowns."""
    return {
        "data-desk-ticking": _("in %(span)s") % {"span": "{}"},
        "data-desk-due": _("due now"),
        "data-desk-units": "|".join(unit % {"n": "{}"} for unit in _units()),
    }
