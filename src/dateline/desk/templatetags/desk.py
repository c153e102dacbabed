"""How the desk writes times and leads to public pages."""

from __future__ import annotations

from typing import Any

from django import template

from dateline.desk.consequences import told
from dateline.desk.models import Story
from dateline.record import public as record

register = template.Library()


@register.filter
def moment(value: Any) -> str:
    """A time with its zone."""
    return told(value) if value else ""


@register.simple_tag
def public_address(story: Story) -> str:
    """Where readers find a story, or its notice; empty for one that was never public."""
    if story.pk is None:
        return ""
    standing = record.standing(str(story.guid))
    return standing.address if standing else ""
