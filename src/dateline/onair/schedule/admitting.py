"""Whether a presenter's program may connect: user name and password, in their slots ± grace."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.utils.translation import gettext as _

from dateline.onair.models import Presenter, Slot, Station
from dateline.onair.schedule.occurring import occurrences
from dateline.onair.shapes import OnNow, Who
from dateline.people.public import log_security

AHEAD = timedelta(days=2)
"""How far slots that follow each other are looked for."""
LOGGED_A_MINUTE = 30
"""Refusals that are written down; past it somebody is trying passwords, and the log stays short."""


class NotAdmitted(Exception):
    """Why a program was turned away, in words for its owner."""


def admit(mount: str, username: str, password: str, at: datetime) -> Who:
    """Let a presenter in at this moment; raises NotAdmitted. Both are in the security log.

    It hashes, so it is slow, and as slow for a name that nobody has.
    """
    mount, username, password = map(_text, (mount, username, password))
    try:
        who = _admitted(mount, username, password, at)
    except NotAdmitted as refused:
        _log_refusal(mount, username, refused, at)
        raise
    log_security("presenter-connected", detail={"presenter": who.name, "mount": mount[:100]})
    return who


def _admitted(mount: str, username: str, password: str, at: datetime) -> Who:
    station = Station.objects.first()
    known = Presenter.objects.filter(username=username).first()
    if known is None:
        make_password(password)
    if known is None or not check_password(password, known.password):
        raise NotAdmitted(_("Wrong user name or password."))
    if not known.active:
        raise NotAdmitted(_("%(name)s does not present here any more.") % {"name": known.name})
    if station is None or mount not in station.mounts:
        raise NotAdmitted(_("There is no such mount."))
    until_then = until(known.pk, at)
    if until_then is not None and until_then <= at:
        raise NotAdmitted(_("%(name)s has no slot now.") % {"name": known.name})
    return Who(known.pk, known.name)


def until(presenter: int, at: datetime) -> datetime | None:
    """Until when a presenter may be connected: the end of their slot and grace; None: for ever.

    `at` itself where they may not be connected at all (any more). Slots that follow each other
    within the grace are one.
    """
    row, station = Presenter.objects.filter(pk=presenter).first(), Station.objects.first()
    if row is None or station is None or not row.active:
        return at
    if row.always:
        return None
    grace = timedelta(minutes=station.grace_minutes)
    theirs = set(Slot.objects.filter(presenters=presenter).values_list("pk", flat=True))
    if not theirs:
        return at
    found = occurrences(at - grace - timedelta(seconds=1), at + AHEAD)
    return _chained([one for one in found if one.slot in theirs], at, grace)


def _chained(theirs: list[OnNow], at: datetime, grace: timedelta) -> datetime:
    """The end of the run of occurrences, each with its grace, that `at` is in; else `at`."""
    last = at
    for one in theirs:
        if one.starts - grace <= last:
            last = max(last, one.ends + grace)
    return last


def _log_refusal(mount: str, username: str, refused: NotAdmitted, at: datetime) -> None:
    key = f"onair.refused.{int(at.timestamp()) // 60}"
    cache.add(key, 0, 120)
    if cache.incr(key) <= LOGGED_A_MINUTE:
        log_security("presenter-refused", detail={
            "user": username[:100], "mount": mount[:100], "why": str(refused)})


def _text(said: str) -> str:
    """What a database takes: nothing of what a program sent can be an error there."""
    return said.encode("utf-8", "replace").decode().replace("\0", "?")
