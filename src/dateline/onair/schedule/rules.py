"""On which days a slot falls: a recurrence rule of whole days (RFC 5545 3.3.10).

A slot has one time of day, so a rule names days and nothing smaller: at most one occurrence a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_COUNT = 1000
_ORDER = (
    "FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST", "COUNT", "UNTIL")
_SHAPES = {
    "FREQ": "|".join(FREQUENCIES),
    "INTERVAL": r"[1-9]\d?",
    "COUNT": r"[1-9]\d{0,2}|1000",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "WKST": "|".join(WEEKDAYS),
    "BYMONTH": r"([1-9]|1[0-2])(,([1-9]|1[0-2]))*",
    "BYMONTHDAY": r"[+-]?([1-9]|[12]\d|3[01])(,[+-]?([1-9]|[12]\d|3[01]))*",
    "BYSETPOS": r"[+-]?[1-9]\d?(,[+-]?[1-9]\d?)*",
    "BYDAY": r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*",
}


class BadRule(ValueError):
    """A rule that is not one, or that never comes; its text says why."""


def parts(rule: str) -> dict[str, str]:
    """A rule's parts by name, in capitals. Raises BadRule for anything that is not taken here."""
    text = re.sub(r"\s", "", rule.upper()).removeprefix("RRULE:").strip(";")
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _equals, value = part.partition("=")
        if name not in _SHAPES:
            raise BadRule(_("“%(part)s” cannot stand in a rule here: a slot has one time of day, "
                            "and its rule names days.") % {"part": part[:40]})
        if name in found:
            raise BadRule(_("%(name)s stands twice in the rule.") % {"name": name})
        if not re.fullmatch(_SHAPES[name], value):
            raise BadRule(_("“%(part)s” cannot be read.") % {"part": part[:60]})
        found[name] = value
    _fit(found)
    return found


def _fit(found: dict[str, str]) -> None:
    """Raise BadRule where parts do not go together (RFC 5545 3.3.10)."""
    monthly = found.get("FREQ") in ("MONTHLY", "YEARLY")
    if "FREQ" not in found:
        raise BadRule(_("The rule does not say how often: FREQ=WEEKLY, for example."))
    if "COUNT" in found and "UNTIL" in found:
        raise BadRule(_("A rule ends after a number of times or on a day: not both."))
    if not monthly and ({"BYMONTHDAY", "BYSETPOS"} & found.keys()
                        or re.search(r"\d", found.get("BYDAY", ""))):
        raise BadRule(_("Days of the month and counted weekdays go with MONTHLY or YEARLY."))
    if "BYSETPOS" in found and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & found.keys():
        raise BadRule(_("BYSETPOS chooses among days that another part names."))


def normal(rule: str, *, zone: tzinfo) -> str:
    """A rule as it is kept: its parts in one order, UNTIL as the last local day. Raises BadRule."""
    if not rule.strip():
        return ""
    found = parts(rule)
    if "UNTIL" in found:
        found["UNTIL"] = _last(found["UNTIL"], zone).isoformat().replace("-", "")
    return ";".join(f"{name}={found[name]}" for name in _ORDER if name in found)


def _last(text: str, zone: tzinfo) -> date:
    try:
        day = datetime.strptime(text[:15], "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
        local = day.replace(tzinfo=UTC).astimezone(zone) if text.endswith("Z") else day
    except (ValueError, OverflowError):
        raise BadRule(_("“%(part)s” cannot be read.") % {"part": f"UNTIL={text}"}) from None
    return local.date()


def first_day(rule: str, first: date) -> date:
    """The first day from `first` on that the rule names. Raises BadRule where there is none."""
    found = next(_dates(rule, first), None) if rule else first
    if found is None:
        raise BadRule(_("The rule never comes: no day fits it."))
    return found


def days(rule: str, first: date, start: date, end: date) -> list[date]:
    """The days from `start` to `end`, both included, on which a slot falls that began on `first`.

    A rule that cannot be read (nobody's form saved it) names no day: the radio goes on.
    """
    if not rule:
        return [first] if start <= first <= end else []
    found: list[date] = []
    month = max(start, first).replace(day=1)
    while month <= end:
        found += [day for day in _in_month(rule, first, month) if start <= day <= end]
        month = _next(month)
    return found


@lru_cache(maxsize=8192)
def _in_month(rule: str, first: date, month: date) -> tuple[date, ...]:
    """Asked for twice a second by the radio: so every month is worked out once."""
    after, found = _next(month), []
    try:
        for day in _dates(rule, _forward(rule, first, month)):
            if day >= after:
                break
            if day >= month:
                found.append(day)
    except (ValueError, IndexError):
        return ()
    return tuple(found)


def _forward(rule: str, first: date, month: date) -> date:
    """A day not after the month's first from which the rule goes on as from `first`.

    Only where whole steps lead there: a rule that counts is read from its beginning.
    """
    said = parts(rule)
    step = {"DAILY": 1, "WEEKLY": 7}.get(said["FREQ"], 0) * int(said.get("INTERVAL", "1"))
    if not step or "COUNT" in said or month <= first:
        return first
    return first + timedelta(days=(month - first).days // step * step)


def _dates(rule: str, first: date) -> Iterator[date]:
    begun = datetime.combine(first, time.min)
    return (found.date() for found in rrulestr(rule, dtstart=begun))


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
