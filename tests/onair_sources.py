"""A listener that is live on a port of its own, and a mixer's side that keeps what it is given."""

from __future__ import annotations

import asyncio
import base64
import random
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dateline.onair.schedule.admitting import NotAdmitted
from dateline.onair.shapes import Who
from dateline.onair.source.listening import Listener

PRESENTERS = {"ann": ("secret", 1), "bob": ("hidden", 2), "source": ("bare", 3)}


@dataclass
class Kept:
    """One source as the mixer saw it."""

    mount: str
    kind: str
    who: Who
    data: bytearray = field(default_factory=bytearray)
    titles: list[tuple[str, str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    over: str = ""
    full: bool = False

    def write(self, data: bytes) -> None:
        assert not self.ended, "sound after the end"
        self.data += data

    def title(self, text: str, artist: str = "") -> None:
        self.titles.append((text, artist))

    def end(self, reason: str) -> None:
        self.ended.append(reason)


@dataclass
class Mixer:
    """The intake."""

    sources: list[Kept] = field(default_factory=list)

    def open(self, mount: str, kind: str, who: Who) -> Kept:
        self.sources.append(Kept(mount, kind, who))
        return self.sources[-1]


@dataclass
class Station:
    """What a test has in its hands."""

    listener: Listener
    mixer: Mixer
    asked: list[tuple[str, str, str]]
    port: int = 0
    callers: list[Caller] = field(default_factory=list)

    async def source(self, number: int = 0, *, data: int = 0, seconds: float = 10) -> Kept:
        """The source of that number, once it is there and has given so many bytes."""
        await until(lambda: len(self.mixer.sources) > number
                    and len(self.mixer.sources[number].data) >= data, seconds)
        return self.mixer.sources[number]


async def until(ready: Callable[[], Any], seconds: float = 10) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not come about"
        await asyncio.sleep(0.01)


async def answered(head: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What the listeners' part would do."""
    writer.write(f"HTTP/1.1 200 OK\r\n\r\nfor listeners: {head.method} {head.path}".encode())


def free_pair() -> int:
    """A port that is free, as is the next."""
    while True:
        port = random.randrange(20_000, 30_000, 2)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)), socket.create_server(
                ("127.0.0.1", port + 1)):
            return port


@asynccontextmanager
async def on_air(*mounts: str, ssl: Any = None, port: int = 0,
                 admitted: Any = None) -> AsyncIterator[Station]:
    """A listener on a free port; without mounts: `breaking` and `live`."""
    asked: list[tuple[str, str, str]] = []

    def admit(mount: str, username: str, password: str, at: datetime) -> Who:
        assert threading.current_thread() is not threading.main_thread()
        asked.append((mount, username, password))
        if password == "the database is gone":
            raise ValueError(password)
        known, number = PRESENTERS.get(username, ("", 0))
        if not number or known != password:
            raise NotAdmitted("Wrong user name or password.")
        return Who(number, username)

    mixer, names = Mixer(), mounts or ("breaking", "live")
    listener = Listener(mixer, admitted or admit, lambda: names, answered)
    await listener.start("127.0.0.1", port, ssl)
    station = Station(listener, mixer, asked, listener.ports[0])
    try:
        yield station
    finally:
        for caller in station.callers:
            caller.leave()
        await listener.stop()


def basic(user: str = "ann", password: str = "secret") -> str:
    """The header line of a sign-in."""
    return f"Authorization: Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}\r\n"


def put(mount: str = "live", *, sign: str | None = None, kind: str = "audio/mpeg",
        more: str = "") -> bytes:
    """The head of a source."""
    said = f"Content-Type: {kind}\r\n" if kind else ""
    signed = basic() if sign is None else sign
    return f"PUT /{mount} HTTP/1.1\r\nHost: x\r\n{signed}{said}{more}\r\n".encode()


class Caller:
    """One connection to a station, as a program has it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, station: Station, data: bytes = b"", **tls: Any) -> Caller:
        caller = cls(*await asyncio.open_connection("127.0.0.1", station.port, **tls))
        caller.writer.write(data)
        station.callers.append(caller)
        return caller

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def head(self, seconds: float = 10) -> str:
        """The next answer's head; what came instead where the connection ended."""
        async with asyncio.timeout(seconds):
            try:
                return (await self.reader.readuntil(b"\r\n\r\n")).decode()
            except asyncio.IncompleteReadError as short:
                return short.partial.decode()

    async def rest(self, seconds: float = 10) -> str:
        """All until the other side closes."""
        async with asyncio.timeout(seconds):
            return (await self.reader.read(-1)).decode()

    async def closed(self, seconds: float = 10) -> None:
        """Wait until the other side has closed, however."""
        async with asyncio.timeout(seconds):
            with suppress(OSError):
                await self.reader.read(-1)

    def leave(self) -> None:
        self.writer.transport.abort()


async def asks(station: Station, data: bytes) -> str:
    """The whole answer to one head, after which the station closes."""
    return await (await Caller.to(station, data)).rest()
