"""Other people's servers on loopback, as badly behaved as a test wants them."""

from __future__ import annotations

import array
import fcntl
import select
import socket
import ssl
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

Behave = Callable[[Any, bytes], object]
"""Given the connection and one request's bytes: send something; False ends the connection."""


class Counted:
    """A connection that knows how many bytes have come, read or not."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket, self.count, self.lock = connection, 0, threading.Lock()
        self.sendall, self.shutdown, self.close = (
            connection.sendall, connection.shutdown, connection.close)

    def recv(self, most: int) -> bytes:
        """As a socket's, in two steps: wait, then take and count at once."""
        if not isinstance(self.socket, ssl.SSLSocket):
            waiting = select.poll()
            waiting.register(self.socket, select.POLLIN)
            waiting.poll()
        with self.lock:
            data = self.socket.recv(most)
            self.count += len(data)
        return data

    def come(self) -> int:
        """So many bytes have come until now, also those that nobody has read yet."""
        waiting = array.array("i", [0])
        with self.lock:
            fcntl.ioctl(self.socket.fileno(), termios.FIONREAD, waiting)
            return self.count + waiting[0]


class Peer:
    """Listens on a free port of 127.0.0.1.

    `heard` are the requests; `taken` and `ended` count the connections.
    """

    def __init__(self, behave: Behave, tls: ssl.SSLContext | None = None) -> None:
        self.behave, self.tls = behave, tls
        self.heard: list[bytes] = []
        self.open: list[socket.socket] = []
        self.counted: list[Counted] = []
        self.taken = self.ended = 0
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listening.getsockname()[1]
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self._listen, daemon=True)]
        self.threads[0].start()

    @property
    def address(self) -> str:
        """Its own address, without a path."""
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_: Any) -> None:
        self.ending.set()
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for connection in self.open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(10)

    def wait_until_ended(self, count: int, seconds: float = 20) -> None:
        """Wait until so many connections were ended from here."""
        ends = time.monotonic() + seconds
        while self.ended < count:
            assert time.monotonic() < ends, "it never ended"
            time.sleep(0.005)

    def _listen(self) -> None:
        while True:
            try:
                connection = self.listening.accept()[0]
            except OSError:
                return
            self.taken += 1
            self.open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self.open.append(connection)
            counted = Counted(connection)
            self.counted.append(counted)
            while (request := whole_request(counted)) and not self.ending.is_set():
                self.heard.append(request)
                if self.behave(counted, request) is False:
                    break
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        self.ended += 1


def whole_request(connection: Any) -> bytes:
    """One request with its body; what came of it where the other side hung up."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        more = connection.recv(65536)
        if not more:
            return heard
        heard += more
    head, _, body = heard.partition(b"\r\n\r\n")
    length = int(headers(heard).get("content-length", "0"))
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body


def headers(request: bytes) -> dict[str, str]:
    """The headers of a request, by lower-case name."""
    lines = request.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}


def answer(body: bytes = b"", status: str = "200 OK", *more: str) -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *more, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def saying(said: bytes) -> Behave:
    """Says the same to every request."""
    return lambda connection, _: connection.sendall(said)
