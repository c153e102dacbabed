"""Arranging the front page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk.models import Story
from dateline.desk.permitted import must_have
from dateline.desk.signing import sign, signatures
from dateline.desk.working import storable
from dateline.lib import clock
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import LEVELS, Banner, Front, Published, Rail

ROLES = frozenset({"chief editor", "editor"})
WHAT = gettext_lazy("Arrange the front page")
MOST_AT_TOP, MOST_PINS, LONGEST = 13, 8, 200


class NotFront(ValueError):
    """The front page cannot be arranged so; the text says why, and what to do."""


@dataclass(frozen=True)
class Change:
    """One arrangement of the front page: its entry, when, by whom (empty: the house), and what."""

    seq: int
    at: datetime | None
    who: str
    front: Front


class FrontMoved(Exception):
    """Somebody arranged the front page since it was looked at: `since`, the newest first."""

    def __init__(self, since: tuple[Change, ...]) -> None:
        super().__init__("The front page has been arranged by somebody else meanwhile.")
        self.since = since


def arrange(
    front: Front, *, by: User | None = None, at: datetime | None = None,
    based_on: int | None = None,
) -> Published | None:
    """Put a front page online; None if it is online already.

    `based_on` is the entry of the front page that was looked at (0: none yet). Raises
    NotPermitted, NotFront, NotCopy, NotPossible, and FrontMoved if it is not that one any more.
    """
    must_have(by, ROLES, str(WHAT))
    moment = at or clock.now()
    front = checked(front, moment)
    try:
        with transaction.atomic():
            return put_online(front, by=by, at=moment, based_on=based_on)
    except record.Moved:
        raise FrontMoved(changes(after=based_on or 0)) from None


def put_online(
    front: Front, *, by: User | None, at: datetime, based_on: int | None = None
) -> Published | None:
    """The last statements of the caller's transaction; None, and nothing done, if it is so."""
    record.next_seq()  # from here on nobody else arranges
    if record.arranged().front == front:
        return None
    sign(by)
    return record.arrange(front, at=at, based_on=based_on)


def standing_front() -> Change:
    """The front page that is online."""
    return _change(record.arranged())


def front_at(seq: int) -> Change:
    """The front page that an entry put online; raises LookupError."""
    return _change(record.arranged(seq))


def changes(*, after: int = 0, limit: int = 50) -> tuple[Change, ...]:
    """The latest arrangements after an entry, the newest first."""
    found = record.arrangements(after=after, limit=limit)
    names = signatures(one.seq for one in found)
    return tuple(Change(one.seq, one.at, names.get(one.seq, ""), one.front) for one in found)


def _change(found: record.Arranged) -> Change:
    name = signatures([found.seq]).get(found.seq, "")
    return Change(found.seq, found.at, name, found.front)


def checked(front: Front, moment: datetime) -> Front:
    """The front page, each story once in each place, if it can go online at this moment."""
    top = _once(front.top)
    rails = tuple({rail.section: Rail(rail.section, _once(rail.pins)) for rail in front.rails}
                  .values())
    if len(top) > MOST_AT_TOP:
        raise NotFront(_("At the top stand at most %d stories.") % MOST_AT_TOP)
    if any(len(rail.pins) > MOST_PINS for rail in rails):
        raise NotFront(_("A rail has at most %d pins.") % MOST_PINS)
    banner = _checked_banner(front.banner, moment) if front.banner else None
    made = Front(top[0] if top else "", top[1:], rails, tuple(dict.fromkeys(front.without)), banner)
    _all_known(made)
    return made


def _checked_banner(banner: Banner, moment: datetime) -> Banner:
    text = " ".join(banner.text.split())
    storable(text)
    if not 1 <= len(text) <= LONGEST:
        raise NotFront(_("The banner’s text has 1 to %d signs.") % LONGEST)
    if banner.level not in LEVELS:
        raise NotFront(_("The banner has no such level."))
    if banner.expires_at.tzinfo is None:
        raise NotFront(_("The banner’s end needs its zone."))
    if banner.expires_at <= moment:
        raise NotFront(_("The banner would be over before it shows: give a later end."))
    return replace(banner, text=text, story=_guid(banner.story) if banner.story else "")


def _all_known(front: Front) -> None:
    known = Story.objects.filter(guid__in=front.guids).count()
    if known != len(front.guids):
        raise NotFront(_("One of the stories is not known to the desk: search for it again."))


def _once(guids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_guid(guid) for guid in guids))


def _guid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFront(_("One of the stories is not named by its guid.")) from None
