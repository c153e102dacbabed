"""`dateline radio`: sources in, the mixer, listeners and the web out, composed in one process.

The loop has the connections; the mixer, the plan and what is told of it have a thread each, so
that neither the database nor a disk ever holds up what listeners hear.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import ssl
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from dateline.lib import clock
from dateline.onair.audience import Counting
from dateline.onair.following import Following
from dateline.onair.out.listeners import Listeners
from dateline.onair.recording.spooling import Spool
from dateline.onair.rewind.segmenting import Segments
from dateline.onair.schedule import admitting
from dateline.onair.shapes import Plan, State, Who
from dateline.onair.sound.mixer import Mixer
from dateline.onair.source.listening import Listener
from dateline.onair.telling import Telling

log = logging.getLogger("dateline.onair")
LEAVE = 1.0
"""Seconds that each part has to end."""
CHECK = 2.0
"""Seconds from one look for those who overstay to the next."""


@dataclass(frozen=True)
class Door:
    """Where connections come in: a port, another one with TLS if there is a certificate, and the
    one after the first, where Shoutcast's programs send sound, if it is free."""

    host: str
    port: int
    tls_port: int = 0
    tls: ssl.SSLContext | None = None
    shoutcast_port: int = 0


def run_radio(door: Door) -> None:
    """Be on air until terminated, or until what cannot change while it runs has changed: then the
    supervisor starts it again. OSError: the port is taken."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a listener is an open file
    asyncio.run(_run(door))


async def _run(door: Door) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    radio = Radio(loop, stop, Path(settings.DATA))
    loop.add_signal_handler(signal.SIGTERM, radio.end)
    plan = await asyncio.to_thread(radio.following.begin)
    if plan is None:
        return
    radio.compose(plan)
    await _open(radio.listener, door)
    radio.begin()
    log.info("%s is on air, on port %d", plan.station, door.port)
    showing_out = loop.create_task(radio.show_out())
    await stop.wait()
    showing_out.cancel()
    await radio.leave()


async def _open(listener: Listener, door: Door) -> None:
    """Listen. Raises OSError if a port is taken; Shoutcast's may be."""
    await listener.start(door.host, door.port)
    if door.tls is not None:
        await listener.start(door.host, door.tls_port, ssl=door.tls)
    if door.shoutcast_port:
        try:
            await listener.start(door.host, door.shoutcast_port)
        except OSError:
            log.info("port %d is taken: programs of Shoutcast 1 are to be given the port before "
                     "the radio's", door.shoutcast_port)


class Radio:
    """The parts, and how they are joined."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stop: asyncio.Event, data: Path) -> None:
        self.loop, self.stopping, self.air = loop, stop, data / "air"
        self.following = Following(self._followed)
        self.threads: list[threading.Thread] = []

    def compose(self, plan: Plan) -> None:
        """Make the parts. What they are made by cannot change while they run."""
        self.made_by = _fixed(plan)
        self.counting = Counting()
        self.listeners = Listeners(lambda: self.following.plan, self.state,
                                   tally=self.counting.tally)
        self.segments = Segments(self.air, plan.web_bitrate, plan.rewind_hours)
        self.telling = Telling(self.state)
        self.mixer = Mixer([self.listeners.outlet(plan.bitrate), self.segments],
                           on_heard=self.telling.heard, on_alarm=self.telling.alarm)
        self.mixer.follow(plan)
        self.spool = Spool(self.air / "spool", on_alarm=self.telling.alarm)
        intake = self.spool.tee(self.mixer)
        self.listener = Listener(intake, _admit, self.mounts, self.listeners.answer)

    def begin(self) -> None:
        """Begin the threads."""
        for name, work in (("mixer", self.mixer.run), ("plan", self.following.run),
                           ("telling", self.telling.run), ("counting", self.counting.run)):
            self.threads.append(threading.Thread(target=self._guarded, args=(name, work),
                                                 name=name, daemon=True))
            self.threads[-1].start()

    def _guarded(self, name: str, work: object) -> None:
        """A thread that fails ends the process: a radio without one of them only seems to be one.
        """
        try:
            work()  # type: ignore[operator]
        except Exception:
            log.exception("%s failed: the radio is started again", name)
        self.loop.call_soon_threadsafe(self.stopping.set)

    def mounts(self) -> tuple[str, ...]:
        """Where sources may connect."""
        return self.following.plan.mounts if self.following.plan else ()

    def state(self) -> State:
        """How the radio is."""
        return replace(self.mixer.state(), listeners=self.listeners.count())

    def end(self) -> None:
        """Told by SIGTERM."""
        self.following.stop()
        self.stopping.set()

    async def leave(self) -> None:
        """End all of it within two seconds: connections first, then what they made is written."""
        self.following.stop()
        self.telling.stop()
        try:
            await asyncio.wait_for(self.listener.stop(), LEAVE)
        except TimeoutError:
            log.warning("connections were cut")
        self.mixer.stop()
        self.counting.stop()
        writing = threading.Thread(target=self._write_out, daemon=True)
        writing.start()
        until = time.monotonic() + LEAVE
        for thread in (writing, *self.threads):
            await asyncio.to_thread(thread.join, max(0.0, until - time.monotonic()))

    def _write_out(self) -> None:
        """What listeners and sources sent last goes to the disk, if it takes it."""
        self.threads[0].join(LEAVE)  # the mixer's
        self.segments.close()
        self.spool.settle()

    def _followed(self, plan: Plan | None, at: datetime) -> None:
        """In the plan's thread: a new plan is there."""
        if plan is None:
            return  # the station was taken away; the supervisor ends us
        if _fixed(plan) != self.made_by:
            log.info("the bitrate or the hours of rewind have changed: the radio begins anew")
            self.loop.call_soon_threadsafe(self.stopping.set)
            return
        self.mixer.follow(plan)

    async def show_out(self) -> None:
        """Ask presenters to leave whose slot and grace are over, until cancelled."""
        while True:
            await asyncio.sleep(CHECK)
            there = self.listener.on()
            if not there:
                continue
            over = await asyncio.to_thread(_overstaying, there)
            for mount in over:
                if self.listener.on().get(mount) is there[mount]:  # else another one has come
                    self.listener.drop(mount, "the slot is over")


def _fixed(plan: Plan) -> tuple[int, int, int]:
    return plan.bitrate, plan.web_bitrate, plan.rewind_hours


def _overstaying(there: dict[str, Who]) -> list[str]:
    """Called in a thread; nobody has to leave while the database is away."""
    at = clock.now()
    try:
        ends = {mount: admitting.until(who.presenter, at) for mount, who in there.items()}
    except (DatabaseError, InterfaceError):
        connections.close_all()
        return []
    return [mount for mount, end in ends.items() if end is not None and end <= at]


def _admit(mount: str, username: str, password: str, at: datetime) -> Who:
    """Called in a thread; a connection that a lost database left behind is not used again."""
    try:
        return admitting.admit(mount, username, password, at)
    except (DatabaseError, InterfaceError):
        connections.close_all()
        raise
