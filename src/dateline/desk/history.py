"""What the desk keeps of each act: a line in Wagtail's history, and the text as it was then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from dateline.desk.models import Story
from dateline.lib.bulk import insert_all
from dateline.people.public import User

ACTS = (
    "save", "submit", "return", "schedule", "embargo", "lift", "publish", "update", "correct",
    "resection", "discard", "rebase", "withdraw", "expire", "kill", "erase",
)


def noted(story: Story, act: str, by: User | None, **said: str) -> None:
    """A line in the story's history, in the act's own transaction."""
    data = {name: text for name, text in said.items() if text}
    log(instance=story, action=f"dateline.{act}", user=by, data=data or None,
        revision=story.latest_revision)


def noted_all(stories: Sequence[Story], act: str) -> None:
    """The same line in the history of each, of an act of the house."""
    kind, rows = ContentType.objects.get_for_model(Story), ModelLogEntry.objects
    insert_all([
        ModelLogEntry(content_type=kind, object_id=str(story.pk), action=f"dateline.{act}",
                      label=rows.get_instance_title(story), timestamp=timezone.now(),
                      revision_id=story.latest_revision_id)
        for story in stories
    ])


def sealed(story: Story, by: User | None, at: datetime) -> None:
    """Save a story whose text is becoming public, with that text as its live revision.

    A story that nobody edited here (an import) gets its first revision with its first edit.
    """
    story.last_published_at = at
    story.first_published_at = story.first_published_at or at
    story.save()
    if story.latest_revision_id is not None or by is not None:
        story.live_revision = story.save_revision(user=by, clean=False)
        story.save(update_fields=["live_revision"])
