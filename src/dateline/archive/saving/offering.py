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

from dateline.archive.models import OfferedSearch, SavedSearch
from dateline.archive.saving.keeping import keep, keeper_at, known, named, read, spelled
from dateline.archive.saving.letters import line, list_id, post
from dateline.archive.saving.limits import may_ask
from dateline.jobs.public import enqueue
from dateline.lib import clock

OFFER = "archive-offer"
GOOD_FOR = timedelta(days=2)


def ask(email: str, asked: str, *, name: str, pace: str, address: str) -> None:
    """Have a link mailed that keeps this search; beyond the rate nothing happens, and that is not
    said. `address`: the network address of who asks. Raises NotKept for what nobody may keep."""
    search, email = read(asked), email.strip().lower()
    payload = {"email": email, "asked": spelled(search), "name": named(name, search),
               "pace": known(pace)}
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
            expires_at=now + GOOD_FOR, **offer)
        post(payload["email"], "offer", {
            "name": line(payload["name"]), "days": GOOD_FOR.days,
            "search": f"{settings.BASE_URL}/search{payload['asked']}",
            "link": settings.BASE_URL + reverse("archive:saved-confirm", args=[secret]),
        }, head={"List-Id": list_id()})


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
    search = keep(keeper_at(offer.email, at=now), offer.asked, name=offer.name, pace=offer.pace,
                  at=now)
    offer.delete()
    return search


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
