"""The door of the site: its addresses, and drawing a story for the desk's preview."""

from dateline.site import urls
from dateline.site.rendering import render_story

__all__ = ["render_story", "urls"]
