"""One mail for all that somebody's searches have found and is due.

What is to be told is marked, and a job asked for, in one transaction: exactly once, whatever is
killed. That job writes the mail each time it tries to send it: a story is told as it is when the
mail server takes it, if it is live and still matches. While a mail is on its way, what is found
waits, and goes in the next one: after an outage nobody gets a mail for each story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from dateline.archive.models import Keeper, SavedSearch, ToldStory
from dateline.archive.saving.composing import Told, told_mail
from dateline.archive.saving.keeping import TELL
from dateline.archive.saving.matching import matches
from dateline.archive.saving.tongues import tongue_of
from dateline.jobs.public import Hopeless, TryAgain, enqueue, hand_over, waits
from dateline.lib import clock
from dateline.record import public as record

LETTER = "archive-letter"
AT_ONCE = 200
"""So many are told by one mail; where there are more, another one follows."""
LATER = timedelta(hours=6)
"""When what waits for a mail on its way is looked at again, if nothing was heard of that mail."""


def mail_alert(payload: dict[str, Any]) -> None:
    """The job: have a mail written of what somebody's searches have found and is due."""
    now = clock.now()
    with transaction.atomic():
        keeper = _keeper(payload).select_for_update(no_key=True).first()
        if keeper is None:
            return
        told = _due(keeper, now)
        if told and keeper.letter is not None and waits(keeper.letter):
            enqueue(TELL, {"keeper": keeper.pk}, run_at=now + LATER)
        elif told:
            ToldStory.objects.filter(pk__in=told).update(sent_at=now)
            keeper.letter = enqueue(
                LETTER, {"keeper": keeper.pk, "told": told, "at": now.isoformat()})
            keeper.save(update_fields=["letter"])


def _keeper(payload: Mapping[str, Any]) -> QuerySet[Keeper]:
    """Whose job it is; jobs of earlier releases name a search."""
    if "keeper" in payload:
        return Keeper.objects.filter(pk=payload["keeper"])
    return Keeper.objects.filter(pk__in=SavedSearch.objects.filter(
        pk=payload["search"]).values("keeper"))


def _due(keeper: Keeper, now: datetime) -> list[int]:
    """The rows that are due, those alone that are told in the language of the first one."""
    held = list(_waiting(keeper, now).order_by("due_at", "story", "pk").values_list(
        "pk", "search"))
    searches = {search.pk: search for search in keeper.searches.select_related("keeper__user")}
    tongues = {pk: tongue_of(searches[pk]) for pk in {search for _row, search in held}}
    return [row for row, search in held if tongues[search] == tongues[held[0][1]]][:AT_ONCE]


def _waiting(keeper: Keeper, now: datetime) -> QuerySet[ToldStory]:
    return ToldStory.objects.filter(search__keeper=keeper, sent_at=None, due_at__lte=now)


def mail_letter(payload: dict[str, Any]) -> None:
    """The job: write the mail of what is public now, and hand it over while that is so. What is not
    told is forgotten, so that it is found anew if it comes back."""
    rows = list(ToldStory.objects.filter(pk__in=payload["told"]).order_by("at", "pk"))
    searches = list(_wanted({row.search_id for row in rows}).select_related("keeper__user"))
    told = _standing(searches, rows)
    try:
        if told:
            hand_over(told_mail(told, payload["told"][0]),
                      at=datetime.fromisoformat(payload["at"]), going=partial(_still, told))
    except Hopeless:
        _go_on(payload)
        raise
    kept = {(search.pk, UUID(story.guid)) for story, found in told for search in found}
    over = [row.pk for row in rows if (row.search_id, row.story) not in kept]
    ToldStory.objects.filter(pk__in=over).delete()
    _go_on(payload)


@transaction.atomic
def _go_on(payload: Mapping[str, Any]) -> None:
    """The mail is over: what was found meanwhile is told."""
    for keeper in _keeper(payload).select_for_update(no_key=True):
        Keeper.objects.filter(pk=keeper.pk).update(letter=None)
        if _waiting(keeper, clock.now()).exists():
            enqueue(TELL, {"keeper": keeper.pk})


def _wanted(numbers: set[int]) -> QuerySet[SavedSearch]:
    """Those of these searches of which somebody wants mails."""
    return SavedSearch.objects.filter(
        Q(keeper__user=None) | Q(keeper__user__is_active=True), pk__in=numbers, paused_at=None,
    ).exclude(pace="never").order_by("pk")


def _standing(searches: Sequence[SavedSearch], rows: Sequence[ToldStory]) -> list[Told]:
    """Those of these stories that are live and match, in their order."""
    live = record.whole(tuple({str(row.story) for row in rows}))
    fitting = {(search.pk, story.guid) for search, story in matches(tuple(live.values()), searches)}
    by_number = {search.pk: search for search in searches}
    found: dict[str, list[SavedSearch]] = {}
    for row in rows:
        if (row.search_id, str(row.story)) in fitting:
            found.setdefault(str(row.story), []).append(by_number[row.search_id])
    return [Told(live[guid], held) for guid, held in found.items()]


@contextmanager
def _still(told: Sequence[Told]) -> Iterator[None]:
    """Within it the stories stay as they were written, and nobody stops one of the searches."""
    numbers = {search.pk for _story, found in told for search in found}
    with transaction.atomic():
        wanted = SavedSearch.objects.select_for_update(no_key=True).filter(
            pk__in=_wanted(numbers).values("pk")).order_by("pk")
        standing = record.hold_versions(UUID(story.guid) for story, _found in told)
        if len(wanted) < len(numbers) or any(
                standing.get(UUID(story.guid)) != story.version for story, _found in told):
            raise TryAgain("What it tells of was taken back or changed: it is written anew.")
        yield
