"""One connection to an address that was checked, and one exchange on it at a time (RFC 9112)."""

from __future__ import annotations

import functools
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

import certifi
import h11

from dateline.lib.fetch_target import Target, TooLarge, Unreachable

Going = Callable[[], AbstractContextManager[object]]
RECORD = 16384  # bytes: one TLS record (RFC 8446 5.1)


class Deadline:
    """When the whole exchange must be over."""

    def __init__(self, where: Target, seconds: float) -> None:
        self.host, self.seconds = where.host, seconds
        self.ends = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left; Unreachable when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise Unreachable(f"{self.host} did not answer within {self.seconds:g} seconds")
        return left


class Reply(NamedTuple):
    """What came back: status, headers by lower-case name, body unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes


@functools.cache
def trust() -> ssl.SSLContext:
    """The machine's authorities (or those of SSL_CERT_FILE) and Mozilla's; names are verified."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Line:
    """A connection; `ip` is where it leads, `checked` when that was last found right."""

    def __init__(self, where: Target, ip: str, deadline: Deadline, patience: float) -> None:
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        self.ip, self.origin, self.host = ip, where.origin, where.host
        self.checked = self.idle_since = time.monotonic()
        self.http = h11.Connection(h11.CLIENT)
        self.socket: socket.socket = socket.socket(family, socket.SOCK_STREAM)
        try:
            self.socket.settimeout(patience)
            self.socket.connect((ip, where.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if where.scheme == "https":
                self.socket.settimeout(deadline.left())
                self.socket = trust().wrap_socket(self.socket, server_hostname=where.host)
        except OSError as error:
            self.socket.close()
            raise Unreachable(f"{self.host}: {_said(error)}") from None
        except BaseException:
            self.socket.close()
            raise

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def is_quiet(self) -> bool:
        """Whether the other side neither hung up nor said anything while nobody asked."""
        self.socket.setblocking(False)
        try:
            return not isinstance(self.socket.recv(1), bytes)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except OSError:
            return False

    def exchange(
        self, request: h11.Request, body: bytes, *, deadline: Deadline, most: int, going: Going
    ) -> Reply:
        """Send the request, give back the reply; whatever is raised, the line is closed then."""
        try:
            view = self.written(request, body)
            with going():
                sent = self.at_once(view)
            with self.plainly():
                self._rest(view[sent:], deadline)
                return self._receive(deadline, most)
        except BaseException:
            self.close()
            raise

    def written(self, request: h11.Request, body: bytes) -> memoryview:
        """The request's bytes."""
        with self.plainly():
            whole = (self.http.send(request) or b"") + (self.http.send(h11.Data(body)) or b"")
            return memoryview(whole + (self.http.send(h11.EndOfMessage()) or b""))

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """Say as Unreachable what the system or the protocol says."""
        try:
            yield
        except h11.ProtocolError as error:
            raise Unreachable(f"{self.host}: what came back is not HTTP ({error})") from None
        except OSError as error:
            raise Unreachable(f"{self.host}: {_said(error)}") from None

    def ready(self) -> bool:
        """Make it ready for another exchange, if both sides keep it."""
        if self.http.our_state is self.http.their_state is h11.DONE:
            self.http.start_next_cycle()
            self.idle_since = time.monotonic()
            return not self.http.trailing_data[0]
        return False

    def at_once(self, view: memoryview) -> int:
        """Hand the kernel what it takes without waiting; how many bytes that were."""
        sent = 0
        with self.plainly():
            self.socket.setblocking(False)
            try:
                while sent < len(view):
                    sent += self.socket.send(view[sent : sent + RECORD])
            except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                if not sent:
                    raise Unreachable(f"{self.host} takes nothing") from None
        return sent

    def _rest(self, view: memoryview, deadline: Deadline) -> None:
        try:
            while view:
                self.socket.settimeout(deadline.left())
                view = view[self.socket.send(view[:RECORD]) :]
        except (BrokenPipeError, ConnectionResetError):
            pass  # it may have answered before it heard all

    def _receive(self, deadline: Deadline, most: int) -> Reply:
        reading = Reading(self.host, most)
        while (reply := reading.advance(self.http)) is None:
            self.socket.settimeout(deadline.left())
            self.http.receive_data(self.socket.recv(65536))
        return reply


class Reading:
    """A reply as it comes."""

    def __init__(self, host: str, most: int) -> None:
        self.host, self.status, self.headers = host, 0, dict[str, str]()
        self.body = _Body(host, most)

    def advance(self, http: h11.Connection) -> Reply | None:
        """Take in what the connection has been given; None while more is to come."""
        while (event := http.next_event()) is not h11.NEED_DATA:
            if isinstance(event, h11.Response):
                self.status, self.headers = event.status_code, _joined(event)
                self.body.expect(self.headers)
            elif isinstance(event, h11.Data):
                self.body.add(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                return Reply(self.status, self.headers, self.body.whole())
            elif not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise Unreachable(f"{self.host} ended the connection without an answer")
        return None


class _Body:
    """A body as it comes, unpacked, within its limit."""

    def __init__(self, host: str, most: int) -> None:
        self.host, self.most, self.raw, self.size = host, most, 0, 0
        self.parts: list[bytes] = []
        self.unpacking: zlib._Decompress | None = None

    def expect(self, headers: dict[str, str]) -> None:
        """Read in the headers how it is packed and how long it says it is."""
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding in ("gzip", "x-gzip"):
            self.unpacking = zlib.decompressobj(31)  # with gzip's own header (RFC 1952)
        elif coding not in ("identity", ""):
            raise Unreachable(f"{self.host} packs its answer as {coding!r:.40}, unasked")
        said = headers.get("content-length", "")
        if said.isdecimal() and int(said) > self.most:
            self._too_large()

    def add(self, data: bytes) -> None:
        """Take what came."""
        self.raw += len(data)
        if self.raw > self.most + 1024:  # packed, or packed emptiness
            self._too_large()
        while data:
            data = self._take(data)

    def _take(self, data: bytes) -> bytes:
        """Keep what this unpacks to; what follows a packed member's end is left."""
        if self.unpacking is None:
            self._keep(data)
            return b""
        if self.unpacking.eof:
            if not data.startswith(b"\x1f\x8b"):
                return b""
            self.unpacking = zlib.decompressobj(31)
        try:
            self._keep(self.unpacking.decompress(data, self.most - self.size + 1))
        except zlib.error:
            raise Unreachable(f"{self.host}: the packed answer is broken") from None
        return self.unpacking.unused_data

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self.most:
            self._too_large()
        self.parts.append(data)

    def _too_large(self) -> None:
        raise TooLarge(f"{self.host} answers with more than {self.most:,} bytes")

    def whole(self) -> bytes:
        """All of it; Unreachable where a packed body breaks off."""
        if self.unpacking and self.raw and not self.unpacking.eof:
            raise Unreachable(f"{self.host}: the packed answer breaks off")
        return b"".join(self.parts)


def _joined(event: h11.Response) -> dict[str, str]:
    """Headers by lower-case name; those said more than once as one list (RFC 9110 5.3)."""
    found: dict[str, str] = {}
    for raw, value in event.headers:
        name, text = raw.decode("ascii"), value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _said(error: OSError) -> str:
    """In plain words what the system said."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not right ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return f"TLS failed ({error.reason or error})"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return f"no connection ({error.strerror or error})"

