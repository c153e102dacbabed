"""What is kept about a person who keeps searches, for their own download; and forgetting it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import Keeper, OfferedSearch, SavedSearch, ToldStory
from dateline.delivery.public import READER
from dateline.lib.rows import Table
from dateline.people.public import User


def own_data(user: User) -> Iterator[Table]:
    """Yield who keeps searches with an account, or by its address, these, and what they told of."""
    keepers = _of(user)
    held = Keeper.objects.using(READER).filter(pk__in=keepers).order_by("pk")
    yield Table("keeper of searches", held.values("email", "language", "since").iterator(500),
                held.count())
    kept = SavedSearch.objects.using(READER).filter(keeper__in=keepers).order_by("pk")
    yield Table("searches", kept.values(
        "name", "asked", "pace", "desk", "since", "paused_at").iterator(500), kept.count())
    told = ToldStory.objects.using(READER).filter(search__keeper__in=keepers).order_by("pk")
    yield Table("stories told of", told.values(
        "search__name", "story", "at", "sent_at").iterator(500), told.count())
    offered = OfferedSearch.objects.using(READER).filter(email=user.email.lower()).order_by("pk")
    yield Table("searches offered", offered.values(
        "email", "name", "asked", "pace", "language", "expires_at").iterator(500), offered.count())


def forget(user: User) -> None:
    """Forget all of it, in the caller's transaction."""
    Keeper.objects.filter(pk__in=_of(user)).delete()
    OfferedSearch.objects.filter(email=user.email.lower()).delete()


def _of(user: User) -> list[int]:
    rows = Keeper.objects.filter(user=user) | Keeper.objects.filter(
        user=None, email=user.email.lower())
    return list(rows.values_list("pk", flat=True))
