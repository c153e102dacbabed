"""Keys of subscribers' machines, and the secrets that sign what is pushed to them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from django.conf import settings

from dateline.lib import clock
from dateline.wire.models import Key, Subscriber, Way

PREFIX = "dlw_"


def new_key(subscriber: Subscriber, *, label: str = "") -> str:
    """Make a key of 256 random bits and return it: it is shown once, and kept as a digest only."""
    token = PREFIX + secrets.token_urlsafe(32)
    Key.objects.create(subscriber=subscriber, digest=_digest(token), label=label,
                       created_at=clock.now())
    return token


def revoke(key: int) -> bool:
    """From now on the key opens nothing; False if it was revoked already."""
    return Key.objects.filter(pk=key, revoked_at=None).update(revoked_at=clock.now()) == 1


def owner(token: str) -> Subscriber | None:
    """The active subscriber whose key this is; None for an unknown or revoked one."""
    if not token.startswith(PREFIX) or len(token) > 100:
        return None
    found = Key.objects.filter(digest=_digest(token), revoked_at=None, subscriber__active=True)
    row = found.select_related("subscriber").first()
    return row.subscriber if row else None


def _digest(token: str) -> str:
    """A plain SHA-256 suffices for 256 random bits: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def signing_secret(way: Way) -> str:
    """The secret that signs pushes on this way, in hexadecimal.

    Derived (RFC 5869 in one step: HMAC-SHA256 with the installation's key), so that none is kept;
    one more in `way.secret` makes another.
    """
    return _derived(settings.SECRET_KEY, f"{way.subscriber_id} {way.pk} {way.secret}")


@lru_cache(4096)
def _derived(key: str, words: str) -> str:
    return hmac.new(key.encode(), f"dateline wire push {words}".encode(), "sha256").hexdigest()
