"""Changing the settings that show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk.permitted import must_have
from dateline.desk.settings.logo import NotLogo, drawn
from dateline.desk.signing import sign, signatures
from dateline.desk.working import NotCopy, storable
from dateline.lib import clock
from dateline.lib.zones import zone_names
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import NavLink, Published, Site
from dateline.theme.colours import PoorColour, checked_accent

ROLES = frozenset({"chief editor", "administrator"})
WHAT = gettext_lazy("Change the settings of the site")
LONGEST = {"name": 80, "agency": 80, "tagline": 160}
TEXTS = ("about", "standards", "imprint", "privacy")
MOST_TEXT, MOST_LINKS, LONGEST_LABEL, LONGEST_ADDRESS = 50_000, 12, 60, 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class NotSettings(ValueError):
    """The settings cannot be so: `problems` says, by the field's name, why, and what to do."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(f"{field}: {text}" for field, text in problems.items()))
        self.problems = problems


@dataclass(frozen=True)
class Setting:
    """A change of the settings: its entry, when, and by whom (empty: the house)."""

    seq: int
    at: datetime
    who: str


class SettingsMoved(Exception):
    """Somebody changed the settings since they were looked at: `since`, the newest first."""

    def __init__(self, since: tuple[Setting, ...]) -> None:
        super().__init__("The settings have been changed by somebody else meanwhile.")
        self.since = since


def configure(
    site: Site, *, by: User | None = None, at: datetime | None = None,
    based_on: int | None = None, logo: bytes | None = None,
) -> Published:
    """Change the settings that show; `logo` is the file of a new one (PNG or WebP, 200 KB).

    Raises NotPermitted, NotSettings, and SettingsMoved if `based_on` is not the entry they stand
    at any more.
    """
    must_have(by, ROLES, str(WHAT))
    found = problems(site, logo)
    if found:
        raise NotSettings(found)
    try:
        with transaction.atomic():
            sign(by)
            if logo is not None:
                png, width, height = drawn(logo)
                site = replace(site, logo=record.keep_logo(png, width=width, height=height))
            site = replace(site, accent=site.accent.strip().lower())
            return record.configure(site, at=at or clock.now(), based_on=based_on)
    except record.Moved:
        raise SettingsMoved(setting_changes(after=based_on or 0)) from None


def standing_settings() -> tuple[int, Site]:
    """The settings that stand, and the entry that made them (0: none has)."""
    return record.configured()


def setting_changes(*, after: int = 0, limit: int = 20) -> tuple[Setting, ...]:
    """The latest changes of the settings after an entry, the newest first."""
    found = [(seq, at) for seq, at in record.configurations(limit=limit) if seq > after]
    names = signatures(seq for seq, _at in found)
    return tuple(Setting(seq, at, names.get(seq, "")) for seq, at in found)


def problems(site: Site, logo: bytes | None = None) -> dict[str, str]:
    """What is wrong with the settings, in words, by field; empty if they can stand."""
    found: dict[str, str] = {}
    for field, complaint in _complaints(site, logo):
        found.setdefault(field, complaint)
    return found


def _complaints(site: Site, logo: bytes | None) -> Iterator[tuple[str, str]]:
    for field, longest in LONGEST.items():
        text = getattr(site, field).strip()
        if len(text) > longest or (not text and field != "tagline"):
            yield field, _("Give 1 to %d signs.") % longest if field != "tagline" else (
                _("Give at most %d signs.") % longest)
    yield from _unkept(site)
    yield from _caught("accent", PoorColour, lambda: site.accent and checked_accent(site.accent))
    yield from _caught("logo", NotLogo, lambda: logo is not None and drawn(logo))
    if site.time_zone not in zone_names():
        yield "time_zone", _("Choose a zone such as Africa/Addis_Ababa, or UTC.")
    for field, tags in (("language", (site.language,)), ("languages", site.languages)):
        for tag in tags:
            if len(tag) > 35 or not _LANGUAGE.fullmatch(tag):
                yield field, _("“%s” is no language tag: write en, am or pt-BR.") % tag[:35]
    for tag in record.held_by_sections(site.languages):
        yield "languages", _("“%s” is the address of a section: rename that first.") % tag
    if len(site.navigation) > MOST_LINKS:
        yield "navigation", _("At most %d links fit.") % MOST_LINKS
    for link in site.navigation:
        yield from _bad_link(link)


def _unkept(site: Site) -> Iterator[tuple[str, str]]:
    texts = {field: (getattr(site, field),) for field in LONGEST}
    texts |= {field: getattr(site, field) for field in TEXTS}
    for field, parts in texts.items():
        yield from _caught(field, NotCopy, partial(storable, *parts))
        if field in TEXTS and sum(map(len, parts)) > MOST_TEXT:
            yield field, _("At most %d signs.") % MOST_TEXT


def _caught(
    field: str, kind: type[Exception], act: Callable[[], object]
) -> Iterator[tuple[str, str]]:
    try:
        act()
    except kind as error:
        yield field, str(error)


def _bad_link(link: NavLink) -> Iterator[tuple[str, str]]:
    shown = link.label or link.address
    yield from _caught("navigation", NotCopy, lambda: storable(link.label, link.address))
    if len(link.label) > LONGEST_LABEL:
        yield "navigation", _("A link’s words have at most %d signs.") % LONGEST_LABEL
    if link.term:
        term = record.term_by_number(link.term)
        if term is None or term.kind not in ("section", "dossier"):
            yield "navigation", _("“%s” leads to a section or dossier that is not there.") % shown
        return
    if not link.label.strip():
        yield "navigation", _("The link to %s needs its words.") % (link.address or "…")
    if not is_address(link.address):
        yield "navigation", _(
            "“%s” is no address: begin with / for this site, or with https://."
        ) % link.address[:80]


def is_address(text: str) -> bool:
    """Whether a text is an address of this site, or one with http or https (RFC 3986)."""
    if len(text) > LONGEST_ADDRESS or any(sign.isspace() or not sign.isprintable() or sign == "\\"
                                          for sign in text):
        return False
    if text.startswith("/"):
        return not text.startswith("//")
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return False
