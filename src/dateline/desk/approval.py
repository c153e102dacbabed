"""What happens when Wagtail's workflow ends: the same acts, through the same door."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.desk.acts import publish, update
from dateline.desk.drafts import embargo, schedule
from dateline.desk.locking import act_on
from dateline.desk.models import Story
from dateline.desk.permitted import NotPermitted
from dateline.desk.review import asks, step_after, story_of
from dateline.lib import clock
from dateline.people.public import User


def approve(story: Story, by: User | None) -> None:
    """Make an approved text public, or hold it until the time its editors gave."""
    guid, now = str(story.guid), clock.now()
    live = story.state == Story.State.LIVE
    if not live and story.embargo_until and story.embargo_until > now:
        embargo(guid, story.embargo_until, by=by)
    elif story.go_live_at and story.go_live_at > now:
        schedule(guid, story.go_live_at, by=by)
    elif live:
        update(guid, by=by)
    else:
        publish(guid, by=by)


def approve_step(story: Story, by: User | None) -> None:
    """Approve the step that waits: the next one is asked; after the last the text goes on."""
    if by is not None and not asks(story, by):
        raise NotPermitted(_("The review's step that waits asks others for their approval."))
    if step_after(story) is None:
        approve(story, by)
        return
    asked = "update" if story.state == Story.State.LIVE else "publish"
    with act_on(str(story.guid), asked, by) as (held, _outcome):
        held.current_workflow_task_state.approve(user=by)


def approved(workflow_state: Any, user: User | None = None) -> None:
    """Wagtail calls this inside the transaction that ends a workflow with approval."""
    story = story_of(workflow_state)
    if story is not None:
        approve(story, user)


def begun(sender: Any, instance: Any, **_named: Any) -> None:
    """A workflow was started: a draft is in review."""
    _move(instance, "draft", "in review")


def ended(sender: Any, instance: Any, **_named: Any) -> None:
    """A workflow was rejected or cancelled: what was in review is a draft again."""
    _move(instance, "in review", "draft")


def _move(workflow_state: Any, before: str, after: str) -> None:
    story = story_of(workflow_state)
    if story is not None:
        Story.objects.filter(pk=story.pk, state=before).update(state=after)
