"""Dates as other systems write them. What has no zone has no date: it is never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any


def moment(said: Any, zone: tzinfo | None = None) -> datetime | None:
    """An aware time of ISO 8601, RFC 5322, or `2014-01-14 17:32:12`; None for none. A number of
    nine or ten digits is of seconds since 1970, one of thirteen of milliseconds.

    One without a zone is of `zone`; None if there is none. A day alone begins at midnight there.
    """
    found = _read(said)
    if found is None or not 1600 <= found.year <= 9998:
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
    text = str(said or "").strip()[:60]
    for read in (_counted, datetime.fromisoformat, _spelled, _spaced, _loose):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError, OSError):
            continue
    return None


def _counted(text: str) -> datetime:
    if not re.fullmatch(r"[0-9]{9,10}(?:[0-9]{3})?(?:\.[0-9]{1,9})?", text):
        raise ValueError(text)
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 99_999_999_999 else seconds, UTC)


def _spelled(text: str) -> datetime:
    if not re.search("[A-Za-z]{3}", text):
        raise ValueError(text)
    return parsedate_to_datetime(text)


def _spaced(text: str) -> datetime:
    """`2009-05-15 14:21:00 +0200`, as Jekyll and Hugo write it."""
    day, clock, zone = text.split(" ")
    return datetime.fromisoformat(f"{day}T{clock}{zone.replace('UTC', '+00:00')}")


def _loose(text: str) -> datetime:
    """`2009-5-15 9:21`, as YAML has it (1.1, timestamp)."""
    found = re.fullmatch(
        r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d*)?)?)?"
        r"\s*(Z|[+-]\d\d?(?::?\d\d)?)?", text)
    if not found:
        raise ValueError(text)
    day, zone = [int(one or 0) for one in found.groups()[:6]], found[7]
    if zone in (None, "Z"):
        return datetime(*day, tzinfo=UTC if zone else None)  # type: ignore[misc, arg-type]
    hours = re.match(r"[+-]\d\d?", zone)[0]  # type: ignore[index]
    minutes = zone[len(hours):].strip(":") or "00"
    return datetime.fromisoformat(
        datetime(*day).isoformat() + f"{hours[0]}{int(hours[1:]):02}:{minutes}")  # type: ignore[arg-type]
