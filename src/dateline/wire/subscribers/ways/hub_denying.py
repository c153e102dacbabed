"""Telling a subscriber that its lease is over before its time (WebSub 5.2).

A feed that has moved or is gone brings nothing any more: whoever leases it is told, and can look
for where it is now. A request that we do not accept in the first place is answered at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from dateline.lib import fetch
from dateline.wire.models import Lease
from dateline.wire.subscribers.handing import Handing
from dateline.wire.subscribers.ways.errands import Going, NotGiven

SECONDS = 10.0
ATTEMPTS = 5
"""After so many failures the lease ends without a word."""
WAIT = timedelta(minutes=1)
OVER = frozenset({301, 302, 307, 308, 404, 410})
"""What a feed answers that is not at its address any more; 5xx is trouble of our own."""
REASON = "This feed is not at this address any more; look for the one that its list names now."


def called(callback: str, told: dict[str, str]) -> fetch.Answer:
    """GET a callback with these parameters added; raises NotGiven."""
    between = "&" if "?" in callback else "?"
    try:
        return fetch.get(f"{callback}{between}{urlencode(told)}", most=4096, seconds=SECONDS,
                         redirects=0)
    except fetch.NoAnswer as trouble:
        raise NotGiven(str(trouble)) from None


@dataclass(eq=False)
class Calling:
    """An errand to one callback that is a GET and hands nothing over."""

    lease: Lease
    topic: str
    handed: tuple[Handing, ...] = ()
    shown: frozenset[UUID] = frozenset()

    @property
    def name(self) -> int:
        """One thing at a time for each lease."""
        return self.lease.pk

    def begin(self) -> fetch.Posting | None:
        """It is no POST."""
        return None

    def judge(self, answer: fetch.Answer) -> None:
        """Nothing was posted."""


class Denying(Calling):
    """Says `hub.mode=denied` to one callback, with the reason."""

    def run(self, going: Going) -> None:
        """GET; any answer but a failure of the other side is heard."""
        answer = called(self.lease.callback, {
            "hub.mode": "denied", "hub.topic": self.topic, "hub.reason": REASON})
        if answer.status >= 500:
            raise NotGiven(f"it answers {answer.status}")


def denied(lease: Lease, trouble: object, now: datetime) -> None:
    """The lease is over once its callback was told, or cannot be."""
    mine = Lease.objects.filter(pk=lease.pk)
    if trouble is None or lease.attempts + 1 >= ATTEMPTS:
        mine.delete()
        return
    mine.update(attempts=lease.attempts + 1, next_at=now + WAIT * 2**lease.attempts,
                last_error=str(trouble)[:500])
