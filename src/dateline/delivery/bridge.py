"""A WSGI application (PEP 3333) behind granian's RSGI: Django, for all that is no stored page.

A body is taken in, to a file if it is large, before the application is entered, so that a slow
sender holds no thread; its limit holds for what is sent as for what was announced.
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from typing import IO, Any

from dateline.delivery.answering import Answer, Headers
from dateline.delivery.front import Application, without_length
from dateline.delivery.refusing import BROKEN, CUT_SHORT, TOO_LARGE, TOO_SLOW

log = logging.getLogger("dateline.delivery")
IN_MEMORY = 1024 * 1024
PATIENCE = 60.0
"""Seconds without a byte after which a sender, or a receiver, is given up."""


class Refused(Exception):
    """The request's body cannot be taken; the answer says why."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class FileBody:
    """`wsgi.file_wrapper`: a file that the server may send by itself."""

    def __init__(self, file: IO[bytes], block: int = 65536) -> None:
        self.file, self.block = file, block
        self.close = getattr(file, "close", lambda: None)

    def path(self) -> str | None:
        """Where the file lies, if the server can send all of it from there."""
        name = getattr(self.file, "name", None)
        whole = isinstance(name, str) and os.path.isabs(name) and os.path.isfile(name)
        return name if whole and self.file.tell() == 0 else None

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.block), b"")


class Started:
    """What the application said of its response."""

    status: int = 500
    headers: Headers = ()

    def __call__(self, status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[..., Any]:
        self.status = int(status[:3])
        self.headers = tuple((n, v if v.isascii() else _ascii(v)) for n, v in headers)
        return lambda _data: None


def _ascii(value: str) -> str:
    """RFC 9110 5.5: what is not ASCII in a field's value has no meaning; the server sends none."""
    return value.encode("ascii", "replace").decode()


async def take_body(scope: Any, protocol: Any, limit: int) -> IO[bytes]:
    """The request's body as a file; raises Refused."""
    said = scope.headers.get("content-length") or ""
    if said.isdecimal() and int(said) > limit:
        raise Refused(TOO_LARGE)
    if not said and "transfer-encoding" not in scope.headers and scope.http_version != "2":
        return io.BytesIO()
    body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by who uses it
    try:
        await _fill(body, protocol, limit)
        if said.isdecimal() and body.tell() != int(said):
            raise Refused(CUT_SHORT)
    except BaseException:
        body.close()
        raise
    return body


async def _fill(body: Any, protocol: Any, limit: int) -> None:
    chunks = aiter(protocol)
    while True:
        try:
            async with asyncio.timeout(PATIENCE):
                body.write(await anext(chunks))
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise Refused(TOO_SLOW) from None
        if body.tell() > limit:
            raise Refused(TOO_LARGE)


def environ(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """PEP 3333's environment. A name with an underscore could pass for another one: dropped."""
    length = body.seek(0, io.SEEK_END)
    body.seek(0)
    server, client = _split(scope.server), _split(scope.client)
    made = {
        "REQUEST_METHOD": scope.method, "SCRIPT_NAME": "", "QUERY_STRING": scope.query_string,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "SERVER_NAME": server[0], "SERVER_PORT": server[1], "REMOTE_ADDR": client[0],
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0), "wsgi.url_scheme": scope.scheme, "wsgi.input": body,
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False, "wsgi.file_wrapper": FileBody,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = f"HTTP_{name.upper().replace('-', '_')}"
        between = "; " if name == "cookie" else ","
        made[key] = f"{made[key]}{between}{value}" if key in made else value
    made.pop("HTTP_CONTENT_LENGTH", None)
    made["CONTENT_LENGTH"] = str(length)
    made["CONTENT_TYPE"] = made.pop("HTTP_CONTENT_TYPE", "")
    if scope.authority:  # RFC 9112 3.2.2, RFC 9113 8.3.1
        made["HTTP_HOST"] = scope.authority
    return made


def _split(address: str) -> tuple[str, str]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


async def pass_on(
    scope: Any, protocol: Any, application: Application, pool: Executor, limit: int
) -> None:
    """Let the application answer, in a thread of the pool."""
    loop = asyncio.get_running_loop()
    try:
        body = await take_body(scope, protocol, limit)
    except Refused as refusal:
        headers = (*refusal.answer.headers, ("Connection", "close"))
        protocol.response_bytes(refusal.answer.status, headers, refusal.answer.body)
        return
    try:
        started = Started()
        parts = await loop.run_in_executor(
            pool, _begin, application, environ(scope, body), started
        )
        if parts is None:
            protocol.response_bytes(BROKEN.status, BROKEN.headers, BROKEN.body)
        else:
            await _send(protocol, started, parts, pool)
    finally:
        body.close()


def _begin(
    application: Application, given: dict[str, Any], started: Started
) -> Iterable[bytes] | None:
    """The response's body: whole as a list unless it is a file or a stream; None if it failed."""
    try:
        parts = application(given, without_length(started))
        if isinstance(parts, FileBody) or getattr(parts, "streaming", False):
            return parts
        whole = [b"".join(parts)]
    except Exception:
        log.exception("The application failed.")
        return None
    _close(parts)
    return whole


def _close(parts: Any) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()


async def _send(protocol: Any, started: Started, parts: Iterable[bytes], pool: Executor) -> None:
    headers = started.headers
    if isinstance(parts, list):
        protocol.response_bytes(started.status, headers, parts[0])
        return
    loop = asyncio.get_running_loop()
    path = parts.path() if isinstance(parts, FileBody) else None
    try:
        if path is not None:
            protocol.response_file(started.status, headers, path)
            return
        transport, chunks = protocol.response_stream(started.status, headers), iter(parts)
        while (chunk := await loop.run_in_executor(pool, next, chunks, None)) is not None:
            await transport.send_bytes(chunk)
    except RuntimeError:
        pass  # the reader is gone
    finally:
        with suppress(Exception):
            await loop.run_in_executor(pool, _close, parts)
