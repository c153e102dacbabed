"""The desk's acts on one story: each one transaction, the working copy and the record together.

What is possible in which state is in `table`. Acts raise NotAllowed, NoSuchStory, NotCopy; then
nothing was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from dateline.desk.models import Story
from dateline.desk.table import Outcome, outcome
from dateline.desk.working import NotCopy, changed, keep, storable
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Filing, Notice, Published

Changes = dict[str, Any]


class NoSuchStory(LookupError):
    """No story has this guid on the desk."""


@contextmanager
def _act(guid: str, act: str) -> Iterator[tuple[Story, Outcome]]:
    """One transaction: the story's row locked, the act allowed by the table."""
    with transaction.atomic():
        locked = Story.objects.select_for_update(of=("self",)).select_related("section", "place")
        story = locked.filter(guid=UUID(guid)).first()
        if story is None:
            raise NoSuchStory(f"no story has the guid {guid}")
        yield story, outcome(act, story.standing, story.headline)


def save_draft(guid: str, changes: Changes) -> None:
    """Change the working copy; the public version stays as it is."""
    with _act(guid, "save") as (story, _):
        story.has_draft = story.state == Story.State.LIVE
        keep(story, changed(story.filing(), changes))


def submit(guid: str) -> None:
    """Ask for approval."""
    with _act(guid, "submit") as (story, _):
        story.state = Story.State.IN_REVIEW
        story.save()


def send_back(guid: str) -> None:
    """Return a submitted story to its writer."""
    with _act(guid, "return") as (story, _):
        story.state = Story.State.DRAFT
        story.save()


def embargo(guid: str, until: datetime) -> None:
    """Hold a story until a time (aware); the scheduler then publishes it."""
    if until.tzinfo is None:
        raise NotCopy(f"{until.isoformat()}: an embargo needs its zone")
    with _act(guid, "embargo") as (story, _):
        story.state, story.embargo_until = Story.State.EMBARGOED, until
        story.save()


def publish(guid: str, *, at: datetime | None = None) -> Published:
    """Make a story public. Without a date of its own it is dated now, unless it is backfile."""
    return _publish(guid, "publish", at or clock.now())


def lift(guid: str, *, at: datetime | None = None) -> Published:
    """End the embargo: the story is public from now on."""
    return _publish(guid, "lift", at or clock.now())


def _publish(guid: str, act: str, at: datetime) -> Published:
    with _act(guid, act) as (story, _):
        if not story.backfile and story.published_at is None:
            story.published_at = at
        if story.expires_at is not None and story.expires_at <= at:
            raise NotCopy(f"expires_at: {story.expires_at.isoformat()} is past; give a later time")
        story.state, story.embargo_until, story.has_draft = Story.State.LIVE, None, False
        story.save()
        return record.publish(story.filing(), at=at, kind="backfile" if story.backfile else "news")


def update(
    guid: str, changes: Changes | None = None, *, note: str = "", at: datetime | None = None,
    backfile: bool = False,
) -> Published:
    """Publish changes to the public version; without `changes`, publish the open draft.

    An open draft stays when `changes` are given, and is marked as behind.
    """
    storable(note)
    at = at or clock.now()
    notice = Notice("update", note, at) if note else None
    with _act(guid, "update") as (story, _):
        if changes is not None:
            return _amend(story, changes, "update", notice, at, backfile)
        if not story.has_draft:
            raise NotCopy("update: there is no draft to publish, and no changes are given")
        if story.behind:
            raise NotCopy("update: the public version has moved since this draft; compare them")
        story.has_draft = False
        story.save()
        return record.amend(story.filing(), at=at, act="update", notice=notice)


def correct(
    guid: str, changes: Changes, *, wrong: str, right: str, text: str = "",
    at: datetime | None = None,
) -> Published:
    """Correct the public version, and say in public what was wrong and what is right."""
    if not (wrong.strip() and right.strip()):
        raise NotCopy("correct: say what was wrong and what is right; both are shown")
    storable(wrong, right, text)
    at = at or clock.now()
    with _act(guid, "correct") as (story, _):
        return _amend(story, changes, "correct", Notice("correction", text, at, wrong, right), at)


def resection(guid: str, section: str, *, at: datetime | None = None) -> Published:
    """Move a live story to another section; its older addresses redirect."""
    with _act(guid, "resection") as (story, _):
        return _amend(story, {"section": section}, "resection", None, at or clock.now())


def _amend(
    story: Story, changes: Changes, act: Literal["update", "correct", "resection"],
    notice: Notice | None, at: datetime, backfile: bool = False,
) -> Published:
    """Start from the public version, whatever the working copy says by now."""
    filing: Filing = changed(record.public_filing(str(story.guid)), changes)
    if story.has_draft:
        story.behind = True
        story.save()
    else:
        keep(story, filing)
    kind: Literal["news", "backfile"] = "backfile" if backfile else "news"
    return record.amend(replace(filing, guid=str(story.guid)), at=at, act=act, notice=notice,
                        kind=kind)


def withdraw(guid: str, notice: str, *, at: datetime | None = None) -> Published:
    """Take a live story out of public; it may be published again."""
    return _take_down(guid, "withdraw", "withdrawn", notice, "", at)


def expire(guid: str, notice: str = "", *, at: datetime | None = None) -> Published:
    """Take a live story out of public because its time is over."""
    return _take_down(guid, "expire", "expired", notice, "", at)


def kill(guid: str, notice: str, *, reason: str, at: datetime | None = None) -> Published:
    """Take a story out of public for ever. The notice is shown in its place; the reason is kept."""
    if not (notice.strip() and reason.strip()):
        raise NotCopy("kill: a public notice and a reason are required")
    return _take_down(guid, "kill", "killed", notice, reason, at)


def _take_down(
    guid: str, act: str, state: Literal["withdrawn", "expired", "killed"], notice: str,
    reason: str, at: datetime | None,
) -> Published:
    storable(notice, reason)
    with _act(guid, act) as (story, _):
        story.state, story.has_draft, story.behind = state, False, False
        story.save()
        return record.take_down(guid, state, at=at or clock.now(), notice=notice, reason=reason)


def erase(guid: str, notice: str = "", *, at: datetime | None = None) -> None:
    """Erase a story by law: its working copy, and every text the record has of it."""
    storable(notice)
    with _act(guid, "erase") as (story, found):
        public = found.state == "erased"
        story.namings.all().delete()
        if public:
            _empty(story)
            record.erase(guid, at=at or clock.now(), notice=notice)
        else:
            story.delete()
    record.forget_erased_bytes(also=("desk_story", "desk_naming"))


def _empty(story: Story) -> None:
    blank = Story(section=story.section, guid=story.guid, pk=story.pk, source=story.source)
    blank.state = Story.State.ERASED
    blank.save()
