"""Stored pages of episodes, and the podcasts of programmes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from dateline.delivery.public import Missing, Page, redirect_page, stored_page
from dateline.onair.frames import framed
from dateline.onair.recording.feeding import feed_page
from dateline.onair.recording.notes import as_html, summary
from dateline.onair.recording.reading import Issue, Show, issue, show
from dateline.record import public as record
from dateline.record.public import Site, Version


@stored_page()
def episode(request: HttpRequest, programme: str, episode: str) -> Page:
    """An episode to listen to; 410 once it is withdrawn."""
    of = show(programme)
    one = issue(of, episode) if of else None
    if of is None or one is None:
        raise Missing
    if not request.path_info.endswith("/"):
        return redirect_page(iri_to_uri(one.address))
    site = record.site()
    if one.withdrawn:
        return framed("onair/episode_gone.html", site=site, status=410, language=of.language,
                      title=gettext("Episode withdrawn"), show=of)
    return framed(
        "onair/episode.html", site=site, language=of.language, title=one.title,
        address=one.address, show=of, one=one, notes=as_html(one.notes),
        stories=_live_stories(one.stories), sheets=("onair/listen.css",),
        data=(_structured(site, of, one),))


@stored_page()
def podcast(request: HttpRequest, programme: str) -> Page:
    """The feed of a programme's episodes."""
    of = show(programme)
    if of is None:
        raise Missing
    return feed_page(record.site(), of)


def _live_stories(codes: tuple[str, ...]) -> list[Version]:
    found = (record.story(code, related=False) for code in codes)
    return [story for story in found if story is not None and story.state == "live"]


def _structured(site: Site, of: Show, one: Issue) -> dict[str, Any]:
    """schema.org PodcastEpisode."""
    url = f"{site.base_url}{iri_to_uri(one.address)}"
    return {
        "@context": "https://schema.org", "@type": "PodcastEpisode", "@id": url, "url": url,
        "name": one.title, "description": summary(one.notes) or one.title,
        "datePublished": one.published_at.isoformat(), "inLanguage": of.language,
        "timeRequired": f"PT{round(one.seconds)}S",
        "associatedMedia": {
            "@type": "MediaObject", "contentUrl": f"{site.base_url}{one.file}",
            "encodingFormat": one.kind, "contentSize": str(one.size)},
        "partOfSeries": {
            "@type": "PodcastSeries", "name": of.name,
            "url": f"{site.base_url}{iri_to_uri(of.address)}",
            "webFeed": f"{site.base_url}{iri_to_uri(of.feed)}"},
    }
