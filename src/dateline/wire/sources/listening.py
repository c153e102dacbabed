"""Asking the hubs of feeds to tell us of changes (W3C WebSub 5.1), and letting them go.

Each subscription is a row: what is to be asked, and when. A request is made by whoever moves its
time on first; what the hub decides comes to our callback (see `callback`). Without an answer, or
after a no, the feed is only asked for, as before.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.lib import clock, fetch
from dateline.lib.fetch_target import by_number, may_go, target
from dateline.people.public import in_newsroom_language
from dateline.wire.models import Listening, Source

LEASE = 10 * 24 * 3600
"""Seconds that we ask for; the hub decides (WebSub 8: "10 days is a good default")."""
SECONDS = 15.0
HELD = timedelta(minutes=2)
"""So long nobody else makes a request that somebody is making."""
PATIENCE = timedelta(minutes=10)
"""A hub that has accepted verifies within this, else it is asked again."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=12)
AFTER_NO = timedelta(days=1)
FAREWELLS = 6
"""So often a hub is asked to let us go; then its lease is left to end."""
_STATES = Listening.State


def callback_of(listening: Listening) -> str:
    """Where its hub calls us."""
    return f"{settings.BASE_URL}/wire/v1/in/hub/{listening.token}"


def secret_of(listening: Listening) -> str:
    """What its hub signs with, in hexadecimal (WebSub 5.1: less than 200 bytes).

    Derived (RFC 5869 in one step) from the installation's key, so that none is kept.
    """
    words = f"dateline wire listening {listening.token}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def settle(number: int) -> None:
    """Make what we asked for what is wanted: one subscription, at the hub the feed names now."""
    now = clock.now()
    with transaction.atomic():
        source = Source.objects.select_for_update().filter(pk=number).first()
        held = Listening.objects.filter(source=number).exclude(state=_STATES.LEAVING).first()
        wanted = _wanted(source)
        if held is not None and (held.hub, held.topic) != wanted:
            held.leave(now)
            held = None
        if held is None and wanted is not None:
            Listening.objects.create(source=source, hub=wanted[0], topic=wanted[1],
                                     token=secrets.token_urlsafe(32), next_at=now)


def _wanted(source: Source | None) -> tuple[str, str] | None:
    if source is None or not (source.active and source.hub and source.kind == Source.Kind.FEED):
        return None
    return (source.hub, source.topic) if is_reachable() else None


def is_reachable() -> bool:
    """Whether a hub may reach us: our own address is public, or in a network that is allowed."""
    host = target(settings.BASE_URL).host
    ip = by_number("127.0.0.1" if host == "localhost" else host)
    return ip is None or may_go(ip)


def listenings_due() -> list[int]:
    """The subscriptions for which a request is due."""
    due = Listening.objects.filter(next_at__lte=clock.now()).order_by("next_at")
    return list(due.values_list("pk", flat=True)[:100])


def attend(number: int) -> None:
    """Make the request that is due for a subscription, if nobody makes it already."""
    now = clock.now()
    with transaction.atomic():
        row = Listening.objects.select_for_update().filter(pk=number, next_at__lte=now).first()
        if row is None:
            return
        if row.state == _STATES.LEAVING and row.attempts >= FAREWELLS:
            row.delete()
            return
        _moved_on(row, now)
        row.next_at, row.attempts = now + HELD, row.attempts + 1
        row.save()
    _asked(row, _ask(row), now)


def _moved_on(row: Listening, now: datetime) -> None:
    """What time alone has made of it: nothing holds that was never verified, or is over."""
    if row.state == _STATES.ASKED:
        with in_newsroom_language():
            row.last_error = _("the hub accepted and did not ask back")
    if row.source_id is None:
        row.state = _STATES.LEAVING
    elif row.state in (_STATES.ASKED, _STATES.DENIED) or (
            row.state == _STATES.HOLDS and (row.ends_at is None or row.ends_at <= now)):
        row.state = _STATES.WANTED


def _ask(row: Listening) -> str:
    """POST the request; why it was not accepted, in words, or ""."""
    leaving = row.state == _STATES.LEAVING
    form = {"hub.mode": "unsubscribe" if leaving else "subscribe", "hub.topic": row.topic,
            "hub.callback": callback_of(row)}
    if not leaving:
        form |= {"hub.secret": secret_of(row), "hub.lease_seconds": str(LEASE)}
    try:
        answer = fetch.post(row.hub, urlencode(form).encode(), seconds=SECONDS, headers={
            "Content-Type": "application/x-www-form-urlencoded"})
    except fetch.NoAnswer as trouble:
        return str(trouble)
    if 200 <= answer.status < 300:
        return ""
    said = " ".join(answer.body[:300].decode("utf-8", "replace").split())
    return f"{target(row.hub).host} answered {answer.status}: {said}"[:300]


def _asked(row: Listening, trouble: str, now: datetime) -> None:
    """Write down what the hub said, unless it has verified or refused meanwhile."""
    wait = min(FIRST_WAIT * 2 ** min(row.attempts, 12), LONGEST_WAIT)
    same = Listening.objects.filter(pk=row.pk, state=row.state, next_at=row.next_at)
    if trouble:
        wait *= secrets.SystemRandom().uniform(1.0, 1.25)
        same.update(last_error=trouble.replace("\0", "\ufffd"), next_at=now + wait)
        return
    said = {"state": _STATES.ASKED} if row.state == _STATES.WANTED else {}
    same.update(next_at=now + max(wait, PATIENCE), **said)


def missed(source: Source) -> None:
    """A look found something new that the hub had not told of."""
    for row in Listening.objects.filter(source=source, state=_STATES.HOLDS):
        row.missed += 1
        row.save(update_fields=["missed"])


def relied_on(source: Source) -> bool:
    """Whether the feed tells us itself, so that it may be looked at less often."""
    rows = Listening.objects.filter(source=source, state=_STATES.HOLDS)
    return any(row.is_relied_on(clock.now()) for row in rows)
