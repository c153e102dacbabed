"""How a story may be discussed: the nearest policy of site, section and story speaks.

Whatever it says, a story on a pending trial or about minors is read first, or closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from dateline.delivery.public import snapshot
from dateline.discussion.models import Policy, Thread
from dateline.record import public as record

OPEN, NEW, FIRST, CLOSED = "open", "new", "first", "closed"
_LEVELS = ("site", "section", "story")


@dataclass(frozen=True)
class Ground:
    """A live story as a discussion stands on it; `section` is its section's uuid."""

    guid: str
    number: int
    code: str
    address: str
    headline: str
    language: str
    section: str
    public_at: datetime
    delicate: bool


@dataclass(frozen=True)
class Terms:
    """What holds for a thread; `why` says in words why nobody may write there; empty: one may."""

    mode: str
    new_until: int
    closes_at: datetime | None
    why: str = ""


def ground_of(code: str) -> Ground | None:
    """The live story of a code. None: there is none, or it is live no longer."""
    with snapshot():
        version = record.story(code, related=False)
    if version is None or version.state != "live":
        return None
    try:
        filing = record.public_filing(version.guid)
    except LookupError:
        return None
    public_at = version.first_public_at or version.published_at or version.modified_at
    assert public_at is not None
    return Ground(
        version.guid, version.number, version.code, version.address, version.headline,
        version.language, filing.section.uuid, public_at, version.sub_judice or version.minors)


def terms_of(ground: Ground, thread: Thread | None, *, at: datetime) -> Terms:
    """What holds for the thread of a story now."""
    rows = Policy.objects.filter(
        Q(level="site") | Q(level="section", subject=ground.section)
        | Q(level="story", subject=ground.guid))
    return terms(rows, ground, closed=bool(thread and thread.closed_at), at=at)


def terms(rows: Iterable[Policy], ground: Ground, *, closed: bool, at: datetime) -> Terms:
    """The same of policies that were read already; all of them are about this story."""
    nearest = max(rows, key=lambda row: _LEVELS.index(row.level))
    days = nearest.days
    closes_at = ground.public_at + timedelta(days=days) if days is not None else None
    mode = FIRST if ground.delicate and nearest.mode != CLOSED else nearest.mode
    why = ""
    if closed or mode == CLOSED:
        why = _("This discussion is closed.")
    elif closes_at is not None and closes_at <= at:
        why = _("This discussion closed %(days)d days after the story was published.") % {
            "days": days}
    return Terms(CLOSED if why else mode, nearest.new_until, closes_at, why)
