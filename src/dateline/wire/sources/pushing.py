"""The keys with which a source sends to us: shown once, kept as digests, revocable."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.lib import clock
from dateline.people.public import User, log_security
from dateline.wire.models import Source, SourceKey
from dateline.wire.sources.permitted import MANAGE, must

BEGINS = 10
_USED = timedelta(minutes=1)
"""How exact `used_at` is."""


def make_key(source: Source, *, by: User) -> str:
    """A new key of 256 bits, shown now and never again; the security log has who made it.

    Raises MayNot.
    """
    must(by, MANAGE, _("making a key"))
    key = f"dl_in_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        SourceKey.objects.create(source=source, digest=_digest(key), begins=key[:BEGINS],
                                 made_at=clock.now(), made_by=by)
        log_security("source-key-made", who=by,
                     detail={"source": source.name, "begins": key[:BEGINS]})
    return key


def revoke_key(source: Source, number: int, *, by: User) -> None:
    """End a key; what it sends from now on is refused. Raises MayNot."""
    must(by, MANAGE, _("revoking a key"))
    with transaction.atomic():
        held = source.keys.select_for_update().filter(pk=number, revoked_at=None).first()
        if held is not None:
            held.revoked_at = clock.now()
            held.save(update_fields=["revoked_at"])
            log_security("source-key-withdrawn", who=by,
                         detail={"source": source.name, "begins": held.begins})


def source_of(slug: str, key: str) -> Source | None:
    """The active source of this short name that the key opens; None for no such pair."""
    found = SourceKey.objects.filter(digest=_digest(key), revoked_at=None).select_related(
        "source").first()
    if found is None or found.source.slug != slug:
        return None
    source = found.source
    if not source.active or source.kind != Source.Kind.PUSH:
        return None
    now = clock.now()
    if found.used_at is None or found.used_at < now - _USED:
        with transaction.atomic():
            SourceKey.objects.filter(pk=found.pk).update(used_at=now)
    return source


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
