"""No address and no command of Wagtail changes what is live past the record."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command, get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.actions.registry import action_registry
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import Revision, Task, Workflow

from cast import all_checked, filed, live
from dateline.desk import public as desk
from dateline.desk.models import OtherDoor, Story
from dateline.lib import clock
from dateline.people.public import User, make_link
from dateline.record import public as record
from desking import STORY, Writing, body, desk_of, form, person

LEFT_OUT = re.compile(r"logout|/act/|failwhale|^/desk/(pages|documents|sites|reports)/.")
"""Signing out ends the test; our own acts have tests of their own; one address fails on purpose."""


def addresses(patterns=None, before=""):
    """Every address under /desk/ with its parameters filled in for one story."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith("desk/"):
            yield "/" + path


def filled(path, story, revision, task):
    """The address of this pattern about this story."""
    given = {"app_label": "desk", "model_name": "story", "content_type_app_name": "desk",
             "content_type_model_name": "story", "action": "publish", "action_name": "approve",
             "revision_id": revision, "revision": revision, "task_state_id": task,
             "revision_id_a": "live", "revision_id_b": "latest", "act": "x"}
    path = re.sub(r"\(\?P<(\w+)>(?:\[[^\]]*\]|[^()\[\]])*\)",
                  lambda found: str(given.get(found[1], story)), path)
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(given.get(found[1], story)), path)
    return re.sub(r"[\^$\\]", "", path)


def standings():
    """What is live on the desk, and what the log has."""
    return set(Story.objects.filter(live=True).values_list("guid", flat=True)), record.head()


EVIL = {"action-publish": "1", "action-unpublish": "1", "action-workflow-action": "1",
        "workflow-action-name": "approve", "action": "publish", "live": "on", "state": "live",
        "confirm": "1", "id": "1"}


@pytest.fixture
def admin(house):
    return desk_of(User.objects.create_superuser("root@example.org", "a long enough secret"))


def test_every_address_of_the_desk(house, admin, noon):
    filed("A draft")
    live("A live story", at=noon)
    guid = filed("In review")
    ann = person("reporter")
    desk.submit(guid, by=ann)
    seen = 0
    for pk in Story.objects.order_by("pk").values_list("pk", flat=True):
        writing = Writing(User.objects.get(email="root@example.org"), pk)
        for pattern in set(addresses()):
            if LEFT_OUT.search(pattern):
                continue
            story = Story.objects.get(pk=pk)
            task = story.current_workflow_task_state
            path = filled(pattern, pk, story.latest_revision_id or 1, task.pk if task else 1)
            before, entry = standings()
            admin.raise_request_exception = False
            admin.get(path)
            assert standings() == (before, entry), path
            admin.post(path, writing.sent | body("x") | EVIL)
            after, last = standings()
            changed = after ^ before
            assert last - entry == len(changed), path
            if changed:
                assert "workflow" in path, path
            seen += 1
            admin.post(make_link("root@example.org"))
    assert seen > 200
    all_checked()


def test_approval_by_wagtails_own_address_is_one_entry(house, noon):
    ann, ed = person("reporter"), person("editor")
    guid = filed("A bridge opens")
    desk.submit(guid, by=ann)
    story = Story.objects.get()
    task = story.current_workflow_task_state
    before = record.head()
    client = desk_of(ed)
    where = f"{STORY}workflow/action/{story.pk}/approve/{task.pk}/"
    assert client.post(where).status_code == 302
    assert record.head() == before + 1
    assert Story.objects.get().live
    all_checked()


def test_approval_by_somebody_without_the_role_is_refused(house, noon):
    guid = filed("A bridge opens")
    desk.submit(guid, by=person("reporter"))
    task = Story.objects.get().current_workflow_task_state
    before = record.head()
    client = desk_of(person("reporter", name="zoe"))
    client.post(f"{STORY}workflow/action/{Story.objects.get().pk}/approve/{task.pk}/")
    assert record.head() == before
    assert not Story.objects.get().live
    moderator = person("moderator")
    Task.objects.get(name="Approval").specific.groups.add(Group.objects.get(name="moderator"))
    client = desk_of(moderator)
    client.raise_request_exception = False
    client.post(f"{STORY}workflow/action/{Story.objects.get().pk}/approve/{task.pk}/")
    assert record.head() == before and not Story.objects.get().live


def test_return_and_cancel_by_wagtails_own_addresses_make_a_draft(house):
    guid = filed("A bridge opens")
    desk.submit(guid, by=person("reporter"))
    story = Story.objects.get()
    client = desk_of(person("editor"))
    where = f"{STORY}workflow/action/{story.pk}/reject/{story.current_workflow_task_state.pk}/"
    client.post(where, {"comment": "Who built it?"})
    assert Story.objects.get().state == "draft"
    desk.submit(guid, by=User.objects.get(first_name="Reporter"))
    assert Story.objects.get().state == "in review"
    Story.objects.get().current_workflow_state.cancel(user=None)
    assert Story.objects.get().state == "draft"
    Workflow.objects.get(name="Review").deactivate()
    desk.submit(guid)
    assert Story.objects.get().state == "in review"


def test_publish_scheduled_goes_through_the_door(house, noon):
    live("A bridge opens", at=noon, expires_at=noon + timedelta(hours=1))
    held = filed("Held")
    desk.schedule(held, clock.now() + timedelta(seconds=1))
    assert "publish_scheduled" in get_commands()
    before = standings()
    call_command("publish_scheduled")
    live_now, entry = standings()
    assert entry - before[1] == len(live_now ^ before[0]) == 1
    all_checked()


def test_the_row_itself_refuses(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    story = Story.objects.get()
    revision = story.save_revision(clean=False)
    for act in (lambda: story.publish(revision), story.unpublish, story.delete, revision.publish,
                UnpublishAction(Story.objects.get()).execute):
        with pytest.raises(OtherDoor):
            act()
    for name in ("publish", "unpublish", "delete"):
        assert action_registry.get_action_class(Story, name).__module__ == "dateline.desk.saving"
    assert desk.find(guid=guid).standing == "live"
    assert Revision.objects.for_instance(story).count() == 1


def test_an_earlier_text_comes_back_as_a_draft_only(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    pk = Story.objects.get().pk
    writing = Writing(person("editor"), pk)
    writing.save(headline="First", **body("x"))
    first = Story.objects.get().latest_revision_id
    writing.open()
    writing.save(headline="Second", **body("x"))
    before = record.head()
    where = f"{STORY}history/{pk}/revisions/{first}/revert/"
    fields = form(writing.client.get(where).content.decode(), "w-editor-form")
    assert fields["headline"] == "First"
    assert writing.client.post(where, fields | body("x")).status_code == 302
    story = Story.objects.get()
    assert (story.headline, story.standing) == ("First", "live with a draft")
    assert record.head() == before
    assert record.public_filing(guid).headline == "A bridge opens"
