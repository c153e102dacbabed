"""The frame of every act: one transaction, the story's row locked, state and roles looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from dateline.desk.models import Story
from dateline.desk.permitted import must_have
from dateline.desk.table import NotAllowed, Outcome, outcome, roles_for
from dateline.desk.withholding import note_step
from dateline.desk.words import act_name
from dateline.people.public import User


class NoSuchStory(LookupError):
    """No story has this guid on the desk."""


@contextmanager
def act_on(guid: str, act: str, by: User | None) -> Iterator[tuple[Story, Outcome]]:
    """The story of a guid under its lock, if the act is possible now and permitted to `by`."""
    with transaction.atomic():
        # No joins: PostgreSQL gives a row it waited for anew, but what was joined to it as of old.
        story = Story.objects.select_for_update(of=("self",)).filter(guid=UUID(guid)).first()
        if story is None:
            raise NoSuchStory(gettext("no story has the guid %(guid)s") % {"guid": guid})
        must_have(by, roles_for(act, story.standing), act_name(act))
        found = outcome(act, story.standing, story.headline)
        if act in ON_THE_TEXT:
            _free(story, act, by)
        before = story.state
        yield story, found
        note_step(story, act, before)


ON_THE_TEXT = (
    "save", "submit", "schedule", "embargo", "publish", "update", "discard", "rebase",
)
"""Acts that change the text in the editor or send it on: not while somebody else holds it."""


def _free(story: Story, act: str, by: User | None) -> None:
    if by is not None and story.locked and story.locked_by_id != by.pk:
        raise NotAllowed(gettext(
            "“%(name)s” is locked by %(who)s; %(act)s is not possible until it is unlocked."
        ) % {"name": story.headline, "who": story.locked_by or gettext("somebody"),
             "act": act_name(act)})
