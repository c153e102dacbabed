"""Set up the station: the one row that makes a newsroom a radio as well."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.lib.zones import zone_names
from dateline.onair.models import Playlist, Station, Track
from dateline.onair.permitted import ARRANGE
from dateline.onair.schedule.telling import tell
from dateline.onair.schedule.wording import language_tag, one_line, paragraphs, within
from dateline.people.public import NotAllowed, User, log_security, must_have

MOUNTS = ("breaking", "live")
BITRATES = (64, 96, 128, 160, 192, 256, 320)
WEB_BITRATES = (48, 64, 96, 128, 160, 192)
MOST_MOUNTS = 8
NO_MOUNT = frozenset({"admin", "bulletin"})
"""Words that mean something else where a mount is named."""
_MOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}").fullmatch
_PK = 1


@dataclass(frozen=True)
class StationSaid:
    """What a station is to be like. Minutes, hours, seconds and kbit/s as the model has them."""

    name: str
    description: str = ""
    language: str = "en"
    zone: str = "UTC"
    mounts: tuple[str, ...] = MOUNTS
    bitrate: int = 128
    web_bitrate: int = 96
    rewind_hours: int = 3
    grace_minutes: int = 10
    pre_roll: int = 30
    post_roll: int = 60
    fallback: int | None = None
    bulletin: int | None = None


@transaction.atomic
def set_up_station(by: User, said: StationSaid) -> Station:
    """Make the station, or change it; there is one at most. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Setting up the station"))
    checked = _checked(said)
    held = Station.objects.select_for_update().first()
    if held is None:
        row, _made = Station.objects.get_or_create(pk=_PK, defaults=checked)
    else:
        row = held
    for name, value in checked.items():
        setattr(row, name, value)
    if row.break_in not in ("", "bulletin", *row.mounts):
        row.break_in = ""
    row.save()
    log_security("settings-changed", who=by, detail={"station": row.name})
    tell()
    return row


def _checked(said: StationSaid) -> dict[str, object]:
    if said.zone not in zone_names():
        raise NotAllowed(_("Time zone: there is none of this name."))
    if said.bitrate not in BITRATES or said.web_bitrate not in WEB_BITRATES:
        raise NotAllowed(_("Bit rate: choose one of the list."))
    if said.fallback and not Playlist.objects.filter(pk=said.fallback).exists():
        raise NotAllowed(_("There is no such playlist."))
    if said.bulletin and not Track.objects.filter(pk=said.bulletin).exists():
        raise NotAllowed(_("There is no such track."))
    return {
        "name": one_line(said.name, what=_("Name"), most=100),
        "description": paragraphs(said.description, what=_("Description")),
        "language": language_tag(said.language), "zone": said.zone, "mounts": _mounts(said.mounts),
        "bitrate": said.bitrate, "web_bitrate": said.web_bitrate,
        "rewind_hours": within(said.rewind_hours, what=_("Hours of rewind"), least=1, most=72),
        "grace_minutes": within(said.grace_minutes, what=_(
            "Minutes that presenters may connect before and after their slot"), least=0, most=120),
        "pre_roll": within(
            said.pre_roll, what=_("Seconds recorded before a slot"), least=0, most=600),
        "post_roll": within(
            said.post_roll, what=_("Seconds recorded after a slot"), least=0, most=600),
        "fallback_id": said.fallback, "bulletin_id": said.bulletin,
    }


def _mounts(names: tuple[str, ...]) -> list[str]:
    said = [name.strip().strip("/").lower() for name in names if name.strip()]
    wrong = [name for name in said if not _MOUNT(name) or name in NO_MOUNT]
    if wrong:
        raise NotAllowed(_("“%(name)s” cannot be a mount: letters, digits and hyphens, and not a "
                           "word that means something else.") % {"name": wrong[0][:60]})
    if not said or len(set(said)) != len(said) or len(said) > MOST_MOUNTS:
        raise NotAllowed(_("Mounts: at least one, each once, at most %(most)s.") % {
            "most": MOST_MOUNTS})
    return said
