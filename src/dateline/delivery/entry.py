"""The server's application, in granian's RSGI: stored pages at once, all else by Django behind.

The loop's thread answers what memory or store have. What must be rendered goes to a few threads,
one rendering per address of this process at a time; Django's own views to others, so that neither
waits for the other.
"""

from __future__ import annotations

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from django.conf import settings
from django.db import close_old_connections

from dateline.delivery import streams
from dateline.delivery.answering import Answer
from dateline.delivery.bridge import pass_on
from dateline.delivery.contact import silence, too_long
from dateline.delivery.files import Files
from dateline.delivery.front import READ, Application, quick, thorough
from dateline.delivery.pieces import Stored, stored_view
from dateline.delivery.refusing import NOT_ALLOWED, UNVOUCHED, refused

RENDERING, BEHIND = 2, 4
"""Threads: rendering is work for one core; behind there is also waiting for disks and mail."""


class Beside(Protocol):
    """Addresses of another room that wait without a thread; it answers by itself, in RSGI."""

    def takes(self, path: str) -> bool:
        """Whether an address is one of these."""

    async def answer(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""

    def end(self) -> None:
        """End whatever waits: the server is told to end."""


class Entry:
    """The application of one worker. `limit` is the largest body that is taken, in bytes."""

    def __init__(
        self, django: Application, files: Files, limit: int, beside: Beside | None = None
    ) -> None:
        self.django, self.files, self.limit, self.beside = django, files, limit, beside
        self.rendering = ThreadPoolExecutor(RENDERING, "render")
        self.behind = ThreadPoolExecutor(BEHIND, "django")
        self.streams = streams.Streams(settings.STREAMS, settings.STREAMS_EACH)
        self.flying: dict[tuple[str, str], asyncio.Future[Any]] = {}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End open streams when the server is told to end: it waits for every response.

        The loop hears of signals besides, by its wakeup descriptor, and so does the server.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._end))

    def _end(self) -> None:
        self.streams.end()
        if self.beside is not None:
            self.beside.end()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer one request."""
        headers, path, query = scope.headers, scope.path, scope.query_string
        answer = refused(path, query, _host(scope))
        method = scope.method
        if answer is None and path == streams.ADDRESS:
            answer = self.streams.answer(scope, protocol)
            if answer is None:
                return
        elif answer is None and method in READ:
            accepted = headers.get("accept-encoding", "")
            answer = quick(path, query, accepted, headers.get("if-none-match", ""))
        if answer is not None:
            send(answer, method, protocol)
        elif self.beside is not None and self.beside.takes(path):
            await self.beside.answer(scope, protocol)
        else:
            await self._beyond(scope, protocol)

    async def _beyond(self, scope: Any, protocol: Any) -> None:
        """Files, pages to be rendered, and Django."""
        if self.files.send(scope, protocol):
            return
        view = stored_view(scope.path)
        answer = None
        if view is not None and scope.method not in READ:
            answer = NOT_ALLOWED
        elif view is not None and too_long(silence()):
            answer = UNVOUCHED  # at once: who waits for the database may wait long
        elif view is not None and view.keeps(scope.path, scope.query_string):
            answer = await self._rendered(view, scope)
        if answer is None:
            await pass_on(scope, protocol, self.django, self.behind, self.limit)
        else:
            send(answer, scope.method, protocol)

    async def _rendered(self, view: Stored, scope: Any) -> Answer | None:
        """A stored page; who comes while another waits for it looks again when that one is done.

        Whether it may be joined decides the store: only if its tick is not behind the head.
        """
        headers, key = scope.headers, (scope.path, scope.query_string)
        asked = (*key, headers.get("accept-encoding", ""), headers.get("if-none-match", ""))
        while (other := self.flying.get(key)) is not None:
            await asyncio.wait([other])
            answer = quick(*asked)
            if answer is not None:
                return answer
        loop = asyncio.get_running_loop()
        flight = self.flying[key] = loop.run_in_executor(self.rendering, _render, view, *asked)
        try:
            return await flight
        finally:
            del self.flying[key]


def _host(scope: Any) -> str | None:
    """The host that is asked; that of an absolute address goes first (RFC 9112 3.2.2)."""
    named = scope.headers.get_all("host")
    if len(named) > 1 or not (named or scope.authority or scope.http_version != "1.1"):
        return None
    return scope.authority or (named[0] if named else "")


def send(answer: Answer, method: str, protocol: Any) -> None:
    """Send an answer; to HEAD without its body."""
    if answer.file and method != "HEAD":
        protocol.response_file(answer.status, answer.headers, answer.file)
    elif method == "HEAD" or not answer.body:
        protocol.response_empty(answer.status, answer.headers)
    else:
        protocol.response_bytes(answer.status, answer.headers, answer.body)


def _render(view: Stored, *asked: str) -> Answer | None:
    close_old_connections()  # as Django does before a request: a lost one is not used again
    return thorough(view, *asked)
