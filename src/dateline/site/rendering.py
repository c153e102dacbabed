"""From a template to a stored page, in the language and zone of its edition."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template.loader import render_to_string

from dateline.delivery.public import Page, fragments_in_place
from dateline.lib.languages import direction
from dateline.record import public as record
from dateline.record.public import Site, Version
from dateline.site import fragments
from dateline.site.editions import NOW, Edition, choices, interface
from dateline.site.feeds import feeds_for
from dateline.site.heads import head_of
from dateline.site.reading import reading
from dateline.theme.colours import DARK, LIGHT


def html_page(
    template: str, edition: Edition = NOW, *, status: int = 200, language: str = "", **context: Any
) -> Page:
    """A reader's page of this template; `language`: of its words, where it is not the site's."""
    site = record.site(as_of=edition.as_of)
    return Page(render(template, site, context, edition, language), status=status)


def framed(
    inner: str, *, site: Site, status: int = 200, language: str = "", **context: Any
) -> Page:
    """A page of another room's: its template `inner` in the site's frame.

    The context says its `title`, and may say its canonical `address`, `sheets` and `scripts`
    (static files), `feeds` (addresses and names) and `data` (JSON-LD).
    """
    whole = render("site/framed.html", site, context | {"inner": inner}, NOW, language)
    return Page(whole, status=status)


def story_page(version: Version, edition: Edition = NOW) -> Page:
    """The page of a story; 410 with its notice once it is gone."""
    if version.state == "live":
        return Page(render_story(version, edition))
    return html_page("site/gone.html", edition, status=410, version=version)


def render_story(version: Version, edition: Edition = NOW) -> str:
    """The HTML of a live story, or of a preview (no code yet), as readers (would) see it."""
    site = record.site(as_of=edition.as_of)
    context = {
        "version": version,
        "translations": record.translations(version, as_of=edition.as_of),
        "original": record.original(version, as_of=edition.as_of),
    }
    return render("site/story.html", site, context, edition, version.language)


def render(
    template: str, site: Site, context: dict[str, Any], edition: Edition = NOW, language: str = ""
) -> str:
    """The HTML of a template in the frame of these settings."""
    said = interface(language or edition.language, site)
    frame = {
        "site": site,
        "navigation": record.navigation(site, as_of=edition.as_of),
        "language": said,
        "direction": direction(said),
        "logo": f"/site/logo-{site.logo.digest}.png" if site.logo else "",
        "accent": _accent(site, edition),
        "past": edition.past,
        "edition": edition.language,
        "editions": choices(site, language or edition.language or site.language),
    }
    frame |= {
        "papers": {"light": LIGHT["paper"], "dark": DARK["paper"]},
        "head": head_of(site, frame | context, icons=record.site() if edition.past else site),
        "offered": None if edition.past else feeds_for(site, frame | context),
    }
    with reading(site, said), _whole(edition, said):
        return render_to_string(template, frame | context)


@contextmanager
def _whole(edition: Edition, language: str) -> Iterator[None]:
    """The fragments of a page of the past are those of its moment, and a part of it."""
    if edition.past is None:
        yield
        return
    with fragments_in_place(fragments.then(edition.past, language)):
        yield


def _accent(site: Site, edition: Edition) -> str:
    """The sheet of the accent: only that of now has one."""
    if not site.accent or (edition.past and record.site().accent != site.accent):
        return ""
    return f"/site/accent-{site.accent.removeprefix('#')}.css"
