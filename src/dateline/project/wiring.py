"""Neighbours and upper rooms introduced to each other; called once when Django is ready."""

from dateline.desk.public import register_preview
from dateline.site.public import render_story


def wire() -> None:
    """Introduce them."""
    register_preview(render_story)
