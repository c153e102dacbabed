"""The door of the site: drawing a story that is not (yet) in the record, for the desk's preview."""

from dateline.site.rendering import render_story

__all__ = ["render_story"]
