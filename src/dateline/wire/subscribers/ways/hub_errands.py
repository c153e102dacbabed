"""What the hub does: verifies what was asked, and sends a feed to its leases when it changed.

Sent are always the newest bytes of a feed. Nothing is queued: who lacks them is found by digest,
so whatever dies is gone on with.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from dateline.delivery.public import Whole, serve, snapshot
from dateline.lib import clock, fetch
from dateline.record.public import site
from dateline.wire.addresses import HUB, links
from dateline.wire.models import Lease, Topic
from dateline.wire.models.hub import LeaseQuerySet
from dateline.wire.subscribers.beating import Beats
from dateline.wire.subscribers.handing import Changed, Handing
from dateline.wire.subscribers.ways.errands import Done, Going, NotGiven
from dateline.wire.subscribers.ways.hub_denying import OVER, Calling, Denying, called, denied
from dateline.wire.subscribers.ways.push import retry_after

LOOK = 0.1
"""Seconds between two looks whether a feed may have changed."""
SWEEP = 60.0
SECONDS = 10.0
AT_ONCE = 4
"""So many requests at a time to one host."""
ATTEMPTS = 14
"""After so many failures, half a day, the hub gives these bytes up, but not the lease."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 3600.0
_GUID = re.compile(rb"urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")


class Verifying(Calling):
    """Asks a callback whether it wants what was asked in its name (WebSub 5.3)."""

    def run(self, going: Going) -> None:
        """GET with a challenge; anything but 2xx with that very challenge is a no."""
        challenge = secrets.token_urlsafe(32)
        told = {"hub.mode": self.lease.asked, "hub.topic": self.topic, "hub.challenge": challenge}
        if self.lease.asked == "subscribe":
            told["hub.lease_seconds"] = str(self.lease.asked_seconds)
        answer = called(self.lease.callback, told)
        if not 200 <= answer.status < 300 or answer.body.strip() != challenge.encode():
            raise NotGiven(f"it answers {answer.status} without the challenge")


@dataclass(eq=False)
class Distributing:
    """Sends a feed's bytes to one callback (WebSub 7)."""

    lease: Lease
    topic: str
    hub: str
    whole: Whole
    body: bytes
    shown: frozenset[UUID]
    handed: tuple[Handing, ...] = ()

    @property
    def name(self) -> int:
        """One thing at a time for each lease."""
        return self.lease.pk

    @property
    def digest(self) -> str:
        """Of the bytes it sends."""
        return hashlib.sha256(self.body).hexdigest()

    def begin(self) -> fetch.Posting | None:
        """On a connection that stands."""
        try:
            return fetch.posting(self.lease.callback, self.body, headers=self._told(),
                                 seconds=SECONDS)
        except fetch.NoAnswer as trouble:
            raise NotGiven(str(trouble)) from None

    def run(self, going: Going) -> None:
        """POST the bytes."""
        try:
            answer = fetch.post(self.lease.callback, self.body, headers=self._told(),
                                seconds=SECONDS, going=going)
        except fetch.NoAnswer as trouble:
            raise NotGiven(str(trouble)) from None
        self.judge(answer)

    def judge(self, answer: fetch.Answer) -> None:
        """Any 2xx is a success, 410 an end, all else a failure."""
        if not 200 <= answer.status < 300:
            raise NotGiven(f"it answers {answer.status}", wait=retry_after(answer),
                           gone=answer.status == 410)

    def _told(self) -> dict[str, str]:
        """Signed if the lease has a secret (WebSub 7.1)."""
        told = {"Content-Type": self.whole.page.content_type, "Link": links(self.hub, self.topic)}
        if self.lease.secret:
            made = hmac.new(self.lease.secret.encode(), self.body, hashlib.sha256)
            told["X-Hub-Signature"] = f"sha256={made.hexdigest()}"
        return told


HubErrand = Verifying | Distributing | Denying


