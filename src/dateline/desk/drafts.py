"""The desk's acts on working copies: nothing public changes by them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from dateline.desk.history import noted
from dateline.desk.locking import act_on
from dateline.desk.models import Story
from dateline.desk.review import close_review, open_review, return_review
from dateline.desk.table import NotAllowed
from dateline.desk.texts import Text, put, seen
from dateline.desk.working import NotCopy, changed, keep, storable, whole
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import Filing


def begun(story: Story) -> None:
    """Remember which public version a live story's draft begins from."""
    if story.state == Story.State.LIVE and not story.has_unpublished_changes:
        standing = record.standing(str(story.guid))
        story.has_unpublished_changes = True
        story.based_on = standing.version if standing else None


def save_draft(
    guid: str, changes: dict[str, Any] | Callable[[Filing], dict[str, Any]], *,
    by: User | None = None,
) -> None:
    """Change the working copy; the public version stays as it is.

    `changes`: fields of `Copy`, or what gives them for the text as it stands under its lock.
    """
    with act_on(guid, "save", by) as (story, _):
        begun(story)
        filing = story.filing()
        keep(story, changed(filing, changes(filing) if callable(changes) else changes))
        if by is not None or story.latest_revision_id is not None:
            story.save_revision(user=by, clean=False)
        noted(story, "save", by)


def submit(guid: str, *, by: User | None = None) -> None:
    """Ask for approval."""
    with act_on(guid, "submit", by) as (story, outcome):
        whole(story)
        if story.state == Story.State.DRAFT:
            story.state = outcome.state
            story.save()
        open_review(story, by)
        noted(story, "submit", by)


def send_back(guid: str, text: str = "", *, by: User | None = None) -> None:
    """Return a submitted or held story to its writer, with a note on what to change.

    The draft of a live story is no longer held; the public version stays.
    """
    storable(text)
    with act_on(guid, "return", by) as (story, outcome):
        if story.state != Story.State.LIVE:
            story.stand(outcome.state)
        story.release_at, story.trouble = None, ""
        story.save()
        return_review(story, by, text)
        noted(story, "return", by, note=text)


def embargo(guid: str, until: datetime, *, by: User | None = None) -> None:
    """Hold a story until a time (aware); the scheduler then publishes it."""
    _hold(guid, "embargo", until, by)


def schedule(guid: str, at: datetime, *, by: User | None = None) -> None:
    """Publish a story, or the draft of a live one, at a time (aware) the newsroom has chosen.

    A draft that is behind the public version cannot be scheduled: raises NotCopy.
    """
    _hold(guid, "schedule", at, by)


def _hold(guid: str, act: str, moment: datetime, by: User | None) -> None:
    if moment.tzinfo is None:
        raise NotCopy(gettext("%(when)s: a time needs its zone") % {"when": moment.isoformat()})
    with act_on(guid, act, by) as (story, outcome):
        whole(story)
        if story.behind:
            raise NotCopy(gettext(
                "the public version has moved since this draft; compare them"))
        if story.state != Story.State.LIVE:
            story.stand(outcome.state)
        story.trouble, story.release_at = "", moment
        story.embargo_until = moment if act == "embargo" else None
        story.go_live_at = moment if act == "schedule" else None
        story.save()
        close_review(story, by)
        noted(story, act, by, until=moment.isoformat())


def discard(guid: str, *, by: User | None = None) -> None:
    """Throw a draft away: of a live story, back to the public version; any other is deleted."""
    with act_on(guid, "discard", by) as (story, outcome):
        close_review(story, by)
        if outcome.state == "deleted":
            noted(story, "discard", by)
            story.delete()
            return
        story.stand("live")
        keep(story, record.public_filing(guid))
        if story.latest_revision_id is not None:
            story.save_revision(user=by, clean=False)
        noted(story, "discard", by)


def rebase(guid: str, text: Text, *, onto: int, by: User | None = None) -> None:
    """Take a live story's draft onto the public version `onto`, with these values of its text.

    It is no longer scheduled: the text is another one than was approved. Raises NotCopy if the
    public version has moved on since it was compared.
    """
    with act_on(guid, "rebase", by) as (story, _):
        standing = record.standing(guid)
        if standing is None or standing.version != onto:
            raise NotCopy(gettext(
                "the public version has moved again since you compared them"))
        put(story, text)
        story.behind, story.based_on = False, onto
        story.release_at = story.go_live_at = None
        story.trouble = ""
        story.save()
        story.save_revision(user=by, clean=False)
        noted(story, "rebase", by)


def save_text(guid: str, text: Text, *, after: str, by: User | None = None) -> None:
    """Save values of a text over the one that `texts.seen` names `after`.

    Raises NotAllowed if it is not the latest any more.
    """
    with act_on(guid, "save", by) as (story, _):
        if seen(story) != after:
            raise NotAllowed(gettext(
                "somebody has saved again since you compared the two texts"))
        begun(story)
        put(story, text)
        story.save()
        story.save_revision(user=by, clean=False)
        noted(story, "save", by)
