"""Notes from higher rooms to the people of a story."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dateline.desk.locking import NoSuchStory
from dateline.desk.models import Note, Story
from dateline.desk.models.notes import LONGEST_KIND, LONGEST_TEXT
from dateline.desk.permitted import NotPermitted
from dateline.desk.table import EDITORS
from dateline.desk.working import storable
from dateline.lib import clock
from dateline.people.public import User, roles_of

MOST = 20


def notify(
    story_guid: str, kind: str, text: str, *, to: User | None = None, at: datetime | None = None
) -> None:
    """Tell the people of a story something: `to`, else its writer, else every editor.

    The same kind and text is told once for a story, however often this is called. `kind` is one
    word for the sort of news (at most 40 signs); of a long text the first 500 signs are kept.
    Raises NoSuchStory, and NotCopy for a text that no database keeps.
    """
    storable(kind, text)
    with transaction.atomic():
        story = Story.objects.filter(guid=UUID(story_guid)).only("owner", "state").first()
        if story is None or story.state == Story.State.ERASED:
            raise NoSuchStory(_("no story has the guid %(guid)s") % {"guid": story_guid})
        Note.objects.get_or_create(
            story=story, kind=kind[:LONGEST_KIND], text=Truncator(text).chars(LONGEST_TEXT),
            defaults={"at": at or clock.now(), "person_id": to.pk if to else story.owner_id},
        )


def notes_of(story: Story) -> list[Note]:
    """What was told of a story, the newest first; at most 20."""
    return list(story.notes.select_related("person").order_by("-at", "-pk")[:MOST])


def unread(user: User, most: int) -> list[Note]:
    """What a person was told and has not marked as seen, the newest first."""
    waiting = Note.objects.filter(read_at=None).select_related("story__section").only(
        "text", "at", "story__headline", "story__section__name"
    )
    told = list(waiting.filter(person=user).order_by("-at")[:most])
    if roles_of(user) & EDITORS:
        told += waiting.filter(person=None).order_by("-at")[:most]
    return sorted(told, key=lambda note: note.at, reverse=True)[:most]


def seen(note: int, by: User) -> None:
    """Mark a note as seen; raises NotPermitted for another person's, NoSuchStory if it is gone."""
    row = Note.objects.filter(pk=note).first()
    if row is None:
        raise NoSuchStory(_("this note is gone"))
    if row.person_id != by.pk and not (row.person_id is None and roles_of(by) & EDITORS):
        raise NotPermitted(_("this note is for somebody else"))
    Note.objects.filter(pk=note, read_at=None).update(read_at=clock.now())