@dataclass
class Hub:
    """The source of the hub's errands."""

    _tick: int = -1
    _looked: float = -LOOK
    _swept: float = -SWEEP
    _beats: Beats = field(default_factory=Beats)
    _busy: dict[Hashable, str] = field(default_factory=dict)
    _pages: dict[str, tuple[Whole, bytes, frozenset[UUID]]] = field(default_factory=dict)
    _over: set[int] = field(default_factory=set)

    def due(self, most: int) -> Sequence[HubErrand]:
        """Verifications first: they are small, and somebody waits."""
        if time.monotonic() - self._looked < LOOK or not self._beats.worth():
            return []
        self._looked, now = time.monotonic(), clock.now()
        if time.monotonic() - self._swept > SWEEP:
            Lease.objects.over(now).delete()
            Topic.objects.filter(leases=None).delete()
            self._swept = time.monotonic()
        self._pages.clear()
        self._notice_changes(now)
        found: list[HubErrand] = []
        hosts = Counter(self._busy.values())
        base = site().base_url
        for lease in self._free(Lease.objects.on(self._over, now), most, hosts):
            found.append(Denying(lease, base + lease.topic.path))
        for lease in self._free(Lease.objects.to_verify(), most - len(found), hosts):
            found.append(Verifying(lease, base + lease.topic.path))
        for lease in self._free(Lease.objects.behind(now), most - len(found), hosts):
            whole, body, shown = self._page(lease.topic.path)
            found.append(
                Distributing(lease, base + lease.topic.path, base + HUB, whole, body, shown)
            )
        return found

    def _free(self, leases: LeaseQuerySet, most: int, hosts: Counter[str]) -> list[Lease]:
        """Of these, those that nothing is under way for, and whose host is not busy."""
        chosen: list[Lease] = []
        rows = leases.exclude(pk__in=list(self._busy)).select_related("topic")
        for lease in rows[: most * 4]:
            if len(chosen) < most and hosts[lease.host] < AT_ONCE:
                hosts[lease.host] += 1
                self._busy[lease.pk] = lease.host
                chosen.append(lease)
        return chosen

    def _notice_changes(self, now: datetime) -> None:
        """After any tick each topic that somebody leases is compared with what it was."""
        with snapshot() as held:
            tick = held.as_of
        fresh = Topic.objects.filter(digest="", leases__isnull=False)
        if tick == self._tick and not fresh.exists():
            return
        self._over.clear()
        for topic in Topic.objects.filter(leases__isnull=False).distinct():
            whole, body, _ = self._page(topic.path)
            digest = hashlib.sha256(body).hexdigest()
            if digest != topic.digest and whole.page.status == 200:
                Topic.objects.filter(pk=topic.pk).update(digest=digest)
            if whole.page.status in OVER:
                self._over.add(topic.pk)
        self._tick = tick

    def _page(self, path: str) -> tuple[Whole, bytes, frozenset[UUID]]:
        if path not in self._pages:
            whole = serve(path)
            body = whole.body
            shown = frozenset(UUID(found.decode()) for found in _GUID.findall(body))
            self._pages[path] = (whole, body, shown)
        return self._pages[path]

    def settle(self, done: Sequence[Done]) -> None:
        """Write down how these ended."""
        now = clock.now()
        for errand, trouble in done:
            self._busy.pop(errand.name, None)
            if isinstance(errand, Verifying):
                _verified(errand.lease, trouble, now)
            elif isinstance(errand, Denying):
                denied(errand.lease, trouble, now)
            elif isinstance(errand, Distributing) and not isinstance(trouble, Changed):
                _distributed(errand, trouble, now)
            else:
                self._tick = -1  # a story was taken down meanwhile: the feed is another one


def _verified(lease: Lease, trouble: object, now: datetime) -> None:
    """What holds from now on; a later request than the one that was verified stays as it is."""
    same = Lease.objects.filter(pk=lease.pk, asked_at=lease.asked_at)
    if trouble is None and lease.asked == "unsubscribe":
        same.delete()
    elif trouble is None and same.exists():
        lease.topic.refresh_from_db()
        lease.begin(now)
    elif trouble is not None:
        same.filter(expires_at=None).delete()
        same.update(asked="", asked_secret="", last_error=str(trouble)[:500])


def _distributed(errand: Distributing, trouble: object, now: datetime) -> None:
    mine = Lease.objects.filter(pk=errand.lease.pk)
    if trouble is None:
        mine.update(sent=errand.digest, attempts=0, next_at=now, last_error="")
        return
    assert isinstance(trouble, NotGiven)
    if trouble.gone:
        mine.delete()
        return
    attempts = errand.lease.attempts + 1
    if attempts >= ATTEMPTS:
        mine.update(sent=errand.digest, attempts=0, next_at=now, last_error=str(trouble)[:500])
        return
    wait = trouble.wait or min(FIRST_WAIT * 2**attempts, LONGEST_WAIT)
    wait *= secrets.SystemRandom().uniform(1.0, 1.25)
    mine.update(attempts=attempts, next_at=now + timedelta(seconds=wait),
                last_error=str(trouble)[:500])
