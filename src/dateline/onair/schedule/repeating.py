"""How people say that something recurs, and the rule it is: for the form and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dateline.lib.dates import day_words
from dateline.lib.listing import listed
from dateline.onair.schedule.rules import WEEKDAYS, BadRule, parts

KINDS = (
    ("once", gettext_lazy("once")), ("DAILY", gettext_lazy("every day")),
    ("WEEKLY", gettext_lazy("every week, on the weekdays chosen")),
    ("MONTHLY", gettext_lazy("every month, on that day of the month")),
    ("NTH", gettext_lazy("every month, on that weekday (such as the second Sunday)")),
    ("rule", gettext_lazy("by a rule (RRULE of iCalendar)")),
)
DAY_NAMES = dict(zip(WEEKDAYS, (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"), gettext_lazy("Friday"), gettext_lazy("Saturday"),
    gettext_lazy("Sunday")), strict=True))
_NTH = {1: gettext_lazy("first"), 2: gettext_lazy("second"), 3: gettext_lazy("third"),
        4: gettext_lazy("fourth"), -1: gettext_lazy("last")}


@dataclass(frozen=True)
class Repeat:
    """What the form says: a kind of `KINDS`, every so many, on these weekdays, until a day."""

    kind: str = "once"
    every: int = 1
    weekdays: tuple[str, ...] = ()
    until: date | None = None
    rule: str = ""


def rule_of(said: Repeat, day: date) -> str:
    """The rule of what was said of a slot that begins on `day`; empty for once."""
    if said.kind in ("once", "rule"):
        return said.rule if said.kind == "rule" else ""
    found = ["FREQ=" + ("MONTHLY" if said.kind == "NTH" else said.kind)]
    if said.every > 1:
        found.append(f"INTERVAL={said.every}")
    if said.kind == "WEEKLY":
        chosen = [name for name in WEEKDAYS if name in said.weekdays]
        found.append("BYDAY=" + ",".join(chosen or [WEEKDAYS[day.weekday()]]))
    if said.kind == "NTH":
        nth = (day.day - 1) // 7 + 1
        found.append(f"BYDAY={nth if nth < 5 else -1}{WEEKDAYS[day.weekday()]}")
    if said.until:
        found.append(f"UNTIL={said.until:%Y%m%d}")
    return ";".join(found)


def repeat_of(rule: str, day: date) -> Repeat:
    """What the form shows for a rule: as people say it where that is the same rule."""
    if not rule:
        return Repeat()
    try:
        said = parts(rule)
        until = datetime.strptime(said["UNTIL"], "%Y%m%d").date() if "UNTIL" in said else None
    except (BadRule, ValueError):
        return Repeat("rule", rule=rule)
    weekdays = tuple(said.get("BYDAY", "").split(",")) if said["FREQ"] == "WEEKLY" else ()
    every = int(said.get("INTERVAL", "1"))
    kind = "NTH" if said["FREQ"] == "MONTHLY" and "BYDAY" in said else said["FREQ"]
    if kind not in dict(KINDS):
        return Repeat("rule", every, until=until, rule=rule)
    plain = Repeat(kind, every, weekdays, until)
    try:
        same = parts(rule_of(plain, day)) == said
    except BadRule:
        same = False
    return plain if same else Repeat("rule", every, weekdays, until, rule)


def repeat_words(rule: str, day: date) -> str:
    """A rule in words; one that people have no short words for as it is."""
    said = repeat_of(rule, day)
    if said.kind == "once":
        return _("once, on %(day)s") % {"day": day_words(day)}
    if said.kind == "rule":
        return rule
    words = _often(said, day)
    if said.until:
        words = _("%(often)s, until %(day)s") % {"often": words, "day": day_words(said.until)}
    return words


def _often(said: Repeat, day: date) -> str:
    n, names = {"n": said.every}, listed(str(DAY_NAMES[name]) for name in said.weekdays)
    if said.kind == "DAILY":
        return ngettext("every day", "every %(n)s days", said.every) % n
    if said.kind == "WEEKLY":
        return ngettext("%(days)s", "%(days)s, every %(n)s weeks", said.every) % (
            n | {"days": names})
    if said.kind == "MONTHLY":
        return ngettext("every month on day %(day)s", "every %(n)s months on day %(day)s",
                        said.every) % (n | {"day": day.day})
    found = re.search(r"BYDAY=(-?\d)(\w\w)", rule_of(said, day))
    nth, weekday = (int(found[1]), found[2]) if found else (1, "MO")
    return ngettext("the %(nth)s %(weekday)s of the month",
                    "the %(nth)s %(weekday)s of every %(n)s months", said.every) % (
        n | {"nth": _NTH[nth], "weekday": DAY_NAMES[weekday]})
