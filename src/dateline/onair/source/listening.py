"""The radio's own port: every connection's head is read here and given to who it is for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from ssl import SSLContext

from dateline.onair.shapes import Intake, Who
from dateline.onair.source import answers
from dateline.onair.source.heads import SHOUTCAST, BadHead, Head, parse
from dateline.onair.source.lines import HEAD_SECONDS, Line, Reader
from dateline.onair.source.refusing import Refused
from dateline.onair.source.seats import Seats
from dateline.onair.source.signing import Admit, Gate
from dateline.onair.source.taking import Mounts, take, take_shoutcast
from dateline.onair.source.titles import ADDRESSES, set_title

log = logging.getLogger(__name__)
Answer = Callable[[Head, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
WAITING = 512
"""Connections whose head has not come; one more, and the one that waits longest is closed."""
TURNS = 10
"""Heads a connection may send; libshout needs three."""


class Listener:
    """Takes sources and titles itself; gives every other GET and HEAD to `answer`.

    All of it runs in one loop. `admit` is called in a thread and raises NotAdmitted; `mounts` says
    where sources may connect, the usual one last. `answer` writes and returns; what it leaves open
    is closed here, and what was read after the head is in `head.rest`.
    """

    def __init__(self, intake: Intake, admit: Admit, mounts: Mounts, answer: Answer) -> None:
        self._seats = Seats(intake)
        self._gate = Gate(admit)
        self._mounts = mounts
        self._answer = answer
        self._servers: list[asyncio.Server] = []
        self._waiting: dict[Line, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, host: str, port: int, ssl: SSLContext | None = None) -> None:
        """Listen; again for another port, such as port + 1 where Shoutcast's programs send sound,
        or one with TLS: every port takes everything. Raises OSError if it is in use."""
        self._servers.append(await asyncio.get_running_loop().create_server(
            self._protocol, host, port, ssl=ssl, backlog=1024,
            ssl_handshake_timeout=HEAD_SECONDS if ssl else None))

    @property
    def ports(self) -> tuple[int, ...]:
        """Where it listens, in the order of `start`."""
        return tuple(server.sockets[0].getsockname()[1] for server in self._servers)

    def on(self) -> dict[str, Who]:
        """Every mount with a source, and whose."""
        return self._seats.on()

    def drop(self, mount: str, reason: str) -> None:
        """End a mount's source, if there is one; in the loop's thread."""
        self._seats.drop(mount, reason)

    async def stop(self) -> None:
        """Close every port and connection."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()
        self._gate.close()

    def _protocol(self) -> asyncio.StreamReaderProtocol:
        loop = asyncio.get_running_loop()
        return asyncio.StreamReaderProtocol(Reader(32768, loop), self._connected, loop=loop)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        line = Line(reader, writer)
        try:
            for _ in range(TURNS):
                if not await self._turn(line):
                    break
            await line.close()
        except asyncio.CancelledError:
            pass
        except OSError:
            log.debug("a connection was lost", exc_info=True)
        except Exception:
            log.exception("a connection ended")
        finally:
            writer.transport.abort()
            self._tasks.discard(task)

    async def _turn(self, line: Line) -> bool:
        """One head and its answer; whether the connection goes on."""
        head = None
        try:
            head = await self._head(line)
            return head is not None and await self._serve(line, head)
        except (BadHead, Refused) as no:
            keep = no.status == 401 and head is not None and answers.waits(head)
            await line.say(answers.refusal(head, no, keep=keep))
            return keep

    async def _head(self, line: Line) -> Head | None:
        if len(self._waiting) >= WAITING:
            oldest = next(iter(self._waiting))
            del self._waiting[oldest]
            oldest.writer.transport.abort()
        self._waiting[line] = None
        try:
            data = await line.head()
        finally:
            self._waiting.pop(line, None)
        if not data:
            return None
        head = parse(data)
        line.left = head.rest
        return head

    async def _serve(self, line: Line, head: Head) -> bool:
        if head.version == SHOUTCAST:
            await take_shoutcast(line, head, seats=self._seats, gate=self._gate,
                                 mounts=self._mounts)
        elif head.method in ("PUT", "POST", "SOURCE"):
            return await take(line, head, seats=self._seats, gate=self._gate, mounts=self._mounts)
        elif head.method == "OPTIONS":
            await line.say(answers.options(head))
            return True
        elif head.method == "GET" and head.path in ADDRESSES:
            set_title(head, seats=self._seats, gate=self._gate, mounts=self._mounts(),
                      address=line.address)
            await line.say(answers.title_set(head))
        elif head.method in ("GET", "HEAD"):
            await self._answer(head, line.reader, line.writer)
        else:
            raise Refused(405, "This cannot be done here.", Allow=answers.METHODS)
        return False
