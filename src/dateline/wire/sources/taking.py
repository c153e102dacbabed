"""An editor's acts on what came in: taking it over, taking its newer version, setting it aside.

All raise MayNot, NoSuchItem, and what the desk raises (NotAllowed, NotCopy); nothing is done then.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk import public as desk
from dateline.desk.public import Working
from dateline.people.public import User
from dateline.wire.models import Incoming
from dateline.wire.sources.copying import changes_of, copy_of
from dateline.wire.sources.permitted import TAKE, must
from dateline.wire.sources.picturing import Brought, bring

STATES = Incoming.State
NEVER = (STATES.KILLED, STATES.ERASED)


class NoSuchItem(LookupError):
    """There is no such item, or it cannot be taken over; the text says why."""


def locked(number: int) -> Incoming:
    """An item under its lock, in the caller's transaction."""
    row = Incoming.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NoSuchItem(_("this item is gone"))
    return row


def take(number: int, *, by: User) -> Working:
    """Make a draft of an item, as `by`; twice, or by two at once, gives the same story.

    Its credit is the source's. A time of embargo stands in the editor's note: nothing publishes it.
    """
    must(by, TAKE, _("taking copy over"))
    brought = fetched(number)
    with transaction.atomic():
        row = locked(number)
        if row.state == STATES.ERASED:
            raise NoSuchItem(_("this item is gone"))
        found = story_of(row)
        if found is not None:
            return found
        if row.state == STATES.KILLED:
            raise NoSuchItem(_("its sender has killed it: it is not taken over"))
        found = filed(row, by=by, brought=brought)
        row.state, row.taken_by, row.pending = STATES.TAKEN, by, ""
        row.save()
        return found


def story_of(row: Incoming) -> Working | None:
    """The story an item became, unless it was thrown away."""
    return desk.find(guid=str(row.story)) if row.story else None


def fetched(number: int, *, again: bool = False) -> Brought:
    """The pictures of an item that has no story yet (or, `again`, has one); outside any
    transaction."""
    row = Incoming.objects.select_related("source").filter(pk=number).first()
    if row is None or row.state in NEVER or (story_of(row) is not None) != again:
        return Brought()
    return bring(row)


def filed(row: Incoming, *, by: User | None = None, brought: Brought | None = None) -> Working:
    """File an item's story; the row learns which. It is for the caller to save it."""
    found = desk.find(guid=desk.file_story(copy_of(row, brought=brought), by=by))
    if found is None:
        raise NoSuchItem(_("the story was thrown away at this moment"))
    row.story, row.desk_text, row.behind = found.guid, found.text, False  # type: ignore[assignment]
    return found


def take_newer(number: int, *, by: User) -> Working:
    """Put the newer version of an item into the draft of its story; what stood there is kept in
    its history."""
    must(by, TAKE, _("taking copy over"))
    brought = fetched(number, again=True)
    with transaction.atomic():
        row = locked(number)
        found = story_of(row)
        if found is None:
            raise NoSuchItem(_("it has no story: take it over"))
        if row.behind:
            desk.save_draft(found.guid, changes_of(row, brought=brought), by=by)
            keep_text(row)
            row.behind = False
            row.save()
        return story_of(row) or found


def keep_text(row: Incoming) -> None:
    """Remember what the desk calls the text that we wrote now."""
    found = story_of(row)
    row.desk_text = found.text if found else ""


def set_aside(number: int, *, by: User, back: bool = False) -> None:
    """Take an item out of the queue; `back` puts it there again."""
    must(by, TAKE, _("setting copy aside"))
    before, after = (STATES.ASIDE, STATES.WAITING) if back else (STATES.WAITING, STATES.ASIDE)
    with transaction.atomic():
        row = locked(number)
        if row.state == before:
            row.state, row.pending = after, ""
            row.save(update_fields=["state", "pending"])
