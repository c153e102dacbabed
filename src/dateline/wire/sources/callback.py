"""Where hubs call us: they verify what we asked for, refuse it, and send what changed (WebSub 5-7).

The address has 256 random bits in it; who knows it is the hub. What is sent counts only with a
signature made with our secret. One by SHA-1, which the recommendation still names and nobody
should rely on, only makes us look at the feed at once, which we then read from its own address.
"""

from __future__ import annotations

import hashlib
import hmac
import logging

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from dateline.lib import clock
from dateline.people.public import in_newsroom_language
from dateline.wire.models import Listening, Source
from dateline.wire.sources.listening import AFTER_NO, secret_of
from dateline.wire.sources.receiving import MOST, receive
from dateline.wire.sources.spelling import storable

log = logging.getLogger("dateline.wire")
LONGEST_CHALLENGE = 2_000
LONGEST_LEASE = 366 * 24 * 3600
USUAL_LEASE = 24 * 3600
"""Seconds, for a hub that does not say how long its lease is, as it must (WebSub 5.3)."""
_STATES = Listening.State
_BELIEVED = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


@csrf_exempt  # no cookie is looked at; the address and the signature are what lets in
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """GET verifies or refuses, POST brings a feed; 404 and 410 where we asked for nothing."""
    if request.method == "GET":
        return _said(*_verified(request, token))
    if request.method != "POST":
        answer = _said(405, "A hub asks by GET and sends by POST.")
        answer["Allow"] = "GET, POST"
        return answer
    row = Listening.objects.select_related("source").filter(
        token=token, state=_STATES.HOLDS, source__active=True).first()
    if row is None:
        return _said(410, "We do not listen here any more.")
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        return _said(411, "Say how long it is: Content-Length.")
    if int(length) > MOST:
        _note(row, f"a delivery of {int(length):,} bytes was too large")
        return _said(413, f"At most {MOST:,} bytes are taken.")
    return _said(*_delivered(row, request))


def _said(status: int, words: str) -> HttpResponse:
    """Plain text that no browser takes for anything else."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers={
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox"})


def _verified(request: HttpRequest, token: str) -> tuple[int, str]:
    """Answer a hub that asks whether we want this (5.3), or that says no (5.2)."""
    asked = {name: request.GET.get(f"hub.{name}", "") for name in (
        "mode", "topic", "challenge", "lease_seconds", "reason")}
    with transaction.atomic():
        row = Listening.objects.select_for_update().filter(token=token).first()
        if row is None or asked["topic"] != row.topic:
            return 404, "We asked for no such thing."
        if asked["mode"] == "denied":
            return _denied(row, asked["reason"])
        if not 0 < len(asked["challenge"]) <= LONGEST_CHALLENGE:
            return 400, "There is no hub.challenge, or it is too long."
        leaving = row.state == _STATES.LEAVING
        if asked["mode"] == "unsubscribe" and leaving:
            row.delete()
        elif asked["mode"] == "subscribe" and not leaving:
            row.confirm(_seconds(asked["lease_seconds"]), clock.now())
        else:
            return 404, "We asked for no such thing."
    return 200, asked["challenge"]


def _denied(row: Listening, reason: str) -> tuple[int, str]:
    """The hub will not, or no longer; it is asked again in a day."""
    if row.state == _STATES.LEAVING:
        row.delete()
        return 200, "Noted."
    with in_newsroom_language():
        words = _("the hub refuses: %(reason)s") % {
            "reason": " ".join(storable(reason).split())[:300] or _("it gives no reason")}
    row.state, row.last_error, row.ends_at = _STATES.DENIED, words, None
    row.next_at, row.attempts = clock.now() + AFTER_NO, 0
    row.save()
    return 200, "Noted."


def _seconds(said: str) -> int:
    good = said.isascii() and said.isdecimal() and int(said[:10]) > 0
    return min(int(said[:10]), LONGEST_LEASE) if good else USUAL_LEASE


def _delivered(row: Listening, request: HttpRequest) -> tuple[int, str]:
    """Take in what is signed; what is not is left, and answered alike (WebSub 7.1)."""
    body = request.read()
    method = _signed(row, body, request.headers.get("x-hub-signature", ""))
    source, now = row.source, clock.now()
    if method == "sha1":
        Source.objects.filter(pk=row.source_id).update(next_look=None)
        Listening.objects.filter(pk=row.pk).update(told_at=now, missed=0)
    elif method and source is not None:
        Listening.objects.filter(pk=row.pk).update(told_at=now, missed=0, last_error="")
        receipt = receive(source, body, name=row.topic, backlog=not source.backlog_over)
        if receipt.refused:
            _note(row, f"a delivery is kept among the rejects: {receipt.refused}")
    else:
        log.warning("What came for %s in a hub's name was not signed right.", source)
        _note(row, "a delivery was not signed as we asked, and was left")
    return 202, "Noted."


def _note(row: Listening, trouble: str) -> None:
    Listening.objects.filter(pk=row.pk).update(last_error=storable(trouble)[:300])


def _signed(row: Listening, body: bytes, said: str) -> str:
    """By which method the bytes are signed with our secret (WebSub 7.1); "" for none of them."""
    method, _equals, hexed = said.strip().partition("=")
    make = (_BELIEVED | {"sha1": hashlib.sha1}).get(method.lower())
    if make is None:
        return ""
    right = hmac.new(secret_of(row).encode(), body, make).hexdigest()
    good = hmac.compare_digest(right.encode(), hexed.strip().lower().encode("utf-8", "replace"))
    return method.lower() if good else ""
