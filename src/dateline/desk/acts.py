"""The desk's acts that change what is public: each one transaction, working copy and record.

What is possible in which state, and to whom, is in `table`. `by` is the person who acts; None is
the house itself (the clock, the command line, an import). Acts raise NotAllowed, NotPermitted,
NoSuchStory, NotCopy; then nothing was written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext

from dateline.desk.drawing import draw_ahead
from dateline.desk.history import noted, sealed
from dateline.desk.locking import NoSuchStory, act_on
from dateline.desk.models import Story
from dateline.desk.review import close_review
from dateline.desk.working import NotCopy, changed, keep, storable, whole
from dateline.lib import clock
from dateline.lib.dates import moment_words
from dateline.people.public import User
from dateline.record import public as record
from dateline.record.public import Filing, Notice, Published

__all__ = ["NoSuchStory"]
Changes = dict[str, Any]
PROMPT = timedelta(seconds=1)
"""What the clock releases later than this is shown as late."""


def publish(guid: str, *, at: datetime | None = None, by: User | None = None) -> Published:
    """Make a story public. Without a date of its own it is dated now, unless it is backfile."""
    return _publish(guid, "publish", at or clock.now(), by)


def lift(guid: str, *, at: datetime | None = None, by: User | None = None) -> Published:
    """End the embargo: the story is public from now on."""
    return _publish(guid, "lift", at or clock.now(), by)


def _publish(guid: str, act: str, at: datetime, by: User | None) -> Published:
    draw_ahead(guid)
    with act_on(guid, act, by) as (story, _):
        if not story.backfile and story.published_at is None:
            story.published_at = at
        whole(story)
        if story.expire_at is not None and story.expire_at <= at:
            raise NotCopy(gettext("Expires: %(when)s is past; give a later time") % {
                "when": moment_words(story.expire_at, seconds=True)})
        _stand_live(story, at, by)
        sealed(story, by, at)
        close_review(story, by)
        noted(story, act, by)
        return record.publish(story.filing(), at=at, kind="backfile" if story.backfile else "news")


def _stand_live(story: Story, at: datetime, by: User | None) -> None:
    """Be live, and say how late that is if the clock did it."""
    due = story.release_at
    if due is not None or not story.live:
        late = at - due if due and by is None else timedelta()
        story.late_by = late if late > PROMPT else None
    story.stand("live")


def update(
    guid: str, changes: Changes | None = None, *, note: str = "", at: datetime | None = None,
    backfile: bool = False, by: User | None = None,
) -> Published:
    """Publish changes to the public version; without `changes`, publish the open draft.

    An open draft stays when `changes` are given, and is marked as behind.
    """
    storable(note)
    at = at or clock.now()
    notice = Notice("update", note, at) if note else None
    draw_ahead(guid)
    with act_on(guid, "update", by) as (story, _):
        noted(story, "update", by, text=note)
        if changes is not None:
            return _amend(story, changes, "update", notice, at, by, backfile)
        return _publish_draft(story, "update", notice, at, by)


def correct(
    guid: str, changes: Changes | None = None, *, wrong: str, right: str, text: str = "",
    at: datetime | None = None, by: User | None = None,
) -> Published:
    """Correct the public version, and say in public what was wrong and what is right.

    Without `changes` the open draft is the correction.
    """
    if not (wrong.strip() and right.strip()):
        raise NotCopy(gettext("say what was wrong and what is right; both are shown"))
    storable(wrong, right, text)
    at = at or clock.now()
    notice = Notice("correction", text, at, wrong, right)
    draw_ahead(guid)
    with act_on(guid, "correct", by) as (story, _):
        noted(story, "correct", by, wrong=wrong, right=right)
        if changes is not None:
            return _amend(story, changes, "correct", notice, at, by)
        return _publish_draft(story, "correct", notice, at, by)


def _publish_draft(
    story: Story, act: Literal["update", "correct"], notice: Notice | None, at: datetime,
    by: User | None,
) -> Published:
    whole(story)
    if not story.has_unpublished_changes:
        raise NotCopy(gettext("there is no draft to publish, and no changes are given"))
    if story.behind:
        raise NotCopy(gettext("the public version has moved since this draft; compare them"))
    _stand_live(story, at, by)
    sealed(story, by, at)
    close_review(story, by)
    return record.amend(story.filing(), at=at, act=act, notice=notice)


def resection(
    guid: str, section: str, *, at: datetime | None = None, by: User | None = None
) -> Published:
    """Move a live story to another section; its older addresses redirect."""
    with act_on(guid, "resection", by) as (story, _):
        noted(story, "resection", by, section=section)
        at = at or clock.now()
        return _amend(story, {"section": section}, "resection", None, at, by)


def _amend(
    story: Story, changes: Changes, act: Literal["update", "correct", "resection"],
    notice: Notice | None, at: datetime, by: User | None, backfile: bool = False,
) -> Published:
    """Start from the public version, whatever the working copy says by now."""
    filing: Filing = changed(record.public_filing(str(story.guid)), changes)
    if story.has_unpublished_changes:
        story.behind = True
        story.save()
    else:
        keep(story, filing)
        sealed(story, by, at)
    kind: Literal["news", "backfile"] = "backfile" if backfile else "news"
    return record.amend(replace(filing, guid=str(story.guid)), at=at, act=act, notice=notice,
                        kind=kind)


def withdraw(
    guid: str, notice: str, *, at: datetime | None = None, by: User | None = None
) -> Published:
    """Take a live story out of public; it may be published again."""
    return _take_down(guid, "withdraw", "withdrawn", notice, "", at, by)


def expire(
    guid: str, notice: str = "", *, at: datetime | None = None, by: User | None = None
) -> Published:
    """Take a live story out of public because its time is over."""
    return _take_down(guid, "expire", "expired", notice, "", at, by)


def kill(
    guid: str, notice: str, *, reason: str, at: datetime | None = None, by: User | None = None
) -> Published:
    """Take a story out of public for ever. The notice is shown in its place; the reason is kept."""
    if not (notice.strip() and reason.strip()):
        raise NotCopy(gettext("a public notice and a reason are required"))
    return _take_down(guid, "kill", "killed", notice, reason, at, by)


def _take_down(
    guid: str, act: str, state: Literal["withdrawn", "expired", "killed"], notice: str,
    reason: str, at: datetime | None, by: User | None,
) -> Published:
    storable(notice, reason)
    with act_on(guid, act, by) as (story, _):
        story.stand(state)
        story.save()
        close_review(story, by)
        noted(story, act, by, notice=notice, reason=reason)
        return record.take_down(guid, state, at=at or clock.now(), notice=notice, reason=reason)
