"""A text that came too late to be saved: kept as a revision beside the others, never the latest."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from dateline.desk.models import Story
from dateline.people.public import User


def park(form: Any, by: User) -> int:
    """Keep a valid form's text; returns the number of its revision. The story is not touched."""
    form.name(make=True)
    story: Story = form.save(commit=False)
    revision = Revision.objects.create(
        content_object=story, base_content_type=story.get_base_content_type(), user=by,
        content=story.serializable_data(), object_str=str(story),
    )
    return int(revision.pk)
