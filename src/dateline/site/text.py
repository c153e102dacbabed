"""Words around a story: the dateline, who speaks, times and directions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext, gettext_noop

from dateline.lib.dates import day_words
from dateline.lib.zones import zone_name
from dateline.record.public import Block, Item, Version

# Translators: how readers call Greenwich time
GREENWICH = gettext_noop("GMT")


def og_locale(language: str) -> str:
    """A language tag as Open Graph spells it (`pt_BR`); empty where it names no country."""
    parts = language.split("-")
    country = next((part for part in parts[1:] if len(part) == 2), "")
    return f"{parts[0].lower()}_{country.upper()}" if country else ""


def iso(at: datetime) -> str:
    """RFC 3339 in UTC to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(at: datetime) -> SafeString:
    """A `<time>` that reads `13:13 GMT 25 January 2021`, in the language and zone now active."""
    local = at.astimezone(get_current_timezone())
    # Translators: the clock and the date as Django's date format letters.
    said = {"clock": format_date(local, gettext("H:i")), "zone": gettext(zone_name(local)),
            "date": day_words(local)}
    # Translators: 13:13 GMT 25 January 2021
    return format_html(
        '<time datetime="{}">{}</time>', iso(at), gettext("%(clock)s %(zone)s %(date)s") % said
    )


def clock(at: datetime) -> SafeString:
    """A `<time>` that reads `13:13 GMT`: the day stands elsewhere."""
    local = at.astimezone(get_current_timezone())
    said = {"clock": format_date(local, gettext("H:i")), "zone": gettext(zone_name(local))}
    # Translators: 13:13 GMT
    words = gettext("%(clock)s %(zone)s") % said
    return format_html('<time datetime="{}">{}</time>', iso(at), words)


def day(at: datetime | None) -> str:
    """`25 January 2021` in the language and zone now active, or the word "undated"."""
    if at is None:
        return gettext("undated")
    return day_words(at.astimezone(get_current_timezone()))


@dataclass(frozen=True)
class Day:
    """The stories of a day, in the order of their list."""

    name: str
    items: tuple[Item, ...]

    @property
    def dated(self) -> bool:
        """False for the undated ones."""
        return self.items[0].published_at is not None


def by_day(items: Iterable[Item]) -> list[Day]:
    """A list cut where its day changes."""
    days = groupby(items, key=lambda item: day(item.published_at))
    return [Day(name, tuple(of)) for name, of in days]


def dateline(version: Version) -> str:
    """`PLACE (Agency)` without its dash; empty for a story without a place."""
    if version.place is None:
        return ""
    place = version.place.name.upper()
    return f"{place} ({version.credit})" if version.credit else place


def lead_block(version: Version) -> Block | None:
    """The block that the dateline leads: the first paragraph or quotation."""
    spoken = ("paragraph", "quotation")
    return next((block for block in version.blocks if block.kind in spoken), None)


def speaker(block: Block) -> str:
    """Who said a quotation block, with the role."""
    return ", ".join(part for part in (block.speaker, block.role) if part)
