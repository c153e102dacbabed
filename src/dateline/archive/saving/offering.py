"""Keeping a search without an account: an address is mailed a link, and keeps it by a press there.

Asking only queues a job, for any address: neither the answer nor its time tells who is known.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from dateline.archive.models import Keeper, OfferedSearch, SavedSearch
from dateline.archive.saving.keeping import keep, keeper_at, known, named, read, spelled
from dateline.archive.saving.letters import line, list_id, written
from dateline.archive.saving.limits import may_ask
from dateline.archive.saving.tongues import spoken
from dateline.jobs.public import enqueue
from dateline.lib import clock
from dateline.people.public import newsroom_language

OFFER = "archive-offer"
GOOD_FOR = timedelta(days=2)


def ask(
    email: str, asked: str, *, name: str, pace: str, address: str, language: str = ""
) -> None:
    """Have a link mailed that keeps this search; beyond the rate nothing happens, and that is not
    said. `address`: the network address of who asks; `language`: in which they are written to.
    Raises NotKept for what nobody may keep."""
    search, email = read(asked), email.strip().lower()
    payload = {"email": email, "asked": spelled(search), "name": named(name, search),
               "pace": known(pace), "language": spoken(language)}
    try:
        validate_email(email)
    except ValidationError:
        return
    if len(email) <= 254 and may_ask(email, address):
        enqueue(OFFER, payload)


def mail_offer(payload: dict[str, Any]) -> None:
    """The job: mail the link; an older one for the same search is dead."""
    secret, now = secrets.token_urlsafe(24), clock.now()
    offer = {"email": payload["email"], "asked": payload["asked"]}
    with transaction.atomic():
        OfferedSearch.objects.filter(expires_at__lte=now).delete()
        OfferedSearch.objects.filter(**offer).delete()
        OfferedSearch.objects.create(
            digest=digest(secret), name=payload["name"], pace=payload["pace"],
            language=payload.get("language", ""), expires_at=now + GOOD_FOR, **offer)
        language = payload.get("language") or newsroom_language()
        with override(language):
            name = line(payload["name"])
        written(payload["email"], "offer", {
            "name": name, "days": GOOD_FOR.days,
            "search": f"{settings.BASE_URL}/search{payload['asked']}",
            "link": settings.BASE_URL + reverse("archive:saved-confirm", args=[secret]),
        }, language=language, head={"List-Id": list_id()}).send()


def offer_of(secret: str) -> OfferedSearch | None:
    """What a mailed secret offers, while it is good."""
    return OfferedSearch.objects.filter(digest=digest(secret), expires_at__gt=clock.now()).first()


@transaction.atomic
def take(secret: str) -> SavedSearch | None:
    """Keep what was offered; None: it is no longer good. Raises NotKept, TooMany."""
    rows = OfferedSearch.objects.filter(digest=digest(secret), expires_at__gt=clock.now())
    offer = rows.select_for_update().first()
    if offer is None:
        return None
    now = clock.now()
    keeper = keeper_at(offer.email, at=now)
    if offer.language:
        Keeper.objects.filter(pk=keeper.pk).update(language=offer.language)
    search = keep(keeper, offer.asked, name=offer.name, pace=offer.pace, at=now)
    offer.delete()
    return search


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
