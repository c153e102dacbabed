"""Review: Wagtail's workflow on a story, kept in step with the story's state."""

from __future__ import annotations

from typing import Any

from wagtail.models import Task

from dateline.desk.models import Story
from dateline.people.public import User


def open_review(story: Story, by: User | None) -> None:
    """Start the workflow, or take up the one that asked for changes; needs a revision."""
    if story.latest_revision is None:
        story.save_revision(user=by, clean=False)
    state = story.current_workflow_state
    if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(by)
        return
    workflow = story.get_workflow()
    if workflow is not None and state is None:
        workflow.start(story, by)


def return_review(story: Story, by: User | None, text: str) -> None:
    """The reviewer asks for changes."""
    task = story.current_workflow_task_state
    if task is not None:
        task.reject(user=by, comment=text)


def close_review(story: Story, by: User | None) -> None:
    """The review is over because an editor decided: done if the text became public, else ended."""
    state = story.current_workflow_state
    if state is None:
        return
    if story.state != Story.State.LIVE and story.state not in ("scheduled", "embargoed"):
        state.cancel(user=by)
        return
    task = state.current_task_state
    if task is not None and task.status == task.STATUS_IN_PROGRESS:
        task.specific.approve(user=by, update=False)
    state.status = state.STATUS_APPROVED
    state.save()


def in_review(story: Story) -> bool:
    """Whether somebody's approval is awaited."""
    return bool(story.workflow_in_progress)


def asks(story: Story, person: Any) -> bool:
    """Whether the step that waits is this person's to approve."""
    waiting = story.current_workflow_task_state
    if waiting is None:
        return False
    return any(name == "approve" for name, *_ in waiting.task.specific.get_actions(story, person))


def step_after(story: Story) -> Task | None:
    """The step that is asked once the one that waits is approved; None: it is the last."""
    state = story.current_workflow_state
    if state is None or state.current_task_state is None:
        return None
    left = Task.objects.filter(workflow_tasks__workflow=state.workflow, active=True)
    left = left.exclude(task_states__in=state.successful_task_states)
    left = left.exclude(pk=state.current_task_state.task_id)
    return left.order_by("workflow_tasks__sort_order").first()


def story_of(workflow_state: Any) -> Story | None:
    """The story a workflow state is about; None if it is about something else."""
    subject = workflow_state.content_object
    return subject if isinstance(subject, Story) else None
