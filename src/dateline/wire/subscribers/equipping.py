"""A subscriber's ways and keys as editors change them; each act checks who asks."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.lib.fetch_target import Refused, target
from dateline.people.public import User, log_security
from dateline.wire.models import Key, Subscriber, Way
from dateline.wire.subscribers.handing import last_of
from dateline.wire.subscribers.keys import new_key, revoke, signing_secret
from dateline.wire.subscribers.permitted import must_manage
from dateline.wire.subscribers.ways.drop import folder_of
from dateline.wire.subscribers.ways.errands import NotGiven

SENT = ("push", "drop", "mail")
"""Kinds of ways on which we send, each to an address of its own."""
_AGAIN = ("attempts", "next_at", "failing_since", "told_at", "last_error")


def add_way(
    subscriber: Subscriber, kind: str, *, form: str = "ninjs", address: str = "",
    by: User | None = None,
) -> Way:
    """One more way; it begins after the last number there is. Raises ValidationError."""
    way = Way(subscriber=subscriber, kind=kind, form=form, address=address.strip(),
              number=last_of(subscriber.pk))
    way.noticed = way.number
    return save_way(way, by=by)


def save_way(way: Way, *, by: User | None = None) -> Way:
    """Change a way: its format, its address, whether it is used. Raises ValidationError."""
    must_manage(by)
    check = _CHECKS.get(way.kind)
    if check is not None:
        check(way.address)
    way.full_clean(exclude=_AGAIN)
    if way.pk is None:
        way.save()
        return way
    again = way.active and Way.objects.filter(pk=way.pk, active=False).exists()
    if again:  # one that wanted no more is tried at once
        _calm(way)
    fields = ["form", "address", "active"]  # what is being sent meanwhile moves the rest
    way.save(update_fields=[*fields, *_AGAIN] if again else fields)
    return way


def delete_way(way: Way, *, by: User | None = None) -> None:
    """Nothing is sent there any more; the ledger stays."""
    must_manage(by)
    way.delete()


def replay(way: Way, number: int, *, by: User | None = None) -> None:
    """Send again from this number on; what is withdrawn since goes out as its cancellation.

    Raises ValidationError for a number that the sequence does not have.
    """
    must_manage(by)
    with transaction.atomic():
        held = Way.objects.select_for_update().get(pk=way.pk)
        last = last_of(held.subscriber_id)
        if not 1 <= number <= last:
            raise ValidationError(_("The numbers of this sequence are 1 to %(last)s.")
                                  % {"last": last})
        held.number = number - 1
        _calm(held)
        held.save(update_fields=["number", *_AGAIN])


def renew_secret(way: Way, *, by: User | None = None) -> str:
    """Sign pushes with another secret from now on; returned to be shown once."""
    must_manage(by)
    with transaction.atomic():
        held = Way.objects.select_for_update().get(pk=way.pk)
        held.secret += 1
        held.save(update_fields=["secret"])
    return signing_secret(held)


def make_key(subscriber: Subscriber, *, label: str = "", by: User | None = None) -> str:
    """A new key, returned to be shown once; the security log has who made it."""
    must_manage(by)
    with transaction.atomic():
        token = new_key(subscriber, label=label)
        log_security("product-key-made", who=by,
                     detail={"subscriber": subscriber.name, "label": label})
    return token


def revoke_key(key: Key, *, by: User | None = None) -> bool:
    """From now on the key opens nothing; False if it was revoked already."""
    must_manage(by)
    with transaction.atomic():
        done = revoke(key.pk)
        if done:
            log_security("product-key-withdrawn", who=by,
                         detail={"subscriber": key.subscriber.name, "label": key.label})
    return done


def _calm(way: Way) -> None:
    way.attempts, way.last_error = 0, ""
    way.next_at = way.failing_since = way.told_at = None


def _push(address: str) -> None:
    """https; plain http only to a host of a network that the newsroom allowed, by its number."""
    try:
        where = target(address)
    except Refused as wrong:
        raise ValidationError({"address": str(wrong)}) from None
    if where.scheme != "https" and not _own(where.host):
        raise ValidationError({"address": _("Copy is pushed to addresses that begin with "
                                            "https:// only.")})


def _own(host: str) -> bool:
    if host == "localhost":
        host = "127.0.0.1"
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(ip in network for network in settings.FETCH_ALLOWS)


def _drop(address: str) -> None:
    try:
        folder_of(address)
    except NotGiven:
        raise ValidationError({"address": _("Name a folder below drops/ in the data folder: "
                                            "globe/news.")}) from None


def _mail(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise ValidationError({"address": wrong.messages}) from None


_CHECKS: dict[str, Callable[[str], None]] = {"push": _push, "drop": _drop, "mail": _mail}
