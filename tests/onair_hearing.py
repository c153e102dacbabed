"""A radio's port for listeners, in a thread of its own, and clients that read it byte by byte."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from dateline.lib import clock
from dateline.onair.out.air import Air
from dateline.onair.out.listeners import Listeners
from dateline.onair.out.titles import block
from dateline.onair.shapes import Feed, Heard, Plan, State, Who
from dateline.onair.source.listening import Listener

FRAME = 384
"""Bytes of a frame at 128 kbit/s and 48 kHz: 24 ms."""
SECOND = 16_000


@cache
def sound(seconds: int = 30) -> bytes:
    """A tone as MP3, 128 kbit/s; frames stand alone."""
    import av
    import numpy

    codec = av.CodecContext.create("libmp3lame", "w")
    codec.bit_rate, codec.sample_rate = 128_000, 48_000
    codec.layout, codec.format = "stereo", "fltp"
    codec.options = {"reservoir": "0", "compression_level": "9"}
    wave = numpy.sin(numpy.arange(48_000 * seconds) * 440 * 2 * numpy.pi / 48_000) * 0.3
    both = numpy.stack([wave, wave]).astype(numpy.float32)
    frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
    frame.sample_rate = 48_000
    return b"".join(bytes(p) for p in [*codec.encode(frame), *codec.encode(None)])


def plan(**more: Any) -> Plan:
    """A station's plan."""
    known = {
        "station": "Radio Wavre – 台", "description": "News, day and night", "zone": "UTC",
        "language": "en", "bitrate": 128, "web_bitrate": 96, "rewind_hours": 3,
        "mounts": ("breaking", "studio"), "now": None, "next": None, "playlist": (),
        "fallback": ()}
    return Plan(**(known | more))


@dataclass
class Port:
    """Listeners on a port of this machine; `hand` puts sound on the air."""

    plan: Plan | None = field(default_factory=plan)
    heard: Heard = field(default_factory=lambda: Heard("live", "Evening news", "Ann Writer"))
    most: int | None = None
    tally: Any = None
    silent: bool = False
    number: int = 0
    handed: int = 0
    clients: list[Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.air = Air(128)
        self.listeners = Listeners(
            lambda: self.plan, lambda: State(clock.now(), self.heard, -20.0), tally=self.tally,
            most=self.most)
        if not self.silent:
            self.listeners.on(self.air, 128)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._listener = Listener(_Nobody(), _nobody, lambda: ("studio",), self.listeners.answer)
        self.do(self._listener.start("127.0.0.1", 0)).result(5)
        (self.number,) = self._listener.ports

    def hand(self, seconds: float, title: str = "Evening news") -> bytes:
        """The next seconds of the tone, whole frames; returns them."""
        began = self.handed
        for _ in range(round(seconds * SECOND / FRAME)):
            at = self.handed % (len(sound()) // FRAME * FRAME)
            self.air.hand(sound()[at:at + FRAME], block(title))
            self.handed += FRAME
        return taped(began, self.handed)

    def client(self, path: str = "/live.mp3", **more: Any) -> Client:
        """A listener, who hangs up at the end."""
        self.clients.append(Client(self.number, path, **more))
        return self.clients[-1]

    def do(self, what: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Have it done in the loop."""
        return asyncio.run_coroutine_threadsafe(what, self._loop)

    def end(self) -> None:
        """Close all, and wait for the thread."""
        for client in self.clients:
            client.close()
        self.do(self._end()).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _end(self) -> None:
        await self._listener.stop()
        if self.listeners._pump:
            await self.listeners._pump


class _Nobody:
    """Takes no source: these tests have none."""

    def open(self, mount: str, kind: str, who: Who) -> Feed:
        raise AssertionError("a source")


def _nobody(mount: str, username: str, password: str, at: datetime) -> Who:
    raise AssertionError("a source")


@contextmanager
def opened(**options: Any) -> Iterator[Port]:
    """A port that is closed at the end."""
    port = Port(**options)
    try:
        yield port
    finally:
        port.end()


@contextmanager
def on_air(port: Port, *, title: str = "Evening news", ahead: float = 5.0) -> Iterator[None]:
    """Sound in real time, from a thread; `ahead` seconds of it at once."""
    stop = threading.Event()

    def feed() -> None:
        port.hand(ahead, title)
        began, told = time.monotonic(), 0.0
        while not stop.wait(0.1):
            due = time.monotonic() - began - told
            told += round(due * SECOND / FRAME) * FRAME / SECOND
            port.hand(due, title)

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def taped(begin: int, end: int) -> bytes:
    """What was handed from one position to another: the tone, again and again."""
    once = sound()[:len(sound()) // FRAME * FRAME]
    times = end // len(once) + 1
    return (once * times)[begin:end]


class Client:
    """A listener that reads what it is told to."""

    def __init__(self, port: int, path: str = "/live.mp3", *, version: str = "1.0",
                 method: str = "GET", buffer: int = 0, **headers: str) -> None:
        self.line = socket.socket()
        if buffer:
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.line.settimeout(10)
        self.line.connect(("127.0.0.1", port))
        fields = "".join(f"{n.replace('_', '-')}: {v}\r\n" for n, v in headers.items())
        self.line.sendall(f"{method} {path} HTTP/{version}\r\nHost: x\r\n{fields}\r\n".encode())
        self.left = b""

    def head(self) -> tuple[str, dict[str, str]]:
        """The status line and the fields."""
        while b"\r\n\r\n" not in self.left:
            self.left += self._more()
        data, _, self.left = self.left.partition(b"\r\n\r\n")
        first, *lines = data.decode().split("\r\n")
        return first, dict(line.split(": ", 1) for line in lines)

    def read(self, count: int) -> bytes:
        """So many bytes."""
        while len(self.left) < count:
            self.left += self._more()
        got, self.left = self.left[:count], self.left[count:]
        return got

    def rest(self) -> bytes:
        """All to the end of the connection."""
        data, self.left = self.left, b""
        try:
            while more := self.line.recv(65536):
                data += more
        except ConnectionResetError:
            pass
        return data

    def close(self) -> None:
        """Hang up."""
        self.line.close()

    def _more(self) -> bytes:
        more = self.line.recv(65536)
        if not more:
            raise EOFError("the connection was closed")
        return more


def until(what: Any, seconds: float = 10.0) -> None:
    """Wait until something holds; fails where it does not in time."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
