"""The subscribers' interface in the server: `/wire/v1/entries` and `/wire/v1/stream`.

Both stand before Django, in granian's RSGI, so that waiting costs no thread. What a request may be
is decided in threads that ask the database; what it is handed, at the counter.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter as Tally
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.db import close_old_connections

from dateline.wire.subscribers.asking import MOST, Asked, Refusal, ask
from dateline.wire.subscribers.counter import Counter
from dateline.wire.subscribers.cursors import spelled
from dateline.wire.subscribers.writing import Copy

ENTRIES, STREAM = "/wire/v1/entries", "/wire/v1/stream"
BUDGET = 1024 * 1024
"""Bytes after which a stream ends, to be resumed: the server keeps what a slow one leaves."""
QUIET = 25.0
"""Seconds after which a stream that was told nothing gets a comment: proxies keep it open."""
OPEN = 20
"""Requests of one subscriber that wait, or are told, at once in one process."""
PATIENCE = 30.0
"""Seconds after which a request that does not want to wait is told that there is nothing."""
_JSON = (("Content-Type", "application/json"), ("Cache-Control", "no-store"),
         ("X-Content-Type-Options", "nosniff"))
_EVENTS = (("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store"),
           ("X-Accel-Buffering", "no"), ("X-Content-Type-Options", "nosniff"))


class Wire:
    """The two addresses in one web process."""

    def __init__(self) -> None:
        self._asking = ThreadPoolExecutor(2, "wire")
        self._counter: Counter | None = None
        self._streams: set[Stream] = set()
        self._open: Tally[int] = Tally()
        self._beating: asyncio.Task[None] | None = None

    def takes(self, path: str) -> bool:
        """Whether an address is one of these."""
        return path in (ENTRIES, STREAM)

    async def answer(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        loop = asyncio.get_running_loop()
        asked = await loop.run_in_executor(self._asking, _ask, scope)
        if isinstance(asked, Asked) and self._open[asked.subscriber] >= OPEN:
            asked = Refusal(429, f"{OPEN} requests of yours are open: end one first.",
                            (("Retry-After", "5"),))
        if isinstance(asked, Refusal):
            body = json.dumps({"error": asked.words, **asked.more}, ensure_ascii=False) + "\n"
            protocol.response_bytes(asked.status, _JSON + asked.headers, body.encode())
            return
        if self._counter is None:
            self._counter = Counter(loop)
        self._open[asked.subscriber] += 1
        try:
            await (self._stream if scope.path == STREAM else self._poll)(asked, protocol)
        finally:
            self._open[asked.subscriber] -= 1

    async def _poll(self, asked: Asked, protocol: Any) -> None:
        poll = Poll(asked, protocol)
        counter = self._counter
        assert counter is not None
        counter.come(poll)
        hung_up = asyncio.ensure_future(protocol.client_disconnect())
        await asyncio.wait([poll.done, hung_up], timeout=asked.wait or PATIENCE,
                           return_when=asyncio.FIRST_COMPLETED)
        counter.leave(poll)
        hung_up.cancel()
        if not poll.done.done():
            poll.send(())

    async def _stream(self, asked: Asked, protocol: Any) -> None:
        stream = Stream(asked, protocol.response_stream(200, _EVENTS))
        if self._beating is None:
            self._beating = asyncio.get_running_loop().create_task(self._beat())
        self._streams.add(stream)
        stream.say(f"retry: 2000\nid: {spelled(asked.epoch, asked.number)}\nevent: at\n"
                   f"data: {json.dumps({'last': asked.last})}\n\n".encode())
        counter = self._counter
        assert counter is not None
        counter.come(stream)
        hung_up = asyncio.ensure_future(protocol.client_disconnect())
        await asyncio.wait([stream.done, hung_up], return_when=asyncio.FIRST_COMPLETED)
        hung_up.cancel()
        stream.end()
        self._streams.discard(stream)
        counter.leave(stream)

    async def _beat(self) -> None:
        """A comment to who was told nothing for long."""
        while True:
            await asyncio.sleep(1)
            now = asyncio.get_running_loop().time()
            for stream in [each for each in self._streams if each.told < now - QUIET]:
                stream.say(b":\n\n")

    def end(self) -> None:
        """End everything that waits: the server is going."""
        if self._counter is not None:
            self._counter.end()
        for stream in list(self._streams):
            stream.end()


def _ask(scope: Any) -> Asked | Refusal:
    close_old_connections()
    return ask(scope.method, scope.path, scope.query_string, scope.headers)


class Poll:
    """One request for entries, which may wait for the next one."""

    def __init__(self, asked: Asked, protocol: Any) -> None:
        self.subscriber, self.form, self.way = asked.subscriber, asked.form, "pull"
        self.number, self.most, self.patient = asked.number, asked.most, asked.wait > 0
        self.epoch, self._began, self._protocol = asked.epoch, asked.number, protocol
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def send(self, copies: Sequence[Copy]) -> bool:
        """The answer: what there is, and the cursor to go on from."""
        if self.done.done():
            return False
        number = copies[-1].number if copies else self._began
        entries = ",\n".join(entry(copy, self.epoch) for copy in copies)
        body = (f'{{"cursor": {json.dumps(spelled(self.epoch, number))}, "entries": [\n'
                f"{entries}\n]}}\n")
        with suppress(Exception):  # the server says no more than that the reader is gone
            self._protocol.response_bytes(200, _JSON, body.encode())
        self.done.set_result(None)
        return False

    def end(self) -> None:
        """There is nothing, and no more to wait for."""
        self.send(())


class Stream:
    """One open event stream (WHATWG HTML 9.2)."""

    def __init__(self, asked: Asked, transport: Any) -> None:
        self.subscriber, self.form, self.way = asked.subscriber, asked.form, "stream"
        self.number, self.most, self.patient = asked.number, MOST, True
        self.epoch, self._transport, self._sent = asked.epoch, transport, 0
        self.told = asyncio.get_running_loop().time()
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def send(self, copies: Sequence[Copy]) -> bool:
        """An event for each; its id is the cursor after it."""
        return self.say("".join(
            f"id: {spelled(self.epoch, copy.number)}\nevent: entry\n"
            f"data: {entry(copy, self.epoch)}\n\n" for copy in copies
        ).encode())

    def say(self, data: bytes) -> bool:
        """Hand bytes to the server; False if the stream is at its end."""
        if self._transport is None:
            return False
        self._sent += len(data)
        self.told = asyncio.get_running_loop().time()
        try:
            self._transport.send_bytes(data)
        except Exception:  # the server says no more than that the reader is gone
            self.end()
            return False
        if self._sent >= BUDGET:
            self.end()
            return False
        return True

    def end(self) -> None:
        """End the response."""
        self._transport = None
        if not self.done.done():
            self.done.set_result(None)


def entry(copy: Copy, epoch: str) -> str:
    """One entry as JSON on one line. `content` is a text: its UTF-8 bytes have the digest."""
    facts = {
        "number": copy.number, "cursor": spelled(epoch, copy.number), "guid": copy.guid,
        "version": copy.version, "status": copy.status, "act": copy.act, "kind": copy.kind,
        "seq": copy.seq, "signal": copy.signal,
        "at": copy.at.isoformat().replace("+00:00", "Z"), "chain": copy.chain,
        "format": copy.form, "type": copy.media_type, "digest": f"sha-256:{copy.digest}",
    }
    return f'{json.dumps(facts, ensure_ascii=False)[:-1]}, "content": {copy.quoted}}}'
