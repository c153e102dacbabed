"""Everyone who listens by ICY: radio sets, apps, relays; in the loop of the radio's process."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter, Task
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings

from dateline.lib import clock
from dateline.onair.counting.platforms import RELAY, WEB, platform_of
from dateline.onair.counting.tally import Tally
from dateline.onair.out.addresses import is_stream
from dateline.onair.out.air import Air
from dateline.onair.out.heading import head as headed
from dateline.onair.out.heading import stream_fields
from dateline.onair.out.hearing import Hearer
from dateline.onair.out.limits import bound, most_listeners
from dateline.onair.out.outlet import Mp3Outlet
from dateline.onair.out.telling import M3U, PLS, Audience, m3u, page, pls, status
from dateline.onair.shapes import Outlet, Plan, State
from dateline.onair.sound.encoding import mp3

if TYPE_CHECKING:
    from dateline.onair.source.heads import Head

TICK = 0.25
"""Seconds between two turns in which everyone is given what came: one wake-up for all."""
_BROWSERS_BURST = 96_000
"""Bytes: Chromium begins to play once it has so many, so that with less it waits for them, and is
as far behind all the same."""
_IN_ONE_GO = 250
_MOST_SAID = 64 * 1024
_TEXT, _HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"


class Listeners:
    """Answers GET and HEAD on the radio's port, and gives the stream to who asks for it."""

    def __init__(
        self, plan: Callable[[], Plan | None], state: Callable[[], State], *,
        tally: Tally | None = None, most: int | None = None,
    ) -> None:
        """`tally` counts who listens; `most`: so many at once (the limit of open files)."""
        self._plan, self._state, self._tally = plan, state, tally
        self._most = most or most_listeners()
        self._air: Air | None = None
        self._bitrate = 0
        self._hearers: dict[Hearer, bool] = {}
        """Everyone, and whether it is a listener or a relay."""
        self._count = 0
        self._pump: Task[None] | None = None
        self._peak, self._began = 0, clock.now()

    def outlet(self, bitrate: int) -> Outlet:
        """The outlet that is listened to here, of so many kbit/s; asked for once."""
        air, encoder = Air(bitrate), mp3(bitrate)
        self.on(air, bitrate)
        return Mp3Outlet(air, encoder, self._name)

    def on(self, air: Air, bitrate: int) -> None:
        """Give sound that was encoded elsewhere."""
        self._air, self._bitrate = air, bitrate

    def count(self) -> int:
        """How many listen now, for any thread; a relay is none, for nobody knows how many are
        behind it."""
        return self._count

    async def answer(self, head: Head, reader: StreamReader, writer: StreamWriter) -> None:
        """Answer one request; the connection is over with it, and closed by who called."""
        plan = self._plan()
        try:
            if plan is None:
                self._say(head, writer, 404, _TEXT, "There is no station here.\n")
            elif is_stream(head.path, plan.mounts, asks_titles="icy-metadata" in head.headers):
                await self._stream(head, reader, writer, plan)
            else:
                self._tell(head, writer, plan)
        except OSError:
            pass  # who went has gone

    def _name(self) -> str:
        plan = self._plan()
        return plan.station if plan else ""

    def _tell(self, head: Head, writer: StreamWriter, plan: Plan) -> None:
        if head.path == "/status-json.xsl":
            told = status(plan, self._state(), Audience(self.count(), self._peak, self._began))
            self._say(head, writer, 200, "application/json; charset=utf-8", told)
        elif head.path in ("/live.m3u", "/stream.m3u"):
            self._say(head, writer, 200, M3U, m3u(plan.station))
        elif head.path in ("/live.pls", "/stream.pls"):
            self._say(head, writer, 200, PLS, pls(plan.station))
        elif head.path == "/":
            self._say(head, writer, 200, _HTML, page(plan, self._state()))
        else:
            self._say(head, writer, 404, _TEXT, "Nothing is here. The stream is /live.mp3\n")

    def _say(self, head: Head, writer: StreamWriter, code: int, kind: str, text: str) -> None:
        body = text.encode()
        fields = {"Content-Type": kind, "Content-Length": str(len(body)),
                  "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff",
                  "Content-Security-Policy": "default-src 'none'; media-src 'self'"}
        if code == 503:
            fields["Retry-After"] = "10"
        writer.write(headed(head.version, code, fields) + (b"" if head.method == "HEAD" else body))

    async def _stream(
        self, head: Head, reader: StreamReader, writer: StreamWriter, plan: Plan
    ) -> None:
        if self._air is None or len(self._hearers) >= self._most:
            self._say(head, writer, 503, _TEXT, "No more can listen here now.\n")
            return
        titles = head.headers.get("icy-metadata", "").strip() == "1"
        fields = stream_fields(
            plan.station, plan.description, settings.BASE_URL, self._bitrate, titles=titles)
        writer.write(headed(head.version, 200, fields))
        if head.method == "HEAD":
            return
        platform = platform_of(head.headers.get("user-agent", ""))
        bound(writer)
        self._begin(self._air)
        start = self._air.start(_BROWSERS_BURST if platform == WEB else 0)
        hearer = Hearer(writer.transport, start, titles=titles)
        self._enter(hearer, self._air, listens=platform != RELAY)
        token = self._tally.enter(platform) if self._tally else 0
        try:
            await _until_gone(reader)
        finally:
            self._count -= self._hearers.pop(hearer)
            if self._tally:
                self._tally.leave(token)

    def _begin(self, air: Air) -> None:
        """See to it that turns are taken."""
        if self._pump is None or self._pump.done():
            air.take()
            self._pump = asyncio.get_running_loop().create_task(self._give(air))

    def _enter(self, hearer: Hearer, air: Air, *, listens: bool) -> None:
        hearer.give(air, b"", -1)
        self._hearers[hearer] = listens
        self._count += listens
        self._peak = max(self._peak, self._count)

    async def _give(self, air: Air) -> None:
        """All turns, while anybody listens."""
        await asyncio.sleep(TICK)
        while self._hearers:
            since, fresh = air.end, air.take()
            for number, hearer in enumerate(tuple(self._hearers), 1):
                if not hearer.give(air, fresh, since):
                    hearer.leave()
                if number % _IN_ONE_GO == 0:
                    await asyncio.sleep(0)
            await asyncio.sleep(TICK)


async def _until_gone(reader: StreamReader) -> None:
    """Wait until a listener closes, or says more than anybody who only listens."""
    said = 0
    with suppress(OSError):
        while said < _MOST_SAID and (more := await reader.read(4096)):
            said += len(more)
