"""Keeping a search, changing it, letting go of it. Who acts is the keeper; nobody else's is found.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from dateline.archive.models import PACES, Keeper, SavedSearch, ToldStory
from dateline.archive.saving.limits import MOST, TooMany
from dateline.archive.saving.timing import due
from dateline.archive.saving.tongues import spoken
from dateline.archive.searching.asking import Search, search_of, terms_of
from dateline.archive.searching.tokens import tokens
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.lib.zones import zone
from dateline.people.public import User
from dateline.record.public import site, total

TELL = "archive-alert"
LONGEST = 3000


class NotKept(Exception):
    """It cannot be kept; the text says why."""


class NoSuchSearch(LookupError):
    """It is not there (any more), or is somebody else's."""


def read(asked: str) -> Search:
    """The search of a query string, with or without its `?`."""
    return search_of(QueryDict(asked.removeprefix("?")))


def spelled(search: Search) -> str:
    """The query string it is kept by. Raises NotKept where nothing would ever be found by it."""
    words = search.words
    told = (token for text in (*words.words, *words.phrases) for token in tokens(text, "en"))
    if search.wrong or not (search.chosen or search.language or any(each.text for each in told)):
        raise NotKept(_("A search that is kept has a word, or a filter other than days."))
    if any(term is None for term in terms_of(search).values()):
        raise NotKept(_("One of its filters is not there (any more)."))
    if search.until and search.until < clock.now().astimezone(zone(site().time_zone)).date():
        raise NotKept(_("Its last day is past: nothing new would be found."))
    asked = search.address(newest=False)
    if len(asked) > LONGEST:
        raise NotKept(_("This search is too long to be kept."))
    return asked


def refusal(search: Search) -> str:
    """Why a search cannot be kept; empty: it can."""
    try:
        spelled(search)
    except NotKept as refused:
        return str(refused)
    return ""


def keeper_of(user: User, *, at: datetime) -> Keeper:
    """The keeper who signs in so; searches kept by the same address without an account join."""
    held = Keeper.objects.filter(user=user).first()
    if held is None:
        held, _made = Keeper.objects.get_or_create(
            email=user.email.lower(), defaults={"user": user, "since": at})
        if held.user_id is None:
            held.user = user
            held.save(update_fields=["user"])
    return held


def searches_of(user: User, *, desk: bool) -> QuerySet[SavedSearch]:
    """What somebody with an account keeps at the desk or as a reader, the newest first."""
    own = Q(keeper__user=user) | Q(keeper__user=None, keeper__email=user.email.lower())
    return SavedSearch.objects.filter(own, desk=desk).order_by("-pk")


def keeper_at(email: str, *, at: datetime) -> Keeper:
    """The keeper of an address that was proved."""
    held = Keeper.objects.filter(user__email=email).first()
    return held or Keeper.objects.get_or_create(email=email, defaults={"since": at})[0]


def keep(
    keeper: Keeper, asked: str, *, name: str, pace: str, at: datetime, desk: bool = False
) -> SavedSearch:
    """Keep a search; one that is kept already takes the new name and pace. Raises NotKept, TooMany.
    """
    search = read(asked)
    asked = spelled(search)
    with transaction.atomic():
        held = Keeper.objects.select_for_update().get(pk=keeper.pk)
        digest = hashlib.sha256(asked.encode()).hexdigest()
        found = held.searches.filter(digest=digest, desk=desk).first()
        if found is not None:
            change(held, found.pk, name=name, pace=pace, at=at)
            found.refresh_from_db()
            return found
        if held.searches.count() >= MOST:
            raise TooMany(_("A person keeps %(most)d searches at most.") % {"most": MOST})
        return SavedSearch.objects.create(
            keeper=held, name=named(name, search), asked=asked, digest=digest,
            terms=numbers(search), pace=known(pace), desk=desk, after=total(), since=at)


def numbers(search: Search) -> dict[str, int]:
    """What it is narrowed by, as the index knows it now."""
    return {facet: term.number if term else 0 for facet, term in terms_of(search).items()}


def named(name: str, search: Search) -> str:
    """The name as it is kept: one line; without one, what is searched for."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    return (plain or search.query or _("Search"))[:80]


def known(pace: str) -> str:
    """A pace there is. Raises NotKept."""
    if pace not in dict(PACES):
        raise NotKept(_("Choose how often you are told."))
    return pace


def speak(keeper: Keeper, language: str) -> None:
    """Write to somebody without an account in this language. Raises NotKept."""
    if not spoken(language):
        raise NotKept(_("Choose a language."))
    Keeper.objects.filter(pk=keeper.pk).update(language=language)


def one(keeper: Keeper, number: int) -> SavedSearch:
    """A search of theirs, held for a change in the caller's transaction. Raises NoSuchSearch."""
    found = SavedSearch.objects.select_for_update().filter(keeper=keeper, pk=number).first()
    if found is None:
        raise NoSuchSearch
    return found


@transaction.atomic
def change(keeper: Keeper, number: int, *, name: str, pace: str, at: datetime) -> None:
    """Give it another name and pace; what waits is told at the new one. Raises NoSuchSearch."""
    search, pace = one(keeper, number), known(pace)
    search.name = named(name, read(search.asked))
    waiting = ToldStory.objects.filter(search=search, sent_at=None)
    if pace == "never":
        waiting.delete()
    elif pace != search.pace and waiting.exists():
        then = due(pace, at=at, zone=zone(site().time_zone))
        waiting.update(due_at=then)
        enqueue(TELL, {"keeper": keeper.pk}, run_at=then)
    search.pace = pace
    search.save(update_fields=["name", "pace"])


@transaction.atomic
def pause(keeper: Keeper, number: int, *, at: datetime) -> None:
    """Tell nothing until it is resumed; what waits is forgotten. Raises NoSuchSearch."""
    search = one(keeper, number)
    ToldStory.objects.filter(search=search, sent_at=None).delete()
    search.paused_at = at
    search.save(update_fields=["paused_at"])


@transaction.atomic
def resume(keeper: Keeper, number: int) -> None:
    """Tell of what comes from now on. Raises NoSuchSearch."""
    search = one(keeper, number)
    search.paused_at, search.after = None, total()
    search.save(update_fields=["paused_at", "after"])


@transaction.atomic
def drop(keeper: Keeper, number: int) -> None:
    """Let go of it. Of who has no account nothing is kept after the last one."""
    one(keeper, number).delete()
    forget_idle(keeper)


def forget_idle(keeper: Keeper) -> None:
    """Forget an address without account or searches."""
    if keeper.user_id is None and not keeper.searches.exists():
        keeper.delete()
