"""Finding a working copy again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import ModelLogEntry

from dateline.desk.models import Story
from dateline.desk.texts import seen
from dateline.people.public import User
from dateline.record.public import guid_of, standing


@dataclass(frozen=True)
class Working:
    """A working copy as commands need it; `address` is empty while nothing is public.

    `text` names the text as it was saved last: it is another one after every save.
    `desk_address` is where it is edited.
    """

    guid: str
    standing: str
    behind: bool
    headline: str
    published_at: datetime | None
    address: str
    text: str
    desk_address: str


def find(*, source: str = "", guid: str = "", code: str = "") -> Working | None:
    """The working copy of a source id, a guid or a public code."""
    if code:
        guid = guid_of(code)
        if not guid:
            return None
    rows = Story.objects.filter(source=source) if source else Story.objects.filter(guid=guid)
    story = rows.first()
    if story is None:
        return None
    public = standing(str(story.guid))
    return Working(
        str(story.guid), story.standing, story.behind, story.headline, story.published_at,
        public.address if public else "", seen(story),
        reverse(Story.snippet_viewset.get_url_name("edit"), args=[story.pk]),
    )


def filed(sources: Collection[str]) -> dict[str, str]:
    """The guids of the working copies with these source ids, by source id."""
    rows = Story.objects.filter(source__in=sources).values_list("source", "guid")
    return {source: str(guid) for source, guid in rows}


def publisher(guid: str) -> User | None:
    """Who made a story public last; None for the clock or an import, and for no such story."""
    story = Story.objects.filter(guid=guid).only("pk").first()
    if story is None:
        return None
    entry = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Story), object_id=str(story.pk),
        action__in=("dateline.publish", "dateline.lift"),
    ).select_related("user").order_by("-timestamp", "-pk").first()
    return entry.user if entry else None
