"""Erasing by law: the working copy, its history, and every text the record has of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from wagtail.models import ModelLogEntry

from dateline.desk.front.plans import forget_told
from dateline.desk.history import noted
from dateline.desk.locking import act_on
from dateline.desk.models import Story, drop_words, wipe_words
from dateline.desk.withholding import forget_withheld
from dateline.desk.working import storable
from dateline.lib import clock
from dateline.people.public import User
from dateline.record import public as record

TABLES = (
    "desk_story", "desk_naming", "wagtailcore_revision", "wagtailcore_modellogentry",
    "wagtailcore_workflowstate", "wagtailcore_taskstate", "desk_plannedfront", "desk_note",
    "desk_search", "desk_withheld",
)


def erase(
    guid: str, notice: str = "", *, at: datetime | None = None, by: User | None = None
) -> None:
    """Erase a story by law; its guid, source id and the digests in the log stay."""
    storable(notice)
    with act_on(guid, "erase", by) as (story, found):
        public = found.state == "erased"
        story.namings.all().delete()
        _forget(story)
        forget_withheld(story)
        forget_told(guid)
        if public:
            noted(_emptied(story), "erase", by)
            record.erase(guid, at=at or clock.now(), notice=notice)
        else:
            drop_words(story.pk)
            Story.objects.filter(pk=story.pk).delete()
        wipe_words()
        transaction.on_commit(partial(record.forget_erased_bytes, also=TABLES))


def _forget(story: Story) -> None:
    """Remove revisions, review comments, notes and the headline in every line of the history."""
    story.workflow_states.update(current_task_state=None)
    story.workflow_states.delete()
    Story.objects.filter(pk=story.pk).update(latest_revision=None, live_revision=None)
    story.latest_revision = story.live_revision = None
    story.revisions.delete()
    story.notes.all().delete()
    lines = ModelLogEntry.objects.for_instance(story)
    lines.update(label="", data={})


def _emptied(story: Story) -> Story:
    blank = Story(section=story.section, guid=story.guid, pk=story.pk, source=story.source)
    blank.stand("erased")
    blank.save()
    return blank
