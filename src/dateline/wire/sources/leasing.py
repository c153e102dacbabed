"""Which process looks at a source now: one on all machines, by a lease on its row."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from dateline.lib import clock
from dateline.wire.models import Source

LEASE = timedelta(minutes=2)
LOOKED_AT = (Source.Kind.FEED, Source.Kind.FOLDER, Source.Kind.MAIL)
"""The kinds that we look at; the others come to us."""
LONGEST_WAIT = timedelta(hours=6)
LONGEST_ERROR = 500


def due(now: datetime) -> QuerySet[Source]:
    """Sources whose time has come and that nobody looks at, the longest due first."""
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    when = Q(next_look=None) | Q(next_look__lte=now)
    return Source.objects.filter(free, when, active=True, kind__in=LOOKED_AT).order_by(
        "next_look", "pk")


def claim(number: int | None = None) -> Source | None:
    """Lease the source that is due the longest, or this one whenever nobody looks at it."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    with transaction.atomic():
        rows = due(now) if number is None else Source.objects.filter(free, pk=number)
        source = rows.select_for_update(skip_locked=True).first()
        if source is None:
            return None
        source.lease, source.leased_until = secrets.token_hex(8), now + LEASE
        source.save(update_fields=["lease", "leased_until"])
        return source


def looked(source: Source, *, wait: timedelta | None = None, **learnt: Any) -> None:
    """A look went well: the next is after the interval, or `wait`, a tenth more or less."""
    now = clock.now()
    after = _about(timedelta(seconds=source.interval) if wait is None else wait, 0.1)
    _end(source, looked_at=now, next_look=now + after, failures=0, last_error="", **learnt)


def failed(source: Source, error: str, *, wait: timedelta | None = None) -> None:
    """A look failed: the wait doubles with each in a row, to six hours, a quarter more or less.

    `wait` is what the other side asked for; it is waited at least that long.
    """
    now, failures = clock.now(), source.failures + 1
    longer = min(timedelta(seconds=source.interval) * 2 ** min(failures, 12), LONGEST_WAIT)
    after = max(_about(longer, 0.25), wait or timedelta())
    _end(source, looked_at=now, next_look=now + after, failures=failures,
         last_error=error[:LONGEST_ERROR])


def _about(wait: timedelta, share: float) -> timedelta:
    return wait * secrets.SystemRandom().uniform(1 - share, 1 + share)


def _end(source: Source, **values: object) -> None:
    """Write this and give the lease back, if it is still ours."""
    Source.objects.filter(pk=source.pk, lease=source.lease).update(
        lease="", leased_until=None, **values)
