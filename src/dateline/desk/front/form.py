"""The front page on its form: lists that buttons change one step at a time, without JavaScript.

The order of the fields is the order on the page, so that a script may reorder them as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from dateline.desk.front.acts import NotFront
from dateline.record.public import Banner, Front, Level, Rail, Term

LOCAL = "%Y-%m-%dT%H:%M:%S"


@dataclass
class Form:
    """What the form holds. `lists`: `top`, `rails` (section numbers) and `pins-<section>`."""

    lists: dict[str, list[str]]
    hidden: set[str] = field(default_factory=set)
    text: str = ""
    level: str = "breaking"
    story: str = ""
    expires: str = ""
    due: str = ""
    words: str = ""
    place: str = "top"
    based_on: int = 0

    @property
    def guids(self) -> tuple[str, ...]:
        """Every story the form names."""
        named = [guid for name, held in self.lists.items() if name != "rails" for guid in held]
        return tuple(dict.fromkeys((*named, *((self.story,) if self.story else ()))))

    def front(self, zone: tzinfo) -> Front:
        """What the form arranges; raises NotFront."""
        return Front(
            self.lists["top"][0] if self.lists["top"] else "",
            tuple(self.lists["top"][1:]),
            tuple(Rail(int(n), tuple(self.lists[f"pins-{n}"])) for n in self.lists["rails"]),
            tuple(int(n) for n in self.lists["rails"] if n in self.hidden),
            self._banner(zone),
        )

    def _banner(self, zone: tzinfo) -> Banner | None:
        if not self.text.strip():
            if self.story:
                raise NotFront(_("Give the banner a text, or take its story away."))
            return None
        level: Level = self.level  # type: ignore[assignment]
        return Banner(self.text, moment(self.expires, zone, _("The banner’s end")), level,
                      self.story)

    def due_at(self, zone: tzinfo) -> datetime:
        """When a plan is to go online; raises NotFront."""
        return moment(self.due, zone, _("The time of the plan"))

    def change(self, step: str) -> str:
        """Take one step, such as `up top GUID`; returns the `list value` whose place changed."""
        act, _space, rest = step.partition(" ")
        name, _space, value = rest.partition(" ")
        if act == "add":
            self._add(rest)
            return f"{self.place} {rest}"
        if act == "unlink":
            self.story = ""
        held = self.lists.get(name, [])
        if value in held:
            at = held.index(value)
            held.remove(value)
            if act != "remove":
                held.insert(0 if act == "first" else max(0, at + (1 if act == "down" else -1)),
                            value)
        return rest

    def _add(self, guid: str) -> None:
        if not guids_in([guid]):
            return
        if self.place == "banner":
            self.story = guid
            return
        held = self.lists.get("top" if self.place == "lead" else self.place, [])
        if guid in held:
            held.remove(guid)
        held.insert(0 if self.place == "lead" else len(held), guid)


def from_front(front: Front, sections: Iterable[Term], zone: tzinfo, based_on: int) -> Form:
    """The form of an arrangement; sections it does not name come last."""
    known = [str(term.number) for term in sections]
    named = [str(rail.section) for rail in front.rails if str(rail.section) in known]
    lists = {"top": list(front.top), "rails": [*named, *(n for n in known if n not in named)]}
    lists |= {f"pins-{number}": [] for number in known}
    lists |= {f"pins-{rail.section}": list(rail.pins) for rail in front.rails}
    form = Form(lists, {str(number) for number in front.without} & set(known), based_on=based_on)
    if front.banner:
        form.text, form.level = front.banner.text, front.banner.level
        form.story = front.banner.story
        form.expires = front.banner.expires_at.astimezone(zone).strftime(LOCAL)
    return form


def from_post(given: QueryDict, sections: Iterable[Term]) -> Form:
    """The form as it was sent; sections opened meanwhile come last."""
    known = [str(term.number) for term in sections]
    rails = [number for number in dict.fromkeys(given.getlist("rails")) if number in known]
    lists = {"top": guids_in(given.getlist("top"))}
    lists["rails"] = [*rails, *(number for number in known if number not in rails)]
    lists |= {f"pins-{number}": guids_in(given.getlist(f"pins-{number}")) for number in known}
    shown = set(given.getlist("shown"))
    based_on = given.get("based_on", "")
    form = Form(lists, {number for number in rails if number not in shown})
    for name in ("text", "level", "expires", "due", "words", "place"):
        setattr(form, name, given.get(name, "").replace("\0", ""))
    form.story = "".join(guids_in([given.get("story", "")]))
    form.based_on = int(based_on) if based_on.isdecimal() else 0
    return form


def guids_in(sent: Iterable[str]) -> list[str]:
    """Those of the texts sent that are guids, in their one spelling, each once."""
    found: dict[str, None] = {}
    for text in sent:
        with suppress(ValueError):
            found[str(UUID(text))] = None
    return list(found)


def moment(text: str, zone: tzinfo, what: str) -> datetime:
    """A local date and time of the form in the site's zone; raises NotFront."""
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise NotFront(_("%s: give a date and a time.") % what) from None
    made = local.replace(tzinfo=zone)
    if datetime.fromtimestamp(made.timestamp(), zone).replace(tzinfo=None) != local:
        raise NotFront(_("%s: the clocks skip this hour on that day; give another.") % what)
    return made
