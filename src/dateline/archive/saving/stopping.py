"""Addresses in mails that need no account: to stop a search (RFC 8058), and to see all one keeps.

They are signed, not kept. The way to one's own searches is good for 90 days; each mail has another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import transaction
from django.urls import reverse

from dateline.archive.models import Keeper, SavedSearch, ToldStory
from dateline.archive.saving.keeping import forget_idle

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
"""What the form of a one-click POST holds (RFC 8058, 3.1)."""
GOOD_FOR = timedelta(days=90)


def stop_link(*searches: SavedSearch) -> str:
    """The address at which there is no more mail of these searches. It does not run out."""
    numbers = "-".join(str(search.pk) for search in searches)
    return settings.BASE_URL + reverse("archive:saved-stop", args=[_stopping().sign(numbers)])


def own_link(keeper: Keeper) -> str:
    """The address at which a keeper sees and changes all of them."""
    return settings.BASE_URL + reverse("archive:saved-by-mail", args=[_owning().sign(keeper.pk)])


def meant(token: str) -> tuple[int, ...]:
    """Which searches a signed word is about, which may be gone; none if the word is not ours."""
    try:
        return tuple(map(int, _stopping().unsign(token).split("-")))
    except (BadSignature, ValueError):
        return ()


def owner(token: str) -> Keeper | None:
    """Whose searches a signed word opens."""
    try:
        number = int(_owning().unsign(token, max_age=GOOD_FOR))
    except (BadSignature, ValueError):
        return None
    return Keeper.objects.filter(pk=number).first()


@transaction.atomic
def stop(numbers: Iterable[int]) -> None:
    """No more mail of these searches; twice is once. Without an account they are forgotten."""
    for number in numbers:
        _stop(number)


def _stop(number: int) -> None:
    search = SavedSearch.objects.select_for_update().filter(pk=number).first()
    if search is None:
        return
    keeper = Keeper.objects.get(pk=search.keeper_id)
    if keeper.user_id is None:
        search.delete()
        forget_idle(keeper)
        return
    ToldStory.objects.filter(search=search, sent_at=None).delete()
    search.pace = "never"
    search.save(update_fields=["pace"])


def _stopping() -> Signer:
    return Signer(salt="archive.saved.stop")


def _owning() -> TimestampSigner:
    return TimestampSigner(salt="archive.saved.own")
