"""A review of more steps than one: each is approved by whom it asks, and the last one publishes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cast import filed, ledger
from dateline.desk import public as desk
from dateline.desk.approval import approve_step
from dateline.desk.models import Story
from dateline.desk.public import NotPermitted
from desking import Writing, body, buttons, person


@pytest.fixture
def reviewed(house):
    """A story in review, first by any editor, then by a chief editor."""
    task = GroupApprovalTask.objects.create(name="The chief looks")
    task.groups.set(Group.objects.filter(name="chief editor"))
    workflow = Workflow.objects.get(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=9)
    guid = filed("A bridge opens")
    writing = Writing(person("reporter"), Story.objects.get().pk)
    writing.save(**body("It opened."))
    assert writing.act("submit").status_code == 302
    return guid


def test_approval_leads_on_step_by_step_and_the_last_step_publishes(reviewed):
    ed, cleo = person("editor"), person("chief editor")
    pk, before = Story.objects.get().pk, ledger()
    editing = Writing(ed, pk)
    assert "The chief looks" in editing.client.get(f"/desk/stories/{pk}/act/approve/").text
    assert editing.act("approve").status_code == 302
    story = Story.objects.get()
    assert (story.state, story.current_workflow_task_state.task.name) == (
        "in review", "The chief looks")
    assert ledger() == before
    editing.open()
    assert "approve" not in buttons(editing.html)
    assert editing.act("approve").status_code != 302 and ledger() == before
    with pytest.raises(NotPermitted, match="asks others"):
        approve_step(Story.objects.get(), ed)
    chief = Writing(cleo, pk)
    assert chief.act("approve").status_code == 302
    story = Story.objects.get()
    assert (story.state, story.workflow_in_progress) == ("live", False)
    assert ledger()[0] == before[0] + 1
    assert desk.find(guid=reviewed).standing == "live"


def test_what_an_editor_publishes_is_published_whatever_steps_are_left(reviewed):
    editing = Writing(person("editor"), Story.objects.get().pk)
    assert editing.act("publish").status_code == 302
    story = Story.objects.get()
    assert (story.state, story.workflow_in_progress) == ("live", False)
