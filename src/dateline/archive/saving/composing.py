"""The mail that tells somebody what their searches have found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from dateline.archive.models import SavedSearch
from dateline.archive.saving.letters import line, list_id, message_id, unsubscribing, written
from dateline.archive.saving.stopping import own_link, stop_link
from dateline.archive.saving.tongues import tongue_of
from dateline.record.public import Version

MOST, EXCERPT = 50, 200
"""So many stories are in a mail, and so much of each; the others are counted."""


class Told(NamedTuple):
    """A story, and the searches that have found it."""

    story: Version
    searches: list[SavedSearch]


class Line(NamedTuple):
    """A story in a mail, with the names of the searches that have found it."""

    headline: str
    standfirst: str
    address: str
    names: tuple[str, ...]


class Asked(NamedTuple):
    """A search in a mail: its name, where it is, and where its mails are stopped."""

    name: str
    address: str
    stop: str


def told_mail(told: Sequence[Told], first: int) -> EmailMessage:
    """The mail in its reader's language; `first` names it. What a mail program offers to stop are
    all the searches that it tells of (RFC 8058)."""
    searches = list({search.pk: search for each in told for search in each.searches}.values())
    keeper, language = searches[0].keeper, tongue_of(searches[0])
    with override(language):
        known = {
            "stories": [_line(each) for each in told[:MOST]], "more": max(len(told) - MOST, 0),
            "searches": [_asked(search) for search in searches], "own": own_link(keeper)}
    return written(
        keeper.user.email if keeper.user else keeper.email, "alert", known, language=language,
        head={"Message-ID": message_id("told", first), "List-Id": list_id()}
        | unsubscribing(stop_link(*searches)))


def _asked(search: SavedSearch) -> Asked:
    return Asked(line(search.name), f"{settings.BASE_URL}/search{search.asked}", stop_link(search))


def _line(told: Told) -> Line:
    said = told.story.standfirst
    short = said if len(said) <= EXCERPT else said[:EXCERPT].rstrip() + "…"
    return Line(line(told.story.headline), line(short) if short else "",
                settings.BASE_URL + iri_to_uri(told.story.address),
                tuple(line(search.name) for search in told.searches))
