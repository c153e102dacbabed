"""Time zones by their IANA names."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


@cache
def zone_names() -> tuple[str, ...]:
    """The names a newsroom may choose from: UTC, then places such as `Africa/Addis_Ababa`."""
    places = (name for name in available_timezones() if "/" in name)
    kept = (name for name in places if not name.startswith(("Etc/", "posix/", "right/")))
    return ("UTC", *sorted(kept))


@cache
def zone(name: str) -> tzinfo:
    """The zone of a name; UTC for one this machine does not know (any more)."""
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def zone_name(at: datetime) -> str:
    """How readers call an aware time's zone: `GMT`, `CET`, or `GMT+3` where it has no letters."""
    name = at.tzname() or "UTC"
    if name == "UTC":
        return "GMT"
    if name.isalpha():
        return name
    minutes = round((at.utcoffset() or at - at).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
