"""Wagtail's own address for a review: what the desk refuses there is told in words, and what was
begun is taken back, mail included. Mail is a row of the transaction that asked for it."""

from __future__ import annotations

import pytest
from django.db import transaction

from acting import brought, do
from cast import all_checked, filed
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.jobs.models import Job
from dateline.record import public as record
from desking import STORY, desk_of, person
from everything import ASKING, differing, every_row


@pytest.fixture
def waiting(house, noon):
    """A story in review that may not go out: it is over already. Its editor, its key."""
    ann, ed = person("reporter", name="ann"), person("editor", name="ed")
    guid = filed("A bridge opens", expires_at=noon)
    desk.submit(guid, by=ann)
    return ed, Story.objects.get()


def approve(ed, story):
    task = story.current_workflow_task_state
    return desk_of(ed).post(f"{STORY}workflow/action/{story.pk}/approve/{task.pk}/", follow=True)


def test_a_refused_approval_says_why_and_changes_nothing(waiting):
    ed, story = waiting
    client = desk_of(ed)
    task = story.current_workflow_task_state
    before = every_row(but=ASKING)
    answer = client.post(f"{STORY}workflow/action/{story.pk}/approve/{task.pk}/")
    assert differing(before, every_row(but=ASKING)) == {}
    assert answer.status_code == 302
    assert "is past; give a later time" in client.get(answer["Location"]).content.decode()
    assert Story.objects.get().state == "in review"
    all_checked()


def test_a_mail_is_a_row_of_its_transaction(house):
    ann, ed = person("reporter", name="ann"), person("editor", name="ed")
    guid = filed("A bridge opens")
    with pytest.raises(RuntimeError), transaction.atomic():
        desk.submit(guid, by=ann)
        assert mails() == ["ed@example.org"]
        raise RuntimeError
    assert mails() == []
    desk.submit(guid, by=ann)
    assert mails() == ["ed@example.org"]
    Job.objects.all().delete()
    assert approve(ed, Story.objects.get()).status_code == 200
    assert record.head() == 1
    assert mails() == ["ann@example.org"]


def test_a_refused_approval_mails_nobody(waiting):
    ed, story = waiting
    Job.objects.all().delete()
    approve(ed, story)
    assert mails() == []


def mails():
    """To whom a mail is waiting."""
    return sorted(job.payload["recipient"] for job in Job.objects.all())


def test_an_update_approved_there_is_one_entry(house):
    guid = brought("live with a draft")
    do("submit", guid, person("reporter", name="ann"))
    before = record.head()
    approve(person("editor", name="ed"), Story.objects.get())
    assert record.head() == before + 1
    assert desk.find(guid=guid).standing == "live"
    all_checked()
