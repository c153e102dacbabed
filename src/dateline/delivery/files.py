"""Static files, sent by the front: validators, ranges, codings, addresses that never change.

Only a file that was there when the process began has an address, and that address is looked up
whole: no way of writing it leads to another file.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from dateline.delivery.answering import Headers, matches
from dateline.delivery.codings import BROTLI, GZIP, PLAIN, Codings, codings_for, shorten, tagged
from dateline.delivery.page import is_text
from dateline.delivery.ranges import Unsatisfiable, asked_range
from dateline.delivery.refusing import NOT_ALLOWED

FOREVER = "public, max-age=31536000, immutable"
"""For an address that names the file's own digest (RFC 8246)."""
A_DAY, AN_HOUR = "public, max-age=86400", "public, max-age=3600"
_QUERY = 200
"""Characters of a query in which the version is looked for."""
_ZIPPED_UP_TO = 2 * 1024 * 1024
_SLOWLY_UP_TO = 256 * 1024


@dataclass
class Known:
    """What is known of a file's bytes; `coded` are those that are shorter, by their coding."""

    changed: tuple[int, int]
    digest: str
    kind: str
    coded: dict[str, bytes] = field(default_factory=dict)
    asked: bool = False

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.changed[1]

    @property
    def etag(self) -> str:
        """The strong validator of the bytes as they are."""
        return f'"{self.digest[:32]}"'

    def best(self, path: str, codings: Codings) -> str:
        """The best of these codings that is ready; the first who would take brotli has it made."""
        if codings[0] == BROTLI and GZIP in self.coded and not self.asked:
            self.asked = True
            quality = 11 if self.size <= _SLOWLY_UP_TO else 9
            shorten(Path(path).read_bytes, partial(self._done, path), quality=quality)
        return next((coding for coding in codings if coding in self.coded), PLAIN)

    def _done(self, path: str, body: bytes) -> None:
        stat = os.stat(path)
        if self.changed == (stat.st_mtime_ns, stat.st_size) and len(body) < len(self.coded[GZIP]):
            self.coded[BROTLI] = body


class Files:
    """Folders of files by the addresses they are served under."""

    def __init__(self, routes: dict[str, Path]) -> None:
        self.paths = dict(_every(routes))
        self._known: dict[str, Known] = {}

    def send(self, scope: Any, protocol: Any) -> bool:
        """Answer if this is a file's address."""
        path = self.paths.get(scope.path)
        if path is None:
            return False
        if scope.method not in ("GET", "HEAD"):
            refusal = NOT_ALLOWED
            protocol.response_bytes(refusal.status, refusal.headers, refusal.body)
            return True
        try:
            known = self._look(path)
        except OSError:
            return False
        _answer(scope, protocol, path, known)
        return True

    def _look(self, path: str) -> Known:
        stat = os.stat(path)
        changed = (stat.st_mtime_ns, stat.st_size)
        known = self._known.get(path)
        if known is None or known.changed != changed:
            known = self._known[path] = _read(path, changed)
        return known


def _every(routes: dict[str, Path]) -> Iterator[tuple[str, str]]:
    for address, folder in routes.items():
        for path in folder.rglob("*"):
            if path.is_file():
                yield f"{address}/{path.relative_to(folder).as_posix()}", str(path)


def _read(path: str, changed: tuple[int, int]) -> Known:
    data = Path(path).read_bytes()
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    text = is_text(kind) or kind.endswith(("javascript", "json", "xml"))
    zipped = gzip.compress(data, 9, mtime=0) if text and len(data) <= _ZIPPED_UP_TO else b""
    if kind.startswith("text/") or kind.endswith("javascript"):
        kind += "; charset=utf-8"
    known = Known((changed[0], len(data)), hashlib.sha256(data).hexdigest(), kind)
    if zipped and len(zipped) < len(data):
        known.coded[GZIP] = zipped
    return known


def _answer(scope: Any, protocol: Any, path: str, known: Known) -> None:
    asked = scope.headers
    span = asked.get("range", "") if asked.get("if-range", known.etag) == known.etag else ""
    codings = (PLAIN,) if span else codings_for(asked.get("accept-encoding", ""))
    coding = known.best(path, codings)
    had = asked.get("if-none-match", "")
    for one in (coding, *codings) if had else ():
        etag = tagged(known.etag, one)
        if matches(had, etag):
            protocol.response_empty(304, _headers(known, etag, scope.query_string))
            return
    headers = _headers(known, tagged(known.etag, coding), scope.query_string)
    headers += (("Content-Type", known.kind), ("Accept-Ranges", "bytes"))
    if coding:
        body = known.coded[coding]
        headers += (("Content-Encoding", coding), ("Content-Length", str(len(body))))
        _send(scope, protocol, headers, body)
    else:
        _send_file(scope, protocol, headers, path, known.size, span)


def _headers(known: Known, etag: str, query: str) -> Headers:
    named = dict(parse_qsl(query[:_QUERY])).get("v", "") if "v=" in query[:_QUERY] else ""
    lasting = FOREVER if named == known.digest[:12] else A_DAY if named else AN_HOUR
    return (
        ("ETag", etag),
        ("Cache-Control", lasting),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
    )


def _send(scope: Any, protocol: Any, headers: Headers, body: bytes) -> None:
    if scope.method == "HEAD":
        protocol.response_empty(200, headers)
    else:
        protocol.response_bytes(200, headers, body)


def _send_file(
    scope: Any, protocol: Any, headers: Headers, path: str, size: int, span: str
) -> None:
    try:
        part = asked_range(span, size) if span else None
    except Unsatisfiable:
        protocol.response_empty(416, (*headers, ("Content-Range", f"bytes */{size}")))
        return
    start, stop = part or (0, size)
    headers += (("Content-Length", str(stop - start)),)
    if part:
        headers += (("Content-Range", f"bytes {start}-{stop - 1}/{size}"),)
    if scope.method == "HEAD":
        protocol.response_empty(206 if part else 200, headers)
    elif part:
        protocol.response_file_range(206, headers, path, start, stop)
    else:
        protocol.response_file(200, headers, path)
