"""The hub of the public feeds: what subscribers ask of it (W3C WebSub, 5).

A request is only noted here; it is looked into, and everything is sent, by the worker.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from dateline.delivery.public import serve
from dateline.lib import clock, fetch
from dateline.lib.fetch_target import target
from dateline.record.public import site
from dateline.wire.models import Lease, Topic

USUAL = 10 * 24 * 3600
SHORTEST, LONGEST = 300, 30 * 24 * 3600
"""Seconds of a lease: where none are asked for (WebSub 8: "10 days is a good default"), bounds."""
SECRET = 199
"""WebSub 5.1: a secret has less than 200 bytes."""
PER_HOST = 500
WAITING_PER_HOST = 20
"""So many leases one host may have, and so many requests that are not looked into yet."""
BODY = 16 * 1024


class Wrong(Exception):
    """The request cannot be accepted; the text says why."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


@csrf_exempt
def hub(request: HttpRequest) -> HttpResponse:
    """Note a request: 202, and it will be verified; else the reason as plain text."""
    try:
        _note(request)
    except Wrong as wrong:
        answer = HttpResponse(f"{wrong}\n", status=wrong.status, content_type="text/plain")
        if wrong.status == 405:
            answer["Allow"] = "POST"
        return answer
    return HttpResponse(status=202)


def _note(request: HttpRequest) -> None:
    if request.method != "POST":
        raise Wrong("This is a WebSub hub: it takes POST.", 405)
    if request.content_type != "application/x-www-form-urlencoded":
        raise Wrong("The content type has to be application/x-www-form-urlencoded.", 415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY:
        raise Wrong("The request is too large.", 413)
    given = request.POST
    mode = given.get("hub.mode", "")
    if mode not in ("subscribe", "unsubscribe"):
        raise Wrong("hub.mode has to be subscribe or unsubscribe.")
    callback = _callback(given.get("hub.callback", ""))
    path = _topic(given.get("hub.topic", ""))
    secret = given.get("hub.secret", "")
    if len(secret.encode()) > SECRET or "\0" in secret:
        raise Wrong("hub.secret has to have less than 200 bytes.")
    _keep(mode, path, callback, secret, _seconds(given.get("hub.lease_seconds", "")))


def _callback(address: str) -> str:
    try:
        where = target(address)
    except fetch.Refused:
        raise Wrong("hub.callback has to be an http or https address.") from None
    if len(address) > 2000 or urlsplit(address).fragment:
        raise Wrong("hub.callback is too long, or has a fragment.")
    if len(where.host) > 255:
        raise Wrong("hub.callback names no host.")
    return address


def _topic(address: str) -> str:
    """The path of one of our feeds, which is the topic."""
    base = site().base_url
    path = address.removeprefix(base)
    if not address or not address.startswith(f"{base}/") or not is_feed(path):
        raise Wrong("hub.topic has to be the address of one of this site's feeds, as it says "
                    "itself with rel=self.")
    status = serve(path).page.status
    if status != 200:
        raise Wrong("hub.topic names no feed of this site, or one that has moved: take the "
                    "address that the feed itself says with rel=self.")
    return path


def is_feed(path: str) -> bool:
    """Whether it has the form of a feed's address: the newest document, not one of the archive."""
    if len(path) > 500 or not path.isascii() or "?" in path or "#" in path:
        return False
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name == "feed" and not found.kwargs.get("code")


def _seconds(said: str) -> int:
    if not said:
        return USUAL
    if not said.isascii() or not said.isdecimal() or not int(said[:12]):
        raise Wrong("hub.lease_seconds has to be a positive whole number.")
    return min(max(int(said[:12]), SHORTEST), LONGEST)


def _keep(mode: str, path: str, callback: str, secret: str, seconds: int) -> None:
    """The last request counts (WebSub 5.1); what held before holds until this is verified."""
    mark, host = Lease.mark_of(path, callback), target(callback).host
    asked = {"asked": mode, "asked_secret": secret, "asked_seconds": seconds,
             "asked_at": clock.now()}
    with transaction.atomic():
        if Lease.objects.filter(mark=mark).update(**asked):
            return
        if mode == "unsubscribe":
            return  # there is nothing to end, which is what it wants
        mine = Lease.objects.filter(host=host)
        if mine.count() >= PER_HOST or mine.to_verify().count() >= WAITING_PER_HOST:
            raise Wrong(f"{host} asks too much at once: try again later.", 429)
        topic, _ = Topic.objects.get_or_create(path=path)
        Lease.objects.create(topic=topic, callback=callback, mark=mark, host=host, **asked)
