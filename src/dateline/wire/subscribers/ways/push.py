"""Push: one POST for each number, to the subscriber's address, signed; received when it says so."""

from __future__ import annotations

import ipaddress
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from dateline.lib import clock, fetch
from dateline.lib.fetch_target import target
from dateline.wire.models import Way
from dateline.wire.subscribers.keys import signing_secret
from dateline.wire.subscribers.ways.errands import Going, NotGiven
from dateline.wire.subscribers.ways.parcels import Parcel
from dateline.wire.subscribers.ways.signing import digest_said, headers

SECONDS = 10.0
SOONEST, LATEST = 1.0, 3600.0
"""Bounds, in seconds, of what a `Retry-After` may ask for."""


def give(way: Way, parcel: Parcel, going: Going) -> None:
    """Send it; returns when the digest of these bytes came back with a 2xx. Raises NotGiven."""
    try:
        safe(way.address)
        answer = fetch.post(way.address, parcel.copy.body, headers=_told(way, parcel),
                            seconds=SECONDS, going=going)
    except fetch.NoAnswer as trouble:
        raise NotGiven(str(trouble)) from None
    judge(answer, parcel)


def begin(way: Way, parcel: Parcel) -> fetch.Posting | None:
    """The same on a connection that stands; None where there is none. Raises NotGiven."""
    try:
        safe(way.address)
        return fetch.posting(way.address, parcel.copy.body, headers=_told(way, parcel),
                             seconds=SECONDS)
    except fetch.NoAnswer as trouble:
        raise NotGiven(str(trouble)) from None


def _told(way: Way, parcel: Parcel) -> dict[str, str]:
    return headers(parcel, signing_secret(way), at=clock.now())


def judge(answer: fetch.Answer, parcel: Parcel) -> None:
    """Whether it is a receipt of these bytes; NotGiven says why not."""
    if answer.status == 410:
        raise NotGiven("it answers 410: it wants nothing more at this address", gone=True)
    if not 200 <= answer.status < 300:
        raise NotGiven(f"it answers {answer.status}", wait=retry_after(answer))
    if not echoed(answer, digest_said(parcel.copy.digest)):
        raise NotGiven(f"it answers {answer.status}, but does not say the digest of what it got")


def safe(address: str) -> None:
    """Copy goes out by https only, but within networks the newsroom allowed; raises Refused."""
    if not _is_safe(address, tuple(settings.FETCH_ALLOWS)):
        host = target(address).host
        raise fetch.Refused(f"{host}: copy is pushed to https addresses only")


@lru_cache(4096)
def _is_safe(address: str, allowed: tuple[Any, ...]) -> bool:
    where = target(address)
    if where.scheme == "https":
        return True
    try:
        ip = ipaddress.ip_address(where.host)
    except ValueError:
        return False
    return any(ip in network for network in allowed)


def echoed(answer: fetch.Answer, digest: str) -> bool:
    """Whether the answer says the digest: in a header as it came, or in JSON as `digest`."""
    if digest in (answer.headers.get("dateline-receipt"), answer.headers.get("content-digest")):
        return True
    try:
        said = json.loads(answer.body)
    except ValueError:  # not UTF-8, not JSON
        return False
    return isinstance(said, dict) and said.get("digest") == digest


def retry_after(answer: fetch.Answer) -> float | None:
    """Seconds (RFC 9110 10.2.3), within bounds; None where nothing sound is said."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return min(max(float(said[:9]), SOONEST), LATEST)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return min(max((_aware(moment) - clock.now()).total_seconds(), SOONEST), LATEST)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
