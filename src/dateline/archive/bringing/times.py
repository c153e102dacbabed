"""Dates as other systems write them. One that can be read in two ways is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Literal

from dateline.formats.articleparts import is_none

Order = Literal["", "day", "month"]
"""What stands first in `3/4/2019`; empty: only dates that can be read in one way are dates."""


class Ours(tzinfo):
    """The newsroom's own zone, for dates of which nobody says whose they are: what is read in it is
    told."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """What the zone says."""
        return self.zone.utcoffset(at)

    def dst(self, at: datetime | None) -> timedelta | None:
        """What the zone says."""
        return self.zone.dst(at)

    def tzname(self, at: datetime | None) -> str | None:
        """What the zone says."""
        return self.zone.tzname(at)


def moment(said: Any, zone: tzinfo | None = None, order: Order = "") -> datetime | None:
    """An aware time of ISO 8601, RFC 5322, `2014-01-14 17:32:12`, or in words (English); None for
    none. A number of nine or ten digits is of seconds since 1970, one of thirteen of milliseconds.

    One without a zone is of `zone`; None if there is none. A day alone begins at midnight there.
    """
    found = _read(said, order)
    if found is None or not 1600 <= found.year <= 9998:
        return None
    if found.tzinfo is None:
        return found.replace(tzinfo=zone) if zone else None
    return found


def gmt(said: str) -> datetime | None:
    """A time that is known to be in UTC; WordPress' `0000-00-00 00:00:00` is none."""
    return moment(said, UTC)


def order_of(said: Iterable[str]) -> Order:
    """What stands first in the dates with slashes of one table: some can be read in one way only.
    Empty where none can, or where they disagree."""
    found: set[Order] = set()
    for one in said:
        if numbers := _SLASHED.match(one.strip()):
            first, second = int(numbers[1]), int(numbers[3])
            if (first > 12) != (second > 12):
                found.add("day" if first > 12 else "month")
    return found.pop() if len(found) == 1 else ""


_JAVASCRIPT = re.compile(r"(GMT[+-]\d{4}) \([^()]{1,60}\)$")


def _read(said: Any, order: Order) -> datetime | None:
    if isinstance(said, datetime):
        return said
    if isinstance(said, date):
        return datetime(said.year, said.month, said.day)
    text = _JAVASCRIPT.sub(r"\1", " ".join(str(said or "").split()))[:80]
    for read in (_counted, datetime.fromisoformat, _spaced, _loose,
                 partial(_worded, order=order), _spelled):
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
    """RFC 5322; a zone that it does not know would be read as none."""
    is_date = re.search("[A-Za-z]{3}", text) and not is_none(text)
    found = parsedate_to_datetime(text) if is_date else None
    if found is None or (found.tzinfo is None and not text.endswith("-0000")):
        raise ValueError(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


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


# -- in words, and by numbers in another order ---------------------------------------------------

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
          "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3}
"""Those of RFC 5322, and some whose letters mean one zone only."""
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:\s?([ap])\.?m\b\.?)?", re.I)
_ZONE = re.compile(
    rf"(?:\bUTC|\bGMT|(?<!\S))([+-])(\d\d):?(\d\d)\b|\b({'|'.join(_ZONES)})\b", re.I)
_FILLING = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?|\b(?:at|on)\b|[,|()·–—]", re.I)
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"(?:{_DAY}[ -]{_MONTH}[ -]|{_MONTH.replace('name', 'name2')} {_DAY.replace('day', 'day2')} )"
    r"(?P<year>\d{4})", re.I)
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")


def _worded(text: str, order: Order) -> datetime:
    """`Jan. 25, 2021, 1:13 p.m. EST`, `13:13 GMT 25 January 2021`, `25.1.2021 13:13`; all of it
    must be understood."""
    clock = _CLOCK.search(text)
    rest = text.replace(clock[0], " ", 1) if clock else text
    zone = _ZONE.search(rest.strip()) if clock else None
    rest = rest.replace(zone[0], " ", 1) if zone else rest
    day = _day(" ".join(_FILLING.sub(" ", rest).strip(" -").split()), order)
    hour, minute, second = _hours(clock) if clock else (0, 0, 0)
    return datetime(*day, hour, minute, second, tzinfo=_offset(zone) if zone else None)


def _day(text: str, order: Order) -> tuple[int, int, int]:
    if found := _WRITTEN.fullmatch(text):
        name = (found["name"] or found["name2"])[:3].lower()
        return int(found["year"]), _MONTHS.index(name) + 1, int(found["day"] or found["day2"])
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _DOTTED.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if not (found := _SLASHED.fullmatch(text)):
        raise ValueError(text)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    order = order or ("day" if first > 12 or first == second else "month" if second > 12 else "")
    if not order:
        raise ValueError(f"{text} can be read in two ways")
    return (year, second, first) if order == "day" else (year, first, second)


def _hours(clock: re.Match[str]) -> tuple[int, int, int]:
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(clock[0])
    return hour % 12 + 12 * (half == "p") if half else hour, int(clock[2]), int(clock[3] or 0)


def _offset(zone: re.Match[str]) -> tzinfo:
    if zone[4]:
        return timezone(timedelta(hours=_ZONES[zone[4].lower()]))
    there = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return timezone(-there if zone[1] == "-" else there)
