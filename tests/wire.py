"""Requests byte by byte over real connections, for what no client library would send."""

from __future__ import annotations

import gzip
import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, its coding undone."""
        coded = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if coded else self.body).decode()


class Line:
    """One connection."""

    def __init__(self, port: int, timeout: float = 30, host: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection((host, port), timeout)
        self.file = self.socket.makefile("rb")
        self.host = f"localhost:{port}"

    def send(self, raw: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(raw)

    def ask(self, target: str, method: str = "GET", body: bytes = b"", **headers: str) -> Sent:
        """Send a request whose target stands as it is given; returns the answer."""
        self.begin(target, method, **headers)
        self.send(body)
        return self.read(method)

    def begin(self, target: str, method: str = "GET", **headers: str) -> None:
        """Send a request's head."""
        lines = {"host": self.host} | {n.replace("_", "-"): v for n, v in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.send(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1"))

    def read(self, method: str = "GET") -> Sent:
        """Read an answer; raises ConnectionError where there is none."""
        first = self.file.readline()
        if not first:
            raise ConnectionError("closed without an answer")
        status, headers = int(first.split()[1]), {}
        while (line := self.file.readline().decode("latin-1").strip()):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if method == "HEAD" or status in (204, 304):
            return Sent(status, headers, b"")
        return Sent(status, headers, self._body(headers))

    def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return self.file.read(int(headers.get("content-length", 0)))
        parts = []
        while (size := int(self.file.readline(), 16)):
            parts.append(self.file.read(size))
            self.file.readline()
        self.file.readline()
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self.file.close()
        self.socket.close()
