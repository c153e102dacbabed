"""Taking the demo away: an installation that holds nothing else begins anew.

The log is append-only, so nothing is cut out of it: its history ends, and another one begins with
a new epoch. That is honest only where nobody has published or filed anything of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime

from django.db import transaction

from dateline.delivery.public import renew_store
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.discussion import public as discussion
from dateline.onair.public import NotDisbanded
from dateline.project.demo import station
from dateline.project.demo.house import SECTIONS, SITE, STAFF
from dateline.project.demo.pictures import TITLE
from dateline.project.demo.staff import dismiss
from dateline.project.demo.written import SOURCE
from dateline.record.public import configured, forget_unshown, sections
from dateline.wire import public as wire

SOURCES = (SOURCE, "grammar:")
"""What the source ids of the demo's stories begin with: those by hand, and those of the grammar."""


class NotOnlyDemo(Exception):
    """Something here is not the demo's; nothing was changed. The text says what."""


def empty(*, at: datetime, agree: Callable[[str], None]) -> int:
    """Take the demo away; returns how many stories went.

    `agree` is told what will happen and raises to stop it. Raises NotOnlyDemo. Kept are people and
    their security log, media topics, pictures that somebody uploaded, sections of other names, and
    every setting that is not as the demo set it. The new log begins with these settings.
    """
    before = _only_demo()
    agree(_said(before))
    with transaction.atomic():
        _only_demo()
        kept, own = _kept(configured()[1]), _own_sections()
        wire.begin_anew()
        _silence()
        names = desk.begin_anew(sections=own, logo=kept.logo.digest if kept.logo else "")
        desk.configure(kept, at=at)
        for section in own:
            desk.add_section(section, at=at)
    forget_unshown(names)
    desk.drop_pictures(TITLE)
    dismiss()
    renew_store()
    return before.stories


def _only_demo() -> desk.Holdings:
    held = desk.holdings(SOURCES, staff=[colleague.email for colleague in STAFF])
    if held.others:
        raise NotOnlyDemo(
            f"There are {len(held.others)} stories here that are not the demo’s, such as "
            f"“{held.others[0] or 'an erased one'}”. Nothing was changed: begin in an empty "
            "folder, or withdraw the demo’s stories at the desk."
        )
    if held.plans:
        raise NotOnlyDemo(
            f"{held.plans} planned front pages wait for their time. Nothing was changed: cancel "
            "them at the desk first."
        )
    return held


def _silence() -> None:
    try:
        station.end()
        discussion.begin_anew(SOURCE)
    except (discussion.NotTold, NotDisbanded) as others:
        raise NotOnlyDemo(f"{others}. Nothing was changed: begin in an empty folder.") from others


def _said(held: desk.Holdings) -> str:
    changed = f", {held.changed} of them changed here," if held.changed else ""
    return (
        f"{held.stories} stories of the demo{changed} go with their versions, tags, drawings and "
        "people; the log begins anew. Your settings, people and uploaded pictures stay."
    )


def _own_sections() -> list[str]:
    return [section.name for section in sections() if section.name not in SECTIONS]


def _kept(site: Site) -> Site:
    """What of the settings is not as the demo set it; links to what goes are gone."""
    changed = {
        field.name: value for field in fields(Site)
        if (value := getattr(site, field.name)) != getattr(SITE, field.name)
    }
    links = tuple(link for link in site.navigation if not link.term)
    return replace(Site(), **changed | {"navigation": links, "base_url": ""})
