"""From a template to a stored page, in the site's language and zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from dateline.delivery.public import Page
from dateline.lib.zones import zone
from dateline.record import public as record
from dateline.record.public import Site, Version
from dateline.site.text import direction


def html_page(template: str, *, status: int = 200, **context: Any) -> Page:
    """A reader's page of this template."""
    return Page(render(template, record.site(), context), status=status)


def story_page(version: Version) -> Page:
    """The page of a story; 410 with its notice once it is gone."""
    if version.state == "live":
        return Page(render_story(version))
    return html_page("site/gone.html", status=410, version=version)


def render_story(version: Version) -> str:
    """The HTML of a live story, or of a preview (no code yet), as readers (would) see it."""
    return render("site/story.html", record.site(), {"version": version})


def render(template: str, site: Site, context: dict[str, Any]) -> str:
    """The HTML of a template in the frame of these settings."""
    frame = {
        "site": site,
        "navigation": record.navigation(site),
        "language": site.language,
        "direction": direction(site.language),
        "logo": f"/site/logo-{site.logo.digest}.png" if site.logo else "",
        "accent": f"/site/accent-{site.accent.removeprefix('#')}.css" if site.accent else "",
    }
    with reading(site):
        return render_to_string(template, frame | context)


@contextmanager
def reading(site: Site) -> Iterator[None]:
    """The site's language and time zone are active within."""
    with override(site.language), timezone.override(zone(site.time_zone)):
        yield
