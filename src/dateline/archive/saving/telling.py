"""One mail for what a search has found and is due.

What is to be told is marked, and a job asked for, in one transaction: exactly once, whatever is
killed. That job writes the mail each time it tries to send it: a story is told as it is when the
mail server takes it, if it is live and still matches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from dateline.archive.models import SavedSearch, ToldStory
from dateline.archive.saving.keeping import TELL
from dateline.archive.saving.letters import line, list_id, message_id, unsubscribing, written
from dateline.archive.saving.matching import matches
from dateline.archive.saving.stopping import own_link, stop_link
from dateline.archive.saving.tongues import tongue_of
from dateline.jobs.public import TryAgain, enqueue, hand_over
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Version

LETTER = "archive-letter"
AT_ONCE = 200
"""So many are told by one mail; where there are more, another one follows."""
MOST, EXCERPT = 50, 200
"""So many stories are in a mail, and so much of each; the others are counted."""


class Line(NamedTuple):
    """A story in a mail."""

    headline: str
    standfirst: str
    address: str


def mail_alert(payload: dict[str, Any]) -> None:
    """The job: have a mail written of what a search has found and is due."""
    now = clock.now()
    with transaction.atomic():
        due = ToldStory.objects.filter(search=payload["search"], sent_at=None, due_at__lte=now)
        told = list(due.order_by("due_at", "pk").select_for_update().values_list(
            "pk", flat=True)[:AT_ONCE])
        if told:
            ToldStory.objects.filter(pk__in=told).update(sent_at=now)
            enqueue(LETTER, {"search": payload["search"], "told": told, "at": now.isoformat()})
        if len(told) == AT_ONCE:
            enqueue(TELL, payload)


def mail_letter(payload: dict[str, Any]) -> None:
    """The job: write the mail of what is public now, and hand it over while that is so. What is not
    told is forgotten, so that it is found anew if it comes back."""
    rows = dict(ToldStory.objects.filter(
        search=payload["search"], pk__in=payload["told"]).order_by("at", "pk").values_list(
            "story", "pk"))
    search = _wanted(payload["search"]).select_related("keeper__user").first()
    told = _standing(search, rows) if search is not None else []
    if search is not None and told:
        hand_over(_mail(search, told, payload["told"][0]),
                  at=datetime.fromisoformat(payload["at"]), going=partial(_still, search, told))
    over = rows.keys() - {UUID(story.guid) for story in told}
    ToldStory.objects.filter(pk__in=[rows[story] for story in over]).delete()


def _wanted(number: int) -> QuerySet[SavedSearch]:
    """The search, while somebody wants its mails."""
    return SavedSearch.objects.filter(
        Q(keeper__user=None) | Q(keeper__user__is_active=True), pk=number, paused_at=None,
    ).exclude(pace="never")


def _standing(search: SavedSearch, rows: dict[UUID, int]) -> list[Version]:
    """Those of these stories that are live and match, in their order."""
    live = record.whole(tuple(map(str, rows)))
    fitting = {story.guid for _, story in matches(tuple(live.values()), [search])}
    return [live[str(guid)] for guid in rows if str(guid) in fitting]


@contextmanager
def _still(search: SavedSearch, told: Sequence[Version]) -> Iterator[None]:
    """Within it the stories stay as they were written, and nobody stops the search."""
    with transaction.atomic():
        wanted = SavedSearch.objects.select_for_update(no_key=True).filter(
            pk__in=_wanted(search.pk).values("pk"))
        standing = record.hold_versions(UUID(story.guid) for story in told)
        if not list(wanted) or any(
                standing.get(UUID(story.guid)) != story.version for story in told):
            raise TryAgain("What it tells of was taken back or changed: it is written anew.")
        yield


def _mail(search: SavedSearch, told: Sequence[Version], first: int) -> EmailMessage:
    """The mail in its reader's language; `first` names it."""
    keeper, stop = search.keeper, stop_link(search)
    language = tongue_of(search)
    with override(language):
        known = {
            "name": line(search.name), "stories": [_line(story) for story in told[:MOST]],
            "more": max(len(told) - MOST, 0), "stop": stop, "own": own_link(keeper),
            "search": f"{settings.BASE_URL}/search{search.asked}"}
    return written(
        keeper.user.email if keeper.user else keeper.email, "alert", known, language=language,
        head={"Message-ID": message_id("told", first), "List-Id": list_id()}
        | unsubscribing(stop))


def _line(story: Version) -> Line:
    said = story.standfirst
    short = said if len(said) <= EXCERPT else said[:EXCERPT].rstrip() + "…"
    return Line(line(story.headline), line(short) if short else "",
                settings.BASE_URL + iri_to_uri(story.address))
