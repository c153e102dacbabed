"""How the desk writes times and leads to public pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template

from dateline.desk.consequences import told
from dateline.desk.models import Story
from dateline.desk.panels import shown_while_writing
from dateline.desk.reaching import Reach, reach
from dateline.desk.screens import moments
from dateline.record import public as record

register = template.Library()


@register.filter
def moment(value: Any) -> str:
    """A time with its zone."""
    return told(value) if value else ""


@register.filter
def instant(value: Any) -> str:
    """A time to the second, with its zone."""
    return moments.instant(value) if value else ""


@register.simple_tag
def since(value: datetime, now: datetime) -> str:
    """How long ago, in its two largest parts."""
    return moments.span(now - value)


@register.simple_tag
def reach_of(story: Story) -> Reach | None:
    """Which machines have the story's last public change; None on a single machine."""
    return reach(story) if story.pk else None


@register.simple_tag
def public_address(story: Story) -> str:
    """Where readers find a story, or its notice; empty for one that was never public."""
    if story.pk is None:
        return ""
    standing = record.standing(str(story.guid))
    return standing.address if standing else ""


@register.simple_tag(takes_context=True)
def writing_panels(context: Any, story: Story | None = None) -> list[Any]:
    """What other rooms show where a story is written."""
    return shown_while_writing(str(story.guid) if story else "", context["request"])
