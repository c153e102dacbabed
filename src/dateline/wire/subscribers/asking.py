"""What a subscriber's machine asks for: who it is, from where on, in which format."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from dateline.delivery.public import epoch
from dateline.lib import clock
from dateline.wire.models import Subscriber, Way
from dateline.wire.subscribers.cursors import NotCursor, ReplayFrom, number_of, spelled
from dateline.wire.subscribers.handing import last_of, receive
from dateline.wire.subscribers.keys import owner
from dateline.wire.subscribers.writing import FORMATS

MOST = 100
LONGEST_WAIT = 60.0
BURST, PER_SECOND = 60, 10.0
"""So many requests at once, and so many a second after that, for one subscriber in one process."""


@dataclass(frozen=True)
class Asked:
    """A request that may be answered."""

    subscriber: int
    form: str
    epoch: str
    number: int
    last: int
    most: int = MOST
    wait: float = 0.0


@dataclass(frozen=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    words: str
    headers: tuple[tuple[str, str], ...] = ()
    more: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request is not answered; `refusal` says what is said instead."""

    def __init__(self, *args: Any, **more: Any) -> None:
        self.refusal = Refusal(*args, **more)


def ask(
    method: str, path: str, query: str, headers: Mapping[str, str]
) -> Asked | Refusal:
    """Understand a request. A cursor that it names is a receipt for everything up to it."""
    try:
        return _asked(method, path, dict(parse_qsl(query, max_num_fields=20)), headers)
    except Refused as refused:
        return refused.refusal
    except ValueError:
        return Refusal(400, "The query has too many fields.")


def _asked(method: str, path: str, query: dict[str, str], headers: Mapping[str, str]) -> Asked:
    if method != "GET":
        raise Refused(405, "Only GET is answered here.", (("Allow", "GET"),))
    subscriber = subscriber_of(headers.get("authorization") or "")
    streamed = path.endswith("/stream")
    mine = epoch()
    cursor = (headers.get("last-event-id") or "") if streamed else ""
    number = _number(cursor or query.get("after", ""), mine)
    last = last_of(subscriber.pk)
    if number > last:
        raise Refused(400, f"The last number of this sequence is {last}: nothing is after "
                            f"{number}.", more={"cursor": spelled(mine, last)})
    if number:
        receive(subscriber.pk, "stream" if streamed else "pull", number, at=clock.now())
    return Asked(
        subscriber.pk, _form(subscriber, query), mine, number, last,
        most=int(_within(query, "limit", 1, MOST, MOST)),
        wait=_within(query, "wait", 0, LONGEST_WAIT, 0),
    )


def subscriber_of(authorization: str) -> Subscriber:
    """Whose key this is (RFC 6750, 2.1); within its rate. Raises a refusal."""
    scheme, _, token = authorization.partition(" ")
    found = owner(token.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Refused(401, "Send your key: Authorization: Bearer dlw_…",
                       (("WWW-Authenticate", 'Bearer realm="wire"'),))
    wait = _rate.wait(found.pk)
    if wait:
        raise Refused(429, f"Too many requests: go on in {wait} s.", (("Retry-After", str(wait)),))
    return found


def _number(cursor: str, mine: str) -> int:
    try:
        return number_of(cursor, mine)
    except NotCursor as wrong:
        raise Refused(400, str(wrong)) from None
    except ReplayFrom as other:
        raise Refused(409, str(other), more={"cursor": other.cursor}) from None


def _form(subscriber: Subscriber, query: dict[str, str]) -> str:
    form = query.get("format")
    if form is None:
        rows = Way.objects.filter(subscriber=subscriber, kind="pull")
        return rows.values_list("form", flat=True).first() or "ninjs"
    if form not in FORMATS:
        raise Refused(400, f"There is no format “{form[:40]}”: there are {', '.join(FORMATS)}.")
    return form


def _within(
    query: dict[str, str], name: str, least: float, most: float, otherwise: float
) -> float:
    text = query.get(name)
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdecimal() or not least <= int(text[:9]) <= most:
        raise Refused(400, f"“{name}” is a whole number from {least:g} to {most:g}.")
    return float(text)


class Rate:
    """A bucket for each subscriber, filled as time goes on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[int, tuple[float, float]] = {}

    def wait(self, subscriber: int) -> int:
        """Take one; 0, or the seconds until there is one."""
        now = time.monotonic()
        with self._lock:
            held, at = self._held.get(subscriber, (float(BURST), now))
            held = min(float(BURST), held + (now - at) * PER_SECOND)
            self._held[subscriber] = (max(held - 1, 0.0) if held >= 1 else held, now)
            return 0 if held >= 1 else 1 + int((1 - held) / PER_SECOND)


_rate = Rate()
