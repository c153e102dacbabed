"""The door of the site: its addresses, and drawing previews for the desk."""

from dateline.site import urls
from dateline.site.front import render_front, render_settings
from dateline.site.rendering import render_story

__all__ = ["render_front", "render_settings", "render_story", "urls"]
