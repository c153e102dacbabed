"""From a template to a stored page, in the site's language."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from dateline.delivery.public import Page
from dateline.record import public as record
from dateline.record.public import Version
from dateline.site.text import direction


def html_page(template: str, *, status: int = 200, **context: Any) -> Page:
    """A reader's page of this template."""
    return Page(_render(template, context), status=status)


def story_page(version: Version) -> Page:
    """The page of a story; 410 with its notice once it is gone."""
    if version.state == "live":
        return Page(render_story(version))
    return html_page("site/gone.html", status=410, version=version)


def render_story(version: Version) -> str:
    """The HTML of a live story, or of a preview (no code yet), as readers (would) see it."""
    return _render("site/story.html", {"version": version})


def _render(template: str, context: dict[str, Any]) -> str:
    site = record.site()
    frame = {
        "site": site,
        "sections": record.sections(),
        "language": site.language,
        "direction": direction(site.language),
    }
    with override(site.language):
        return render_to_string(template, frame | context)
