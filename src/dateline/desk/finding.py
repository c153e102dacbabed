"""Finding a working copy again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.desk.models import Story
from dateline.record.public import guid_of, standing


@dataclass(frozen=True)
class Working:
    """A working copy as commands need it; `address` is empty while nothing is public."""

    guid: str
    standing: str
    behind: bool
    headline: str
    published_at: datetime | None
    address: str


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
        public.address if public else "",
    )
