"""Dates as other systems write them. What has no zone has no date: it is never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any


def moment(said: Any, zone: tzinfo | None = None) -> datetime | None:
    """An aware time of ISO 8601, RFC 5322, or `2014-01-14 17:32:12`; None for none.

    One without a zone is of `zone`; None if there is none. A day alone begins at midnight there.
    """
    found = _read(said)
    if found is None or not 1600 <= found.year <= 2200:
        return None
    if found.tzinfo is None:
        return found.replace(tzinfo=zone) if zone else None
    return found


def gmt(said: str) -> datetime | None:
    """A time that is known to be in UTC; WordPress' `0000-00-00 00:00:00` is none."""
    return moment(said, UTC)


def _read(said: Any) -> datetime | None:
    if isinstance(said, datetime):
        return said
    if isinstance(said, date):
        return datetime(said.year, said.month, said.day)
    text = str(said or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime, _spaced):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _spaced(text: str) -> datetime:
    """`2009-05-15 14:21:00 +0200`, as Jekyll and Hugo write it."""
    day, clock, zone = text.split(" ")
    return datetime.fromisoformat(f"{day}T{clock}{zone.replace('UTC', '+00:00')}")
