"""The door of the site: its addresses, previews for the desk, and a version as an exchange item."""

from dateline.site import urls
from dateline.site.feeds import register_feeds
from dateline.site.front import render_front, render_settings
from dateline.site.item import news_item
from dateline.site.relating import register_related
from dateline.site.rendering import framed, render_story

__all__ = [
    "framed", "news_item", "register_feeds", "register_related", "render_front",
    "render_settings", "render_story", "urls",
]
