"""The event stream: an open page is told which of its fragments changed (DESIGN 5).

Server-sent events as WHATWG HTML 9.2 has them. A stream costs no thread and no task that runs: all
streams of a process are told by one, which looks at the head word many times a second.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.conf import settings

from dateline.delivery.answering import Answer
from dateline.delivery.clients import client_of
from dateline.delivery.contact import silence
from dateline.delivery.front import READ
from dateline.delivery.machine import shelf
from dateline.delivery.refusing import CROWDED, NOT_ALLOWED
from dateline.delivery.shelf import StoreTrouble
from dateline.delivery.streams_patience import give_up_who_does_not_read
from dateline.delivery.streams_tokens import Asked, Moment, address_of, asked
from dateline.delivery.streams_watch import Seen, Watch, look
from dateline.lib import clock

log = logging.getLogger("dateline.delivery")
ADDRESS = "/-/live"
BEAT, PACE = 0.02, 0.1
"""Seconds between two looks at the head word, and between two rounds of telling."""
QUIET = 25.0
"""Seconds after which a stream that was told nothing gets a comment: proxies keep it open."""
BUDGET = 128 * 1024
"""Bytes after which a stream ends, to be resumed: the server keeps what a slow one leaves."""
WATCHED = 20_000
_AT_ONCE = 500
_AGAIN = 60.0
_HEADERS = (
    ("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store"),
    ("X-Accel-Buffering", "no"), ("X-Content-Type-Options", "nosniff"),
)
NOTHING = Answer(204, (("Cache-Control", "no-store"),), b"")
"""None of these is a fragment of ours: the browser will not ask again (WHATWG HTML 9.2.3)."""


class Stream:
    """One open connection: what it is to be told of, and how much it was sent."""

    __slots__ = ("client", "known", "sent", "since", "told", "transport", "watches")

    def __init__(
        self, transport: Any, watches: tuple[Watch, ...], wants: Asked, client: str = ""
    ) -> None:
        self.transport, self.watches, self.client = transport, watches, client
        self.known, self.since = wants.known, wants.since
        self.sent, self.told = 0, time.monotonic()

    def due(self) -> list[Watch]:
        """What it must be told when it begins."""
        since, known = self.since, self.known
        self.since, self.known = None, ()
        return [
            watch for watch in self.watches
            if since is None or watch.token not in known or watch.moved(since)
        ]

    def send(self, data: bytes) -> bool:
        """Hand bytes to the server; False if the stream is at its end. It never waits."""
        if self.transport is None:
            return False
        self.sent += len(data)
        self.told = time.monotonic()
        try:
            self.transport.send_bytes(data)
        except Exception:  # the server says no more than that the reader is gone
            return False
        return self.sent < BUDGET


class Streams:
    """All streams of a process, at most `most`, of one client at most `each`.

    Everything of it runs on the loop's thread.
    """

    def __init__(self, most: int, each: int) -> None:
        self.most, self.each, self.ended = most, each, False
        self.open: set[Stream] = set()
        self.clients: Counter[str] = Counter()
        self.watches: dict[str, Watch] = {}
        self._waiting: list[Stream] = []
        self._pool = ThreadPoolExecutor(1, "live")
        self._telling: asyncio.Task[None] | None = None
        self._going: set[asyncio.Task[None]] = set()
        self._word, self._until = -1, float("inf")
        self._at: Moment | None = None
        self._beat, self._warned = 0.0, -_AGAIN

    def answer(self, scope: Any, protocol: Any) -> Answer | None:
        """Begin a stream, or say what is answered instead."""
        if scope.method not in READ:
            return NOT_ALLOWED
        wants = asked(scope.query_string, scope.headers.get("last-event-id", ""))
        if self.ended or len(self.open) >= self.most > 0 or silence():
            return self._busy()
        watches = self._watched(wants) if self.most else ()
        if not watches:
            return NOTHING
        client = _client(scope)
        if self.clients[client] >= self.each:
            return self._crowded(client)
        if scope.method == "HEAD":
            return Answer(200, _HEADERS, b"")
        self._begin(protocol, watches, wants, client)
        return None

    def _crowded(self, client: str) -> Answer:
        """RFC 6585 4. Said in the log once a minute: it may be a proxy that nobody named."""
        now = time.monotonic()
        if now > self._warned + _AGAIN:
            self._warned = now
            log.warning("%s has %d streams open and gets no more. If it is your proxy, set "
                        "DATELINE_PROXIES.", client, self.each)
        return CROWDED

    def _busy(self) -> Answer:
        """RFC 9110 15.6.4; browsers are told apart, so that they do not come back together."""
        later = str(random.randint(5, 30))  # noqa: S311 - no secret
        return Answer(503, (("Retry-After", later), ("Cache-Control", "no-store")), b"")

    def _watched(self, wants: Asked) -> tuple[Watch, ...]:
        found = []
        for token in (*wants.fresh, *wants.known):
            watch = self.watches.get(token)
            if watch is None and len(self.watches) < WATCHED:
                address = address_of(token)
                watch = Watch(token, address) if address else None
            if watch is not None:
                found.append(watch)
        return tuple(found)

    def _begin(
        self, protocol: Any, watches: tuple[Watch, ...], wants: Asked, client: str
    ) -> None:
        if self._telling is None:
            give_up_who_does_not_read()
            self._telling = asyncio.get_running_loop().create_task(self._tell())
        stream = Stream(protocol.response_stream(200, _HEADERS), watches, wants, client)
        self.watches.update((watch.token, watch) for watch in watches)
        self.open.add(stream)
        self.clients[client] += 1
        self._waiting.append(stream)
        for watch in watches:
            watch.streams.add(stream)
        again = random.randint(1000, 1000 + max(4000, len(self.open)))  # noqa: S311 - no secret
        stream.send(f"retry: {again}\n\n".encode())
        going = asyncio.get_running_loop().create_task(self._gone(protocol, stream))
        self._going.add(going)
        going.add_done_callback(self._going.discard)

    async def _gone(self, protocol: Any, stream: Stream) -> None:
        """Wait until the reader hangs up."""
        await protocol.client_disconnect()
        self._forget(stream)

    def _forget(self, stream: Stream) -> None:
        stream.transport = None  # that ends the response
        if stream not in self.open:
            return
        self.open.remove(stream)
        self.clients[stream.client] -= 1
        if not self.clients[stream.client]:
            del self.clients[stream.client]
        for watch in stream.watches:
            watch.streams.discard(stream)
            if not watch.streams:
                self.watches.pop(watch.token, None)

    async def _tell(self) -> None:
        """Until the server ends: look at the head word, and tell who shows what changed."""
        while not self.ended:
            await asyncio.sleep(BEAT)
            if silence():
                self._part()
            try:
                word = shelf().word().cells[0]
                if word != self._word or clock.now().timestamp() >= self._until:
                    await self._round()
                elif self._waiting:
                    await self._welcome()
                self._keep_open()
            except StoreTrouble:
                await asyncio.sleep(1)
            except Exception:
                log.exception("Open pages are told again in a second, after:")
                await asyncio.sleep(1)

    async def _round(self) -> None:
        """The head has moved, or the clock changes something: look for all, then tell."""
        arrived = list(self._waiting)
        seen = await self._look(list(self.watches.values()))
        self._until, self._at = seen.until, seen.at
        await self._send(self._due(seen.changed, arrived), seen.at)
        if seen.at is None:
            raise StoreTrouble("something could not be rendered")
        self._word = seen.word
        await asyncio.sleep(PACE)

    async def _welcome(self) -> None:
        """Nothing has moved: only what nobody watched so far is looked at."""
        arrived = list(self._waiting)
        new = {watch for stream in arrived for watch in stream.watches if watch.page is None}
        if new:
            seen = await self._look(list(new))
            self._until = min(self._until, seen.until)
        await self._send(self._due((), arrived), self._at)

    async def _look(self, watches: list[Watch]) -> Seen:
        return await asyncio.get_running_loop().run_in_executor(self._pool, look, watches)

    def _due(self, changed: Sequence[Watch], arrived: list[Stream]) -> dict[Stream, list[Watch]]:
        """What each is to be told; who has arrived since the look began waits for the next one."""
        self._waiting = self._waiting[len(arrived):]
        later = set(self._waiting)
        due: dict[Stream, list[Watch]] = {}
        for watch in changed:
            for stream in watch.streams - later:
                due.setdefault(stream, []).append(watch)
        due.update((stream, stream.due()) for stream in arrived if stream in self.open)
        return due

    async def _send(self, due: dict[Stream, list[Watch]], at: Moment | None) -> None:
        """To each in one piece: its events, then the id under which it can go on from there."""
        last = f"event: at\nid: {at}\ndata:\n\n".encode() if at else b""
        for number, (stream, watches) in enumerate(due.items(), start=1):
            events = b"".join([watch.event for watch in watches])
            if (events or last) and not stream.send(events + last):
                self._forget(stream)
            if not number % _AT_ONCE:
                await asyncio.sleep(0)  # pages are answered meanwhile

    def _keep_open(self) -> None:
        """Once a second: a comment to whom nothing was sent for long."""
        now = time.monotonic()
        if now < self._beat:
            return
        self._beat = now + 1
        for stream in [stream for stream in self.open if stream.told < now - QUIET]:
            if not stream.send(b":\n\n"):
                self._forget(stream)

    def _part(self) -> None:
        """End every stream: where this machine is out of touch, another one knows more."""
        for stream in list(self.open):
            self._forget(stream)
        self._waiting = []

    def end(self) -> None:
        """End every stream at once: the server is going."""
        self.ended = True
        with suppress(RuntimeError):
            self._part()


def _client(scope: Any) -> str:
    return client_of(scope.client, scope.headers.get_all("x-forwarded-for"), settings.PROXIES)
