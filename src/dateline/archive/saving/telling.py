"""One mail for what a search has found and is due.

What is told is marked, and its mail queued, in one transaction: exactly once, whatever is killed.
A story is told as it is then, if it is live and still matches.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.encoding import iri_to_uri

from dateline.archive.models import SavedSearch, ToldStory
from dateline.archive.saving.keeping import TELL
from dateline.archive.saving.letters import line, list_id, message_id, post, unsubscribing
from dateline.archive.saving.matching import matches
from dateline.archive.saving.stopping import own_link, stop_link
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Version

AT_ONCE = 200
"""So many are looked at for one mail; where there are more, another one follows."""
MOST, EXCERPT = 50, 200
"""So many stories are in a mail, and so much of each; the others are counted."""


class Line(NamedTuple):
    """A story in a mail."""

    headline: str
    standfirst: str
    address: str


def mail_alert(payload: dict[str, Any]) -> None:
    """The job: tell of what a search has found and is due."""
    now = clock.now()
    search = SavedSearch.objects.filter(pk=payload["search"]).first()
    due = _due(payload["search"], now)
    if search is None or not due:
        return
    live = record.whole(tuple(str(row.story) for row in due))
    fitting = {story.guid for _, story in matches(tuple(live.values()), [search])}
    with transaction.atomic():
        rows = list(ToldStory.objects.filter(
            pk__in=[row.pk for row in due], sent_at=None).order_by("at", "pk").select_for_update())
        standing = record.hold(row.story for row in rows)
        ToldStory.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=now)
        told = [live[str(row.story)] for row in rows
                if standing.get(row.story) == "live" and str(row.story) in fitting]
        if told:
            _mail(payload["search"], told, rows[0].pk)
        if len(due) == AT_ONCE:
            enqueue(TELL, payload)


def _due(search: int, at: datetime) -> list[ToldStory]:
    rows = ToldStory.objects.filter(search=search, sent_at=None, due_at__lte=at)
    return list(rows.order_by("due_at", "pk")[:AT_ONCE])


def _mail(number: int, told: list[Version], first: int) -> None:
    """Queue it, unless nobody wants it any more."""
    search = SavedSearch.objects.select_related("keeper__user").filter(
        pk=number, paused_at=None).exclude(pace="never").first()
    if search is None:
        return
    user = search.keeper.user
    if user is not None and not user.is_active:
        return
    stop = stop_link(search)
    post(user.email if user else search.keeper.email, "alert", {
        "name": line(search.name), "stories": [_line(story) for story in told[:MOST]],
        "more": max(len(told) - MOST, 0), "stop": stop, "own": own_link(search.keeper),
        "search": f"{settings.BASE_URL}/search{search.asked}",
    }, head={"Message-ID": message_id("told", first), "List-Id": list_id()} | unsubscribing(stop))


def _line(story: Version) -> Line:
    said = story.standfirst
    short = said if len(said) <= EXCERPT else said[:EXCERPT].rstrip() + "…"
    return Line(line(story.headline), line(short) if short else "",
                settings.BASE_URL + iri_to_uri(story.address))
